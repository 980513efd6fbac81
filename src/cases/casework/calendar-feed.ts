import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { createEvents, type EventAttributes } from 'ics';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { isInService } from '../../access/visitor';
import { dossierFreeToUse } from '../../access/restriction';
import { addDays, type Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';

const DAYS_BACK = 60;
const AT_MOST = 2_000;

interface Row {
  id: string;
  dossier: string;
  startsAt: string;
  endsAt: string;
  state: string;
  version: number;
}

/**
 * The appointments of an officer as an iCalendar feed (RFC 5545), read by a calendar program with a secret address.
 * Such a program copies what it reads to other places: so it says when, and the number of the dossier, and nothing of
 * the pupil, the place or the subject.
 */
@Injectable()
export class CalendarFeed {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A new secret for the one who asks; it is shown once. The one before stops working. */
  async open(actor: Actor): Promise<string> {
    const { employee } = visitorOf(actor);
    const token = randomBytes(32).toString('base64url');
    await this.database.work(async (work) => {
      await work.insert(
        'calendar_feed',
        ['employee', 'token_hash', 'made_at'],
        [[employee, hashOf(token), this.clock.instant()]],
        { key: ['employee'], update: ['token_hash', 'made_at'] },
      );
      this.audit.write(work, actor, {
        ...{ action: 'toevoegen', object: 'agenda', objectId: null, pupils: [], purpose: PURPOSES.toegang },
      });
    });
    return token;
  }

  async revoke(actor: Actor): Promise<void> {
    const { employee } = visitorOf(actor);
    await this.database.work(async (work) => {
      await work.run('DELETE FROM calendar_feed WHERE employee = ?', [employee]);
      this.audit.write(work, actor, {
        ...{ action: 'verwijderen', object: 'agenda', objectId: null, pupils: [], purpose: PURPOSES.toegang },
      });
    });
  }

  /** The calendar of a secret; null where there is none, or its officer is no longer in service. */
  async read(token: string): Promise<string | null> {
    const { read } = this.database;
    const owner = await read.get<{ employee: string; from: Day | null; until: Day | null }>(
      `SELECT f.employee, e.from_date AS "from", e.until_date AS "until"
         FROM calendar_feed f JOIN employee e ON e.code = f.employee WHERE f.token_hash = ?`,
      [hashOf(token)],
    );
    const today = this.clock.today();
    if (!owner || !isInService(owner, today)) return null;
    const rows = await read.all<Row>(
      `SELECT id, dossier_id AS "dossier", starts_at AS "startsAt", ends_at AS "endsAt", state, version
         FROM dossier_item WHERE employee = ? AND kind = 'afspraak' AND day >= ?
            AND ${dossierFreeToUse('dossier_id')} ORDER BY starts_at LIMIT ${AT_MOST}`,
      [owner.employee, addDays(today, -DAYS_BACK)],
    );
    const { error, value } = createEvents(rows.map(eventOf), { productId: 'leerspoor', calName: 'Leerspoor' });
    if (error || value === undefined) throw new Error('the calendar could not be made', { cause: error });
    return value;
  }
}

function eventOf(row: Row): EventAttributes {
  return {
    uid: `${row.id}@leerspoor`,
    title: `Afspraak dossier ${row.dossier.slice(-8).toUpperCase()}`,
    start: Date.parse(row.startsAt),
    startOutputType: 'utc',
    end: Date.parse(row.endsAt),
    endOutputType: 'utc',
    status: row.state === 'afgezegd' ? 'CANCELLED' : 'CONFIRMED',
    sequence: row.version - 1,
    classification: 'PRIVATE',
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

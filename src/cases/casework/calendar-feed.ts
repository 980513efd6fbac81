import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { createEvents, type EventAttributes } from 'ics';
import { type Actor, systemActor, visitorOf } from '../../access/actor';
import { Audit, purposeOf, PURPOSES } from '../../access/audit';
import { isInService, Visitors } from '../../access/visitor';
import { addDays, asDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { StoredItem } from '../items/item';
import { ItemQuery } from '../items/item-query';

const DAYS_BACK = 60;
const AT_MOST = 2_000;
const FAR = asDay('9999-12-31');

/**
 * The appointments of an officer as an iCalendar feed (RFC 5545), read by a calendar program with a secret address.
 * Such a program copies what it reads to other places: so it says when, and the number of the dossier, and nothing of
 * the pupil, the place or the subject.
 */
@Injectable()
export class CalendarFeed {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Visitors) private readonly visitors: Visitors,
    @Inject(ItemQuery) private readonly items: ItemQuery,
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

  /**
   * The calendar of a secret; null where there is none, its officer is no longer in service or may not log in. It holds
   * what the officer may see today: who lost an area or the right of boa loses it here too. Accounted for.
   * @param address where the program asks from
   */
  async read(token: string, address: string | null = null): Promise<string | null> {
    const { read } = this.database;
    const today = this.clock.today();
    const owner = await read.get<{ employee: string }>(
      `SELECT f.employee FROM calendar_feed f WHERE f.token_hash = ? AND NOT EXISTS (
         SELECT 1 FROM account a WHERE a.employee = f.employee AND a.locked_at IS NOT NULL)`,
      [hashOf(token)],
    );
    const visitor = owner ? await this.visitors.find(owner.employee) : null;
    if (!visitor || !isInService(visitor, today)) return null;
    const actor: Actor = { ...systemActor('pagina', address), visitor };
    const planned = await this.items.agenda(actor, visitor.employee, addDays(today, -DAYS_BACK), FAR);
    const own = planned.filter((one) => one.kind === 'afspraak' && one.employee === visitor.employee);
    await this.account(actor, own);
    const { error, value } = createEvents(own.slice(0, AT_MOST).map(eventOf), {
      ...{ productId: 'leerspoor', calName: 'Leerspoor' },
    });
    if (error || value === undefined) throw new Error('the calendar could not be made', { cause: error });
    return value;
  }

  private async account(actor: Actor, shown: readonly StoredItem[]): Promise<void> {
    if (shown.length === 0) return;
    const { read } = this.database;
    const these = read.oneOf('id', [...new Set(shown.map((one) => one.dossierId))]);
    const rows = await read.all<{ pupil: string }>(
      `SELECT DISTINCT pupil_id AS "pupil" FROM dossier WHERE ${these.sql}`,
      [these.value],
    );
    const event = { action: 'lezen', object: 'agenda', objectId: null } as const;
    const purpose = purposeOf(actor.visitor!.roles);
    this.audit.read(actor, { ...event, pupils: rows.map((one) => one.pupil), purpose });
  }
}

function eventOf(row: StoredItem): EventAttributes {
  return {
    uid: `${row.id}@leerspoor`,
    title: `Afspraak dossier ${row.dossierId.slice(-8).toUpperCase()}`,
    start: Date.parse(row.startsAt!),
    startOutputType: 'utc',
    end: Date.parse(row.endsAt!),
    endOutputType: 'utc',
    status: row.state === 'afgezegd' ? 'CANCELLED' : 'CONFIRMED',
    sequence: row.version - 1,
    classification: 'PRIVATE',
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

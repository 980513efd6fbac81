import { freeToUse } from '../../access/restriction';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { dossierNotFound, requireRole } from '../../cases/dossier/reach';
import { scopeOf } from '../../registry/scopes';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Value } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { isId, newId } from '../../platform/ids';
import { LEAVER_SITUATIONS, type LeaverSituation } from '../vocabulary';
import { nextMoment } from './follow-leavers';
import { cell } from '../../platform/place';
import { leaverMoment } from '../tables';

export interface Moment {
  leaverId: string;
  day: Day;
  situation: LeaverSituation;
  note: string | null;
}

/** A former pupil to follow, for the list of the counsellor. */
export interface LeaverRow {
  id: string;
  pupilId: string;
  education: 'pro' | 'vso';
  location: string;
  leftOn: Day;
  until: Day;
  nextOn: Day | null;
  /** where the youth was found last */
  situation: LeaverSituation | null;
}

type Found = Pick<LeaverRow, 'pupilId' | 'leftOn' | 'until' | 'nextOn'>;

const HOME = `(SELECT r.municipality FROM residence r WHERE r.pupil_id = l.pupil_id AND r.from_date <= ?
  ORDER BY r.from_date DESC LIMIT 1)`;

/** Former pupils of pro and vso: who is due, and where they were found. Those who live in the region of who asks. */
@Injectable()
export class RecordMoment {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Those due on or before the day, first due first; `after`: the id of the last one of the page before. */
  async due(actor: Actor, day: Day, limit: number, after: { nextOn: Day; id: string } | null): Promise<LeaverRow[]> {
    requireRole(actor, 'rmc-trajectbegeleider');
    const scope = this.scope(this.database.read, actor);
    const rows = await this.database.read.all<LeaverRow>(
      `SELECT l.id, l.pupil_id AS "pupilId", l.education, l.location, l.left_on AS "leftOn", l.until_date AS "until",
              l.next_on AS "nextOn", (SELECT m.situation FROM leaver_moment m WHERE m.leaver_id = l.id
                ORDER BY m.day DESC, m.id DESC LIMIT 1) AS "situation"
         FROM leaver l WHERE l.next_on <= ? AND ${scope.sql}
          ${after ? 'AND (l.next_on > ? OR (l.next_on = ? AND l.id > ?))' : ''} ORDER BY l.next_on, l.id LIMIT ${limit}`,
      [day, ...scope.values, ...(after ? [after.nextOn, after.nextOn, after.id] : [])],
    );
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'uitstromer', objectId: null, pupils: rows.map((one) => one.pupilId) },
      purpose: PURPOSES.doorstroompunt,
    });
    return rows;
  }

  /** Gives the id. Throws a Problem: 404 out of reach, 403 another role, 400 bad fields. */
  async record(actor: Actor, { leaverId, day, situation, note }: Moment): Promise<string> {
    return this.database.work(async (work) => {
      const found = await this.one(work, actor, leaverId);
      requireRole(actor, 'rmc-trajectbegeleider');
      new Checks()
        .word(situation, '/situatie', LEAVER_SITUATIONS)
        .that(day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.')
        .that(day > found.leftOn && day <= found.until, '/datum', 'Kies een dag in de twee jaar na het vertrek.')
        .that((note ?? '').length <= 8000, '/notitie', 'Gebruik hoogstens 8000 tekens.')
        .done();
      const id = newId();
      const columns = ['id', 'leaver_id', 'day', 'situation', 'employee', 'note'];
      const encrypted = note?.trim() ? this.encryption.encrypt(note.trim(), cell(leaverMoment, 'note', { id })) : null;
      await work.insert('leaver_moment', columns, [
        [id, leaverId, day, situation, visitorOf(actor).employee, encrypted],
      ]);
      const next = nextMoment(day, found.until);
      // a moment recorded afterwards does not bring an earlier due day back
      if (found.nextOn !== null && (next === null || next > found.nextOn)) {
        await work.run('UPDATE leaver SET next_on = ? WHERE id = ?', [next, leaverId]);
      }
      this.audit.write(work, actor, {
        ...{ action: 'toevoegen', object: 'uitstromer', objectId: leaverId, pupils: [found.pupilId] },
        purpose: PURPOSES.doorstroompunt,
      });
      return id;
    });
  }

  /** That the one who asks may see this former pupil, for a form; accounts for the look. Throws a Problem (404). */
  async see(actor: Actor, leaverId: string): Promise<void> {
    const { pupilId } = await this.one(this.database.read, actor, leaverId);
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'uitstromer', objectId: leaverId, pupils: [pupilId] },
      purpose: PURPOSES.doorstroompunt,
    });
  }

  private async one(sql: Sql, actor: Actor, leaverId: string): Promise<Found> {
    const scope = this.scope(sql, actor);
    const query = `SELECT l.pupil_id AS "pupilId", l.left_on AS "leftOn", l.until_date AS "until", l.next_on AS "nextOn"
      FROM leaver l WHERE l.id = ? AND ${scope.sql}`;
    const found = isId(leaverId) ? await sql.get<Found>(query, [leaverId, ...scope.values]) : undefined;
    if (!found) throw dossierNotFound();
    return found;
  }

  private scope(sql: Sql, { visitor }: Actor): { sql: string; values: Value[] } {
    if (visitor === null) return { sql: '(1 = 1)', values: [] };
    const today = this.clock.today();
    const own = sql.oneOf(HOME, scopeOf(visitor, today).doorstroompunt, 'code');
    return { sql: `(${freeToUse('l.pupil_id')} AND ${own.sql})`, values: [today, own.value] };
  }
}

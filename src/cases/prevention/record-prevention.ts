import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, purposeOf } from '../../access/audit';
import { type Condition, NEVER, pupilCondition } from '../../access/conditions';
import { phaseBounds } from '../../access/phase-bounds';
import type { Day } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { isId, newId } from '../../platform/ids';
import { scopeOf } from '../../registry/scopes';
import { dossierNotFound } from '../dossier/reach';
import { cell } from '../../platform/place';
import { prevention } from './tables';

/** A school that signals early, a talk hour at a school, advice. */
export const PREVENTION_KINDS = ['vroegsignaal', 'spreekuur', 'advies', 'voorlichting'] as const;
export type PreventionKind = (typeof PREVENTION_KINDS)[number];

export interface NewPrevention {
  municipality: string;
  kind: PreventionKind;
  day: Day;
  /** six characters */
  location: string | null;
  pupilId: string | null;
  note: string;
}

export type ShownPrevention = NewPrevention & { id: string; employee: string };

/** Records preventive work of a municipality without opening a dossier. */
@Injectable()
export class RecordPrevention {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(LawParameters) private readonly law: LawParameters,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Gives the id. Throws a Problem: 404 outside the own municipalities, or for a pupil who lives elsewhere or is not in
   * the phase of one's role; 400.
   */
  async record(actor: Actor, given: NewPrevention): Promise<string> {
    const { municipality, kind, day, location, pupilId, note } = given;
    if (!this.own(actor).includes(municipality)) throw dossierNotFound();
    new Checks()
      .word(kind, '/soort', PREVENTION_KINDS)
      .that(day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.')
      .text(note, '/notitie', 8000)
      .done();
    return this.database.work(async (work) => {
      if (pupilId !== null && (await this.homeOf(work, actor, pupilId)) !== municipality) throw dossierNotFound();
      const school = 'SELECT code FROM school_location WHERE code = ?';
      const known = location === null || (await work.get(school, [location])) !== undefined;
      new Checks().that(known, '/vestiging', 'Deze vestiging is niet bekend.').done();
      const id = newId();
      const columns = ['id', 'municipality', 'kind', 'day', 'location', 'pupil_id', 'employee', 'note', 'made_at'];
      const { employee } = visitorOf(actor);
      const secret = this.encryption.encrypt(note.trim(), cell(prevention, 'note', { id }));
      await work.insert('prevention', columns, [
        [id, municipality, kind, day, location, pupilId, employee, secret, this.clock.instant()],
      ]);
      this.audit.write(work, actor, {
        ...{ action: 'toevoegen', object: 'preventie', objectId: id, pupils: pupilId === null ? [] : [pupilId] },
        purpose: purposeOf(visitorOf(actor).roles),
      });
      return id;
    });
  }

  /**
   * Of the own municipalities, from a day on, the latest first; `before`: the id of the last of the page before. What is
   * about one pupil is for who may see that pupil.
   */
  async list(actor: Actor, from: Day, limit: number, before?: string): Promise<ShownPrevention[]> {
    const read = this.database.read;
    const own = read.oneOf('municipality', this.own(actor), 'code');
    const seen = this.pupils(read, actor);
    const rows = await read.all<ShownPrevention>(
      `SELECT id, municipality, kind, day, location, pupil_id AS "pupilId", employee, note FROM prevention
        WHERE ${own.sql} AND (pupil_id IS NULL OR pupil_id IN (SELECT p.id FROM pupil p WHERE ${seen.sql}))
          AND day >= ?${before ? ' AND id < ?' : ''} ORDER BY id DESC LIMIT ${limit}`,
      [own.value, ...seen.values, from, ...(before ? [before] : [])],
    );
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'preventie', objectId: null, purpose: purposeOf(actor.visitor?.roles ?? []) },
      pupils: rows.flatMap((one) => one.pupilId ?? []),
    });
    return rows.map((one) => ({ ...one, note: this.encryption.decrypt(one.note, cell(prevention, 'note', one)) }));
  }

  /** On `pupil p`: whom the one who asks may see. */
  private pupils(sql: Sql, { visitor }: Actor): Condition {
    if (visitor === null) return NEVER;
    const today = this.clock.today();
    return pupilCondition(sql, scopeOf(visitor, today), phaseBounds(today, this.law));
  }

  /** Where a pupil lives today; null where it does not exist or may not be seen. */
  private async homeOf(sql: Sql, actor: Actor, pupilId: string): Promise<string | null> {
    if (!isId(pupilId)) return null;
    const seen = this.pupils(sql, actor);
    const found = await sql.get<{ municipality: string }>(
      `SELECT r.municipality FROM residence r JOIN pupil p ON p.id = r.pupil_id
        WHERE p.id = ? AND r.from_date <= ? AND ${seen.sql} ORDER BY r.from_date DESC LIMIT 1`,
      [pupilId, this.clock.today(), ...seen.values],
    );
    return found?.municipality ?? null;
  }

  private own({ visitor }: Actor): readonly string[] {
    if (visitor === null) return [];
    const { leerplicht, doorstroompunt } = scopeOf(visitor, this.clock.today());
    return [...leerplicht, ...doorstroompunt];
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { freeToUse } from '../../access/restriction';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
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
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives the id. Throws a Problem: 404 outside the own municipalities, or for a pupil who lives elsewhere; 400. */
  async record(actor: Actor, given: NewPrevention): Promise<string> {
    const { municipality, kind, day, location, pupilId, note } = given;
    if (!this.own(actor).includes(municipality)) throw dossierNotFound();
    new Checks()
      .word(kind, '/soort', PREVENTION_KINDS)
      .that(day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.')
      .text(note, '/notitie', 8000)
      .done();
    return this.database.work(async (work) => {
      const home = `SELECT r.municipality FROM residence r WHERE r.pupil_id = ? AND r.from_date <= ?
        ORDER BY r.from_date DESC LIMIT 1`;
      if (pupilId !== null) {
        const lives = isId(pupilId)
          ? await work.get<{ municipality: string }>(home, [pupilId, this.clock.today()])
          : undefined;
        if (lives?.municipality !== municipality) throw dossierNotFound();
      }
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
        purpose: PURPOSES.leerplicht,
      });
      return id;
    });
  }

  /** Of the own municipalities, from a day on, the latest first; `before`: the id of the last of the page before. */
  async list(actor: Actor, from: Day, limit: number, before?: string): Promise<ShownPrevention[]> {
    const read = this.database.read;
    const own = read.oneOf('municipality', this.own(actor), 'code');
    const rows = await read.all<ShownPrevention>(
      `SELECT id, municipality, kind, day, location, pupil_id AS "pupilId", employee, note FROM prevention
        WHERE ${own.sql} AND (pupil_id IS NULL OR ${freeToUse('pupil_id')}) AND day >= ?${before ? ' AND id < ?' : ''} ORDER BY id DESC LIMIT ${limit}`,
      [own.value, from, ...(before ? [before] : [])],
    );
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'preventie', objectId: null, purpose: PURPOSES.leerplicht },
      pupils: rows.flatMap((one) => one.pupilId ?? []),
    });
    return rows.map((one) => ({ ...one, note: this.encryption.decrypt(one.note, cell(prevention, 'note', one)) }));
  }

  private own({ visitor }: Actor): readonly string[] {
    if (visitor === null) return [];
    const { leerplicht, doorstroompunt } = scopeOf(visitor, this.clock.today());
    return [...leerplicht, ...doorstroompunt];
  }
}

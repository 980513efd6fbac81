import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import type { Condition } from '../../access/conditions';
import type { Day } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import type { Sql, Value } from '../../platform/database/sql';
import { municipalitiesOf } from '../../registry/facts';
import { whereMunicipality } from '../area';
import { type Figure, type FigureQuestion, schoolYearName, UNKNOWN } from '../figure';
import { goneNotes } from '../persons/gone';
import { seenPersons } from '../persons/seen-persons';
import { definitionName, vsvDefinition } from './definition';
import { LEVELS } from './levels';
import { requireSnapshot, snapshotPeople } from './snapshots';
import { vsvPeople } from './sql';
import { type Reason, REASONS, referenceDays, type Step } from './steps';
import { KEY_COLUMNS } from './tally';
import { lastYear } from './vsv-figures';
import type { VsvState } from './vsv-table';
import { cell as placeOf } from '../../platform/place';
import { pupil } from '../../registry/tables';

export interface PersonsAsked {
  state: VsvState;
  /** id of the stored count that is meant */
  snapshot?: string;
  /** null: every step */
  step: Step | null;
  /** key of one row of the figure; null: all rows */
  key: string | null;
  limit: number;
  offset: number;
}

interface Row {
  id: string;
  pgn: string;
  birth: Day;
  municipality: string | null;
  location: string;
  rank: string;
  reason: Reason;
}

/** The persons behind a cell of the statistic, with the step of the formula that put them there; for who may see them. */
@Injectable()
export class VsvPersons {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async run(actor: Actor, question: FigureQuestion, asked: PersonsAsked): Promise<Figure> {
    const sql = this.database.read;
    const today = this.clock.today();
    const wanted = question.schoolYear ?? lastYear(today);
    const live = asked.state === 'actueel' && asked.snapshot === undefined;
    const stored = live ? null : await requireSnapshot(sql, wanted, asked.state, asked.snapshot);
    const schoolYear = stored?.schoolYear ?? wanted;
    const { start, end } = referenceDays(schoolYear);
    const people = stored ? snapshotPeople(stored) : vsvPeople(schoolYear, vsvDefinition(schoolYear));
    const seen = seenPersons(actor, sql, today, this.parameters);
    const cell = inCell(sql, question, asked, start);
    const rows = await sql.all<Row>(
      `SELECT p.id AS "id", p.pgn AS "pgn", p.birth_date AS "birth", q.municipality AS "municipality",
              q.location AS "location", q.rank AS "rank", q.reason AS "reason"
         FROM (SELECT * FROM (${people}) q ${whereMunicipality('q.municipality', question, start)}) q
         JOIN pupil p ON p.id = q.pupil_id
        WHERE ${seen.sql}${cell.sql} ORDER BY p.id LIMIT ? OFFSET ?`,
      [...seen.values, ...cell.values, asked.limit, asked.offset],
    );
    const gone = stored ? await countGone(sql, people, question, asked, start) : 0;
    const event = { action: 'lezen', object: 'vsv-personen', objectId: stored?.id ?? null } as const;
    this.audit.read(actor, { ...event, pupils: rows.map(({ id }) => id), purpose: PURPOSES.cijfers });
    return {
      soort: 'vsv-personen',
      titel: `Personen in de vsv-statistiek, schooljaar ${schoolYearName(schoolYear)}, ${stored?.state ?? 'actueel'}`,
      definitie: stored?.definition ?? definitionName(vsvDefinition(schoolYear)),
      peildatum: end,
      gegevensdatum: stored?.dataDay ?? today,
      kolommen: [
        { key: 'leerling', title: 'leerling', type: 'tekst' },
        { key: 'pgn', title: 'pgn', type: 'tekst' },
        { key: 'geboortedatum', title: 'geboortedatum', type: 'dag' },
        { key: 'gemeente', title: 'gemeente', type: 'tekst' },
        { key: 'vestiging', title: 'vestiging', type: 'tekst' },
        { key: 'niveau', title: 'niveau', type: 'tekst' },
        { key: 'stap', title: 'stap', type: 'tekst' },
        { key: 'reden', title: 'reden', type: 'tekst' },
      ],
      rijen: rows.map((row) => ({
        cells: {
          leerling: row.id,
          pgn: this.encryption.decrypt(row.pgn, placeOf(pupil, 'pgn', { id: row.id })),
          geboortedatum: row.birth,
          gemeente: row.municipality,
          vestiging: row.location,
          niveau: LEVELS[Number(row.rank)]!.name,
          stap: REASONS[row.reason],
          reden: row.reason,
        },
      })),
      totaal: null,
      kenmerken: { vanaf: asked.offset, ...(stored ? { vernietigd: gone } : {}) },
      toelichting: [
        'Alleen personen die u mag zien. De reden is de stap van de formule waarin iemand terechtkwam.',
        ...goneNotes(gone),
      ],
    };
  }
}

/** Of a stored count: who was in the cell, and is nobody any more. */
async function countGone(sql: Sql, people: string, question: FigureQuestion, asked: PersonsAsked, start: Day) {
  const cell = inCell(sql, question, asked, start);
  const found = await sql.get<{ n: number }>(
    `SELECT COUNT(*) AS "n" FROM (SELECT * FROM (${people}) q ${whereMunicipality('q.municipality', question, start)}) q
      WHERE NOT EXISTS (SELECT 1 FROM pupil p WHERE p.id = q.pupil_id)${cell.sql}`,
    cell.values,
  );
  return found!.n;
}

/** The condition of being in the cell, on rows `q`; begins with AND. */
function inCell(sql: Sql, { per }: FigureQuestion, { step, key }: PersonsAsked, start: Day): Condition {
  const parts: string[] = [];
  const values: Value[] = [];
  if (step !== null) {
    const reasons = Object.entries(REASONS).flatMap(([reason, of]) => (of === step ? [reason] : []));
    const own = sql.oneOf('q.reason', reasons, 'code');
    parts.push(` AND ${own.sql}`);
    values.push(own.value);
  }
  if (key === UNKNOWN) parts.push(` AND q.${KEY_COLUMNS[per]} IS NULL`);
  else if (key !== null) {
    const own = sql.oneOf(`q.${KEY_COLUMNS[per]}`, valuesOfKey(per, key, start), 'code');
    parts.push(` AND ${own.sql}`);
    values.push(own.value);
  }
  return { sql: parts.join(''), values };
}

/** The values of the column that make up a row of the figure. */
function valuesOfKey(per: FigureQuestion['per'], key: string, start: Day): string[] {
  if (per === 'regio') return municipalitiesOf(key, start).map(({ code }) => code);
  const ranks = (of: (level: (typeof LEVELS)[number]) => string) =>
    LEVELS.flatMap((level, rank) => (of(level) === key ? [String(rank)] : []));
  if (per === 'niveau') return ranks(({ name }) => name);
  return per === 'onderwijssoort' ? ranks(({ education }) => education) : [key];
}

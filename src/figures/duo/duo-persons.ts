import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import type { Day } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Value } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { cell as placeOf } from '../../platform/place';
import { areaName } from '../area';
import { type Figure, type FigureColumn, type FigureQuestion, schoolYearName, UNKNOWN } from '../figure';
import type { CellAsked } from '../persons/person-list';
import { type ChosenDeliveries, chooseDeliveries } from './chosen-deliveries';
import { referenceDay } from './duo-delivery';
import { KIND_CONDITIONS, monthRows, monthsOf, monthYear } from './duo-month';
import { condition, keyColumn, onePerPerson } from './duo-rows';
import { OUTSIDE_KEY, outside } from './duo-vsv';
import { NUMBERS, seenRows } from './seen-rows';
import { duoRecord } from './tables';

interface Row {
  pgn: string;
  delivery: string;
  month: string;
  enrolment: string;
  birth: Day | null;
  id: string | null;
  municipality: string | null;
  school: string | null;
  level: string | null;
  kind: string | null;
  left: Day | null;
  leaver: number;
}

/** The rows of DUO behind a cell: a condition on `duo_record r`. */
interface Behind {
  sql: string;
  values: Value[];
}

const NOTE =
  'Alleen personen die u mag zien: dat kunnen er minder zijn dan het getal zegt, ook omdat DUO personen noemt die hier niet bekend zijn.';
const TOTAL = 'totaal';
const text = (key: string, title: string): FigureColumn => ({ key, title, type: 'tekst' });

/** The persons behind a cell of the figures from DUO's deliveries; for who may see those persons. */
@Injectable()
export class DuoPersons {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Reports of absence in the monthly files, a line each; of the column `personen` the latest line of each person. */
  async ofMonths(actor: Actor, question: FigureQuestion, asked: CellAsked): Promise<Figure> {
    const sql = this.database.read;
    const year = await monthYear(sql, question.schoolYear);
    const rows = await this.read(
      actor,
      behindMonth(sql, question, monthsOf(year), asked),
      { sql: '0', values: [] },
      asked,
    );
    return this.show(actor, 'duo-maand-personen', asked, rows, {
      titel: `Personen achter: Verzuimmeldingen volgens DUO ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: 'maandbestanden van DUO (A04, A14): inschrijvingen met een melding, per rapportagemaand',
      peildatum: referenceDay(year),
      kolommen: [
        text('maand', 'maand'),
        text('soort', 'soort verzuim'),
        { key: 'uitgeschreven', title: 'uitgeschreven op', type: 'dag' },
      ],
    });
  }

  /**
   * Of the starting population, once each; of the column `vsv` the early leavers in it, of the row
   * `buiten-startpopulatie` those who are not.
   */
  async ofVsv(actor: Actor, question: FigureQuestion, asked: CellAsked): Promise<Figure> {
    const sql = this.database.read;
    const chosen = await chooseDeliveries(sql, question.schoolYear);
    const leaver = isLeaver(sql, chosen);
    const rows = await this.read(actor, behindVsv(sql, question, chosen, asked), leaver, asked);
    const { schoolYear, state } = chosen;
    const year = schoolYear === null ? 'schooljaar onbekend' : `schooljaar ${schoolYearName(schoolYear)}`;
    return this.show(actor, 'duo-vsv-personen', asked, rows, {
      titel: `Personen achter: Voortijdig schoolverlaters volgens DUO, ${year}, ${state}`,
      definitie: `DUO ${state}, ${year}: nieuwe vsv'ers (NenR) in de startpopulatie (NRSP)`,
      peildatum: referenceDay(schoolYear),
      kolommen: [
        ...[text('gemeente', 'gemeente'), text('school', 'school'), text('niveau', 'niveau')],
        text('vsvDuo', "vsv'er bij DUO"),
      ],
    });
  }

  private read(actor: Actor, behind: Behind, leaver: Behind, { limit, offset }: CellAsked): Promise<Row[]> {
    const sql = this.database.read;
    const seen = seenRows(actor, sql, 'x.id', this.clock.today(), this.parameters);
    const kinds = Object.entries(KIND_CONDITIONS).map(([kind, of]) => `WHEN ${of} THEN '${kind}'`);
    return sql.all<Row>(
      `SELECT r.pgn AS "pgn", r.delivery AS "delivery", r.month AS "month", r.enrolment AS "enrolment",
              r.birth_date AS "birth", x.id AS "id", r.municipality AS "municipality", r.school AS "school",
              r.level AS "level", CASE ${kinds.join(' ')} END AS "kind", r.left_on AS "left",
              CASE WHEN ${leaver.sql} = 1 THEN 1 ELSE 0 END AS "leaver"
         FROM duo_record r LEFT JOIN ${NUMBERS} x ON x.pgn_index = r.pgn_index
        WHERE ${behind.sql}${seen.sql} ORDER BY r.pgn_index, r.month, r.enrolment LIMIT ? OFFSET ?`,
      [...leaver.values, ...behind.values, ...seen.values, limit, offset],
    );
  }

  private show(
    actor: Actor,
    soort: string,
    { key, column, offset }: CellAsked,
    rows: readonly Row[],
    { kolommen, ...heading }: Pick<Figure, 'titel' | 'definitie' | 'peildatum' | 'kolommen'>,
  ): Figure {
    const pupils = [...new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])))];
    this.audit.read(actor, {
      ...{ action: 'lezen', object: soort, objectId: null },
      pupils,
      purpose: PURPOSES.cijfers,
    });
    return {
      soort,
      ...heading,
      gegevensdatum: this.clock.today(),
      kolommen: [
        ...[text('leerling', 'leerling'), text('pgn', 'pgn')],
        { key: 'geboortedatum', title: 'geboortedatum', type: 'dag' },
        ...kolommen,
      ],
      rijen: rows.map((row) => {
        const shown: Record<string, string | null> = {
          maand: row.month === '' ? null : `${row.month.slice(0, 4)}-${row.month.slice(4)}`,
          ...{ soort: row.kind, uitgeschreven: row.left },
          ...{ gemeente: row.municipality, school: row.school, niveau: row.level },
          vsvDuo: row.leaver === 1 ? 'ja' : 'nee',
        };
        return {
          cells: {
            ...{ leerling: row.id, pgn: this.pgnOf(row), geboortedatum: row.birth },
            ...Object.fromEntries(kolommen.map((one) => [one.key, shown[one.key] ?? null])),
          },
        };
      }),
      totaal: null,
      kenmerken: { rij: key, kolom: column, vanaf: offset },
      toelichting: [NOTE],
    };
  }

  /** null: the number was destroyed. */
  private pgnOf({ pgn, delivery, month, enrolment }: Row): string | null {
    return this.encryption.decrypt(pgn, placeOf(duoRecord, 'pgn', { delivery, month, enrolment })) || null;
  }
}

/** The row of the figure: everything, what has no key, or one key. */
function ofKey(row: string, { per }: FigureQuestion, key: string): Behind {
  if (key === TOTAL) return { sql: '', values: [] };
  if (key === UNKNOWN) return { sql: ` AND ${keyColumn(row, per)} IS NULL`, values: [] };
  return { sql: ` AND ${keyColumn(row, per)} = ?`, values: [key] };
}

const NOBODY: Behind = { sql: '1 = 0', values: [] };

function behindMonth(sql: Sql, question: FigureQuestion, months: readonly string[], asked: CellAsked): Behind {
  const { key, column } = asked;
  const month = /^m(\d{6})$/.exec(column ?? '')?.[1];
  const kind = column !== null && Object.hasOwn(KIND_CONDITIONS, column) ? column : null;
  if (column !== null && !month && !kind && !['personen', 'meldingen', 'uitgeschreven'].includes(column)) return NOBODY;
  if (month && !months.includes(month)) return NOBODY;
  const rows = (row: string, values: Value[]) => {
    const all = monthRows(sql, question, month ? [month] : months, row);
    const own = ofKey(row, question, key);
    values.push(...all.values, ...own.values);
    return `${all.sql}${own.sql}`;
  };
  const values: Value[] = [];
  const parts = [rows('r', values)];
  if (kind) parts.push(KIND_CONDITIONS[kind as keyof typeof KIND_CONDITIONS]);
  if (column === 'uitgeschreven') parts.push('r.left_on IS NOT NULL');
  if (column === 'personen') {
    parts.push(`NOT EXISTS (SELECT 1 FROM duo_record l WHERE l.pgn_index = r.pgn_index
      AND (l.month > r.month OR (l.month = r.month AND l.enrolment > r.enrolment)) AND ${rows('l', values)})`);
  }
  return { sql: parts.join(' AND '), values };
}

function behindVsv(sql: Sql, question: FigureQuestion, chosen: ChosenDeliveries, { key, column }: CellAsked): Behind {
  if (key === OUTSIDE_KEY) return outside(sql, chosen, question, 'r');
  if (column !== null && !['deelnemers', 'vsv'].includes(column)) return NOBODY;
  const population = onePerPerson(sql, 'r', chosen.population);
  const where = condition(sql, 'r', question);
  const own = ofKey('r', question, key);
  const leaver = isLeaver(sql, chosen);
  const only = column === 'vsv' ? { sql: ` AND ${leaver.sql} = 1`, values: leaver.values } : { sql: '', values: [] };
  return {
    sql: `${population.sql}${where.sql}${own.sql}${only.sql}`,
    values: [...population.values, ...where.values, ...own.values, ...only.values],
  };
}

/** 1 where DUO calls the person of the row an early leaver. */
function isLeaver(sql: Sql, chosen: ChosenDeliveries): Behind {
  const left = sql.oneOf('n.delivery', chosen.leavers, 'code');
  return {
    sql: `(CASE WHEN EXISTS (SELECT 1 FROM duo_record n WHERE n.pgn_index = r.pgn_index AND ${left.sql}) THEN 1 ELSE 0 END)`,
    values: [left.value],
  };
}

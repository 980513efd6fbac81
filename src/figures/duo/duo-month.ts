import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import type { Sql } from '../../platform/database/sql';
import { areaName } from '../area';
import {
  type Figure,
  type FigureColumn,
  type FigureQuestion,
  type FigureRow,
  schoolYearName,
  UNKNOWN,
} from '../figure';
import { keyName } from '../key-names';
import { referenceDay } from './duo-delivery';
import { ofEverywhere } from './duo-places';
import { condition, keyColumn } from './duo-rows';
import { countPlaces, publishMonths } from './publish-months';

interface Counted {
  key: string | null;
  month: string;
  rows: number;
  statutory: number;
  optional: number;
  untold: number;
  left: number;
}

/** The kinds of report, as conditions on a row `r`; each row has one. */
export const KIND_CONDITIONS = {
  wettelijk: 'r.statutory = 1',
  overig: 'r.optional = 1 AND COALESCE(r.statutory, 0) = 0',
  onbekend: 'COALESCE(r.statutory, 0) = 0 AND COALESCE(r.optional, 0) = 0',
} as const;

/** DUO's monthly files (`A04…`, `A14…`): reports of absence per month, of the school year from October to September. */
@Injectable()
export class DuoMonthFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Of the school year that was asked for, else of the latest delivered. Throws a Problem (404) where there is none. */
  async run(question: FigureQuestion): Promise<Figure> {
    const sql = this.database.read;
    const year = await monthYear(sql, question.schoolYear);
    const months = monthsOf(year);
    const rows = await countMonths(sql, question, months);
    const known = months.filter((month) => rows.some((row) => row.month === month));
    const persons = await countPersons(sql, question, months);
    const column = (key: string, title: string, type: FigureColumn['type'] = 'getal') => ({ key, title, type });
    const keys = [...new Set(rows.map(({ key }) => key))].sort(byKey);
    const line = (key: string | null, own: readonly Counted[], people: number): FigureRow => {
      const sum = (of: (row: Counted) => number) => own.reduce((total, row) => total + of(row), 0);
      return {
        cells: {
          ...{
            sleutel: key ?? UNKNOWN,
            naam: keyName(question.per, key),
            personen: people,
            meldingen: sum((r) => r.rows),
          },
          ...{ wettelijk: sum((r) => r.statutory), overig: sum((r) => r.optional), onbekend: sum((r) => r.untold) },
          uitgeschreven: sum((r) => r.left),
          ...Object.fromEntries(known.map((month) => [`m${month}`, sum((r) => (r.month === month ? r.rows : 0))])),
        },
      };
    };
    const rijen = keys.map((key) =>
      line(
        key,
        rows.filter((row) => row.key === key),
        persons.perKey.get(key) ?? 0,
      ),
    );
    const total = line('totaal', rows, persons.all);
    const figure: Figure = {
      soort: 'duo-maand',
      titel: `Verzuimmeldingen volgens DUO ${schoolYearName(year)}, ${areaName(question)}`,
      definitie: 'maandbestanden van DUO (A04, A14): inschrijvingen met een melding, per rapportagemaand',
      peildatum: referenceDay(year),
      gegevensdatum: this.clock.today(),
      kolommen: [
        column('sleutel', question.per, 'tekst'),
        column('naam', 'naam', 'tekst'),
        column('personen', 'personen'),
        column('meldingen', 'meldingen'),
        column('wettelijk', 'wettelijk verzuim'),
        column('overig', 'ander verzuim'),
        column('onbekend', 'soort niet vermeld'),
        column('uitgeschreven', 'ook uitgeschreven'),
        ...known.map((month) => column(`m${month}`, `${month.slice(0, 4)}-${month.slice(4)}`)),
      ],
      rijen,
      totaal: { cells: { ...total.cells, naam: null } },
      kenmerken: { schooljaar: year, gebied: areaName(question) },
      toelichting: [
        'Een melding is een regel van een inschrijving in een maand; staat zij in meer bestanden, dan telt zij één keer, uit het laatste.',
        'De maanden tellen op tot de meldingen; een persoon telt per rij één keer en kan in meer rijen staan.',
      ],
    };
    if (!question.publication) return figure;
    const places = await countPlaces(sql, monthRows(sql, ofEverywhere(question), months));
    return publishMonths(figure, known, places, question, Object.keys(KIND_CONDITIONS));
  }
}

/** The reporting months of a school year of DUO. */
export const monthsOf = (year: number): string[] => Array.from({ length: 12 }, (_, i) => monthAfter(`${year}10`, i));

/**
 * The school year that was asked for, else the latest delivered; throws a Problem (404) where there is none. October 2022
 * and after belong to 2022-2023, as in DUO's counting of early leavers.
 */
export async function monthYear(sql: Sql, asked: number | null): Promise<number> {
  const found = await sql.all<{ month: string }>(
    `SELECT DISTINCT r.month AS "month" FROM duo_record r JOIN duo_delivery d ON d.code = r.delivery
      WHERE d.kind = 'maand' AND r.month <> ''`,
  );
  const years = found.map(({ month }) => Number(month.slice(0, 4)) - (Number(month.slice(4)) >= 10 ? 0 : 1));
  if (asked !== null ? years.includes(asked) : years.length > 0) return asked ?? Math.max(...years);
  throw new Problem(
    'geen-duo-levering',
    years.length === 0
      ? 'Er is nog geen maandbestand van DUO ingelezen. Doe dat met: leerspoor import duo-maand BESTAND'
      : `Van schooljaar ${schoolYearName(asked!)} is geen maandbestand van DUO ingelezen; wel van: ${[...new Set(years)].sort().map(schoolYearName).join(', ')}.`,
    { status: 404 },
  );
}

function monthAfter(month: string, n: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(4)) - 1 + n;
  return `${Math.floor(index / 12)}${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The rows of these months, each enrolment and month once: from the last file that has it. */
export function monthRows(sql: Sql, question: FigureQuestion, months: readonly string[], row = 'r') {
  const own = sql.oneOf(`${row}.month`, months, 'code');
  const where = condition(sql, row, question);
  return {
    sql: `${own.sql}${where.sql} AND NOT EXISTS (SELECT 1 FROM duo_record o
      WHERE o.pgn_index = ${row}.pgn_index AND o.month = ${row}.month AND o.enrolment = ${row}.enrolment AND o.delivery > ${row}.delivery)`,
    values: [own.value, ...where.values],
  };
}

function countMonths(sql: Sql, question: FigureQuestion, months: readonly string[]): Promise<Counted[]> {
  const rows = monthRows(sql, question, months);
  const key = keyColumn('r', question.per);
  const flag = (condition: string) => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  return sql.all<Counted>(
    `SELECT ${key} AS "key", r.month AS "month", COUNT(*) AS "rows",
            ${flag(KIND_CONDITIONS.wettelijk)} AS "statutory",
            ${flag(KIND_CONDITIONS.overig)} AS "optional",
            ${flag(KIND_CONDITIONS.onbekend)} AS "untold",
            ${flag('r.left_on IS NOT NULL')} AS "left"
       FROM duo_record r WHERE ${rows.sql} GROUP BY ${key}, r.month`,
    rows.values,
  );
}

async function countPersons(sql: Sql, question: FigureQuestion, months: readonly string[]) {
  const rows = monthRows(sql, question, months);
  const key = keyColumn('r', question.per);
  const found = await sql.all<{ key: string | null; n: number }>(
    `SELECT ${key} AS "key", COUNT(DISTINCT r.pgn_index) AS "n" FROM duo_record r WHERE ${rows.sql} GROUP BY ${key}`,
    rows.values,
  );
  const all = await sql.get<{ n: number }>(
    `SELECT COUNT(DISTINCT r.pgn_index) AS "n" FROM duo_record r WHERE ${rows.sql}`,
    rows.values,
  );
  return { perKey: new Map(found.map(({ key, n }) => [key, n])), all: all!.n };
}

function byKey(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}

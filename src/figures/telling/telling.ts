import { Inject, Injectable } from '@nestjs/common';
import { EDUCATION_KINDS } from '../../law/facts';
import { type Day, schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { areaName, askedMunicipalities, whereMunicipality } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import {
  type AreaCounts,
  type Beside,
  askedOf,
  byTown,
  ROW_TOTAL,
  type TownCount,
  withheldAcross,
} from '../suppression/across-areas';
import { requireClosed } from '../suppression/closed-period';
import { isSmall } from '../suppression/suppress';
import { suppressRows, withhold } from '../suppression/suppress-figure';
import { NO_EDUCATION, TELLING_CELLS, type TellingCell } from './cells';
import { countSql, countTownsSql, schoolYearDays } from './telling-sql';

export const TELLING_COLUMNS: readonly string[] = [...EDUCATION_KINDS, NO_EDUCATION];

/** Pupils per cell and education. */
export type TellingCounts = Map<TellingCell, Map<string, number>>;

/** The counts of a year, as a table or as it may be published. */
export interface TellingYear {
  counts: TellingCounts;
  /** per cell the municipalities beside each other; only where it is asked for publication */
  towns: Map<TellingCell, AreaCounts[]>;
}

interface Row {
  year: number;
  cell: TellingCell;
  education: string;
  /** null: of the area that was asked for; '' where the residence is not known */
  town: string | null;
  pupils: number;
}

/** The leerplichttelling (LPW 25): pupils per cell, split by onderwijssoort. */
@Injectable()
export class TellingFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem where a school year is to be published that is not over. */
  async run(question: FigureQuestion): Promise<Figure> {
    const year = this.yearOf(question);
    if (question.publication) requireClosed(year, this.clock.today());
    return tellingFigure((await this.countYears(question, [year])).get(year)!, question, year, this.clock.today());
  }

  /** The school year that was asked for, else the last closed one. */
  yearOf({ schoolYear }: FigureQuestion): number {
    return schoolYear ?? schoolYearOf(this.clock.today()) - 1;
  }

  async count(question: FigureQuestion, year: number): Promise<TellingCounts> {
    return (await this.countYears({ ...question, publication: false }, [year])).get(year)!.counts;
  }

  /** Of several school years in one query; the municipalities of a region are those at the end of each. */
  async countYears(question: FigureQuestion, years: readonly number[]): Promise<Map<number, TellingYear>> {
    const parts = years.map((year) => {
      const where = whereMunicipality('k.municipality', question, schoolYearDays(year).until);
      const columns = `q."cell", q."education"`;
      const asked = `SELECT ${year} AS "year", ${columns}, NULL AS "town", q."pupils" FROM (${countSql(year, where)}) q`;
      if (!question.publication) return asked;
      const towns = `SELECT ${year}, ${columns}, COALESCE(q."town", ''), q."pupils" FROM (${countTownsSql(year)}) q`;
      return `${asked} UNION ALL ${towns}`;
    });
    const rows = await this.database.read.all<Row>(parts.join('\n UNION ALL '));
    return new Map(
      years.map((year) => {
        const own = rows.filter((row) => row.year === year);
        return [year, { counts: countsOf(own), towns: townsOf(own, schoolYearDays(year).until) }];
      }),
    );
  }
}

function countsOf(rows: readonly Row[]): TellingCounts {
  const counts: TellingCounts = new Map(TELLING_CELLS.map(({ key }) => [key, new Map<string, number>()]));
  for (const { cell, education, town, pupils } of rows) if (town === null) counts.get(cell)!.set(education, pupils);
  return counts;
}

function townsOf(rows: readonly Row[], day: Day): TellingYear['towns'] {
  const counts = new Map(TELLING_CELLS.map(({ key }) => [key, [] as TownCount[]]));
  for (const { cell, town, education, pupils } of rows) {
    if (town !== null) counts.get(cell)!.push({ town, column: education, n: pupils });
  }
  return new Map([...counts].map(([cell, own]) => [cell, byTown(own, day)]));
}

/**
 * The table, as it may be published where that was asked for: each row is guarded by itself and beside those of the other
 * municipalities, which others may ask for.
 */
export function tellingFigure(of: TellingYear, question: FigureQuestion, year: number, today: Day): Figure {
  const figure = tellingTable(of.counts, question, year, today);
  if (!question.publication) return figure;
  const asked = askedMunicipalities(question, schoolYearDays(year).until);
  const guarded = suppressRows(figure, TELLING_COLUMNS, ROW_TOTAL);
  return {
    ...guarded,
    rijen: guarded.rijen.map((row) => {
      const cell = row.cells['sleutel'] as TellingCell;
      const own = of.towns.get(cell)!;
      const near = cell === 'absoluut-heringeschreven' ? nearTo(own, of.towns.get('absoluut')!) : { towns: own };
      const hidden = withheldAcross(near.towns, TELLING_COLUMNS, askedOf(near.towns, asked), near);
      return withhold(row, [...hidden, ...nearInArea(of.counts, cell)]);
    }),
  };
}

/** Who was enrolled again is among those who were found: what lies between them is a number of pupils too. */
function nearTo(own: readonly AreaCounts[], wider: readonly AreaCounts[]): Beside & { towns: AreaCounts[] } {
  const counts = new Map(own.map((one) => [one.key, one.counts]));
  const none: ReadonlyMap<string, number> = new Map();
  const towns = wider.map((one) => ({ ...one, counts: counts.get(one.key) ?? none }));
  const more = own.filter(({ key }) => !wider.some((one) => one.key === key));
  const sum = (of: readonly AreaCounts[], keys: readonly string[], column: string | null) =>
    of
      .filter(({ key }) => keys.includes(key))
      .reduce((total, one) => total + sumOf(one.counts, column === null ? TELLING_COLUMNS : [column]), 0);
  const also: Beside['also'] = (keys, column) => isSmall(sum(wider, keys, column) - sum(own, keys, column));
  return { towns: [...towns, ...more], also };
}

/** The same of the area itself, where a pupil of two municipalities counts once. */
function nearInArea(counts: TellingCounts, cell: TellingCell): string[] {
  if (cell !== 'absoluut-heringeschreven') return [];
  const [own, wider] = [counts.get(cell)!, counts.get('absoluut')!];
  const near = (columns: readonly string[]) => isSmall(sumOf(wider, columns) - sumOf(own, columns));
  return [
    ...TELLING_COLUMNS.filter((column) => (own.get(column) ?? 0) > 0 && near([column])),
    ...(sumOf(own, TELLING_COLUMNS) > 0 && near(TELLING_COLUMNS) ? [ROW_TOTAL] : []),
  ];
}

const sumOf = (counts: ReadonlyMap<string, number>, columns: readonly string[]): number =>
  columns.reduce((total, column) => total + (counts.get(column) ?? 0), 0);

export function cellTotal(counts: TellingCounts, cell: TellingCell): number {
  return [...counts.get(cell)!.values()].reduce((a, b) => a + b, 0);
}

/** The counts as a table: a row per cell, a column per onderwijssoort, the total of the row last. */
export function tellingTable(counts: TellingCounts, question: FigureQuestion, year: number, today: Day): Figure {
  const rijen = TELLING_CELLS.map(({ key, name }): FigureRow => {
    const split = TELLING_COLUMNS.map((column) => [column, counts.get(key)!.get(column) ?? 0]);
    return { cells: { sleutel: key, naam: name, ...Object.fromEntries(split), totaal: cellTotal(counts, key) } };
  });
  return {
    soort: 'telling',
    titel: `Leerplichttelling ${schoolYearName(year)}, ${areaName(question)}`,
    definitie: 'leerplichttelling (Leerplichtwet 1969, art. 25): leerlingen, niet het aantal keren',
    peildatum: schoolYearDays(year).until,
    gegevensdatum: today,
    kolommen: [
      { key: 'sleutel', title: 'cel', type: 'tekst' },
      { key: 'naam', title: 'omschrijving', type: 'tekst' },
      ...TELLING_COLUMNS.map((column) => ({ key: column, title: column, type: 'getal' as const })),
      { key: 'totaal', title: 'totaal', type: 'getal' },
    ],
    rijen,
    totaal: null,
    kenmerken: { schooljaar: year, gebied: areaName(question) },
    toelichting: [
      'Een leerling telt per cel één keer, bij de onderwijssoort van het laatste geval.',
      'Een leerling telt in de gemeente waar die woonde op de dag van het geval.',
      `${NO_EDUCATION}: de leerling stond nog nooit ingeschreven.`,
      'Vrijstellingen en absoluut verzuim tellen in elk schooljaar waarin ze liepen; een melding in het schooljaar waarin de grens is bereikt.',
    ],
  };
}

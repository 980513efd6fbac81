import { Inject, Injectable } from '@nestjs/common';
import { EDUCATION_KINDS } from '../../law/facts';
import { type Day, schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { areaName, whereMunicipality } from '../area';
import { type Figure, type FigureQuestion, type FigureRow, schoolYearName } from '../figure';
import { suppressRows } from '../suppression/suppress-figure';
import { NO_EDUCATION, TELLING_CELLS, type TellingCell } from './cells';
import { countSql, schoolYearDays } from './telling-sql';

export const TELLING_COLUMNS: readonly string[] = [...EDUCATION_KINDS, NO_EDUCATION];

/** Pupils per cell and education. */
export type TellingCounts = Map<TellingCell, Map<string, number>>;

/** The leerplichttelling (LPW 25): pupils per cell, split by onderwijssoort. */
@Injectable()
export class TellingFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async run(question: FigureQuestion): Promise<Figure> {
    const year = this.yearOf(question);
    const figure = tellingTable(await this.count(question, year), question, year, this.clock.today());
    return question.publication ? suppressRows(figure, TELLING_COLUMNS, 'totaal') : figure;
  }

  /** The school year that was asked for, else the last closed one. */
  yearOf({ schoolYear }: FigureQuestion): number {
    return schoolYear ?? schoolYearOf(this.clock.today()) - 1;
  }

  async count(question: FigureQuestion, year: number): Promise<TellingCounts> {
    return (await this.countYears(question, [year])).get(year)!;
  }

  /** Of several school years in one query; the municipalities of a region are those at the end of each. */
  async countYears(question: FigureQuestion, years: readonly number[]): Promise<Map<number, TellingCounts>> {
    const parts = years.map((year) => {
      const where = whereMunicipality('k.municipality', question, schoolYearDays(year).until);
      return `SELECT ${year} AS "year", q.* FROM (${countSql(year, where)}) q`;
    });
    const rows = await this.database.read.all<{ year: number; cell: TellingCell; education: string; pupils: number }>(
      parts.join('\n UNION ALL '),
    );
    const empty = (): TellingCounts => new Map(TELLING_CELLS.map(({ key }) => [key, new Map<string, number>()]));
    const found = new Map(years.map((year) => [year, empty()]));
    for (const { year, cell, education, pupils } of rows) found.get(year)!.get(cell)!.set(education, pupils);
    return found;
  }
}

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

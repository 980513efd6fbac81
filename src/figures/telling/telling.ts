import { Inject, Injectable } from '@nestjs/common';
import { type Day, schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { whereMunicipality } from '../area';
import type { Figure, FigureQuestion } from '../figure';
import type { Stored } from '../stored/stored';
import { byTown, type TownCount } from '../suppression/across-areas';
import { requireClosed } from '../suppression/closed-period';
import { TELLING_CELLS, type TellingCell } from './cells';
import { storedTelling, type TellingPath } from './stored-telling';
import { countSql, countTownsSql, schoolYearDays } from './telling-sql';
import { type TellingCounts, tellingFigure, type TellingYear } from './telling-table';

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

  /**
   * Throws a Problem where a school year is to be published that is not over. `stored`: what was stored of a year, to be
   * shown instead.
   */
  async run(question: FigureQuestion, stored?: Stored<TellingPath[]>): Promise<Figure> {
    if (stored) return storedTelling(stored, question);
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

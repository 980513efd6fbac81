import { Inject, Injectable } from '@nestjs/common';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { type CountedTrajectory, countTrajectory, reportYear, type TrajectoryFacts } from '../../trajectories/counting';
import { whereMunicipality } from '../area';
import { type CountedPerson, type KeepPerson, nobodyKept } from '../stored/keep-persons';
import { EVERYBODY, type Figure, type FigureQuestion } from '../figure';
import type { Stored } from '../stored/stored';
import { requireClosed } from '../suppression/closed-period';
import { addCounts, addTrajectory, type EffectCounts, emptyCounts } from './counts';
import { effectTable, linesWith } from './effect-table';
import { type EffectPart, storedEffect } from './stored-effect';

interface Row extends Omit<TrajectoryFacts, 'returning'> {
  id: string;
  pupil: string;
  region: string;
  town: string | null;
  returning: number;
}

/** The effectrapportage of a region (WEB 9.2.10), counted from its trajectories one by one. */
@Injectable()
export class EffectFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Of the school year that was asked for, else of the last closed one; only that one may be published. `stored`: what was
   * stored of a year, to be shown instead.
   */
  async run(question: FigureQuestion, stored?: Stored<EffectPart[]>): Promise<Figure> {
    if (stored) return storedEffect(stored, question);
    const today = this.clock.today();
    const year = question.schoolYear ?? schoolYearOf(today) - 1;
    if (question.publication) requireClosed(year, today);
    return effectTable(await this.count(question, year), question, year, today);
  }

  async count(question: FigureQuestion, year: number): Promise<EffectCounts> {
    const counts = emptyCounts();
    for await (const row of this.rows(this.database.read, question, year)) addTrajectory(counts, counted(row, year));
    return counts;
  }

  /** Of everybody, by region and municipality: what is stored. */
  async countParts(sql: Sql, year: number, keep: KeepPerson = nobodyKept): Promise<EffectPart[]> {
    const parts = new Map<string, EffectPart>();
    const everybody: FigureQuestion = { ...EVERYBODY, schoolYear: year };
    for await (const row of this.rows(sql, everybody, year)) {
      const { region, town } = row;
      const key = `${region}|${town ?? ''}`;
      const own = parts.get(key) ?? { region, town, counts: emptyCounts() };
      parts.set(key, own);
      const alone = emptyCounts();
      addTrajectory(alone, counted(row, year));
      addCounts(own.counts, alone);
      const cells = linesWith(alone);
      if (cells.length > 0) await keep(personOf(row, cells));
    }
    return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
  }

  /** The ids of the trajectories on a line, `3B-binnen-2-weken`. */
  async trajectoriesOn(question: FigureQuestion, year: number, line: string): Promise<string[]> {
    const found: string[] = [];
    for await (const row of this.rows(this.database.read, question, year)) {
      const own = emptyCounts();
      addTrajectory(own, counted(row, year));
      if (linesWith(own).includes(line)) found.push(row.id);
    }
    return found;
  }

  /** Everything that may count in the year: not ended before it, not delivered after it. */
  private rows(sql: Sql, question: FigureQuestion, year: number): AsyncIterable<Row> {
    const { from, until } = reportYear(year);
    // the region that the trajectory was counted for, also where its municipality has moved to another one
    const region = question.region === null ? [] : [question.region];
    const towns = whereMunicipality('t.municipality', { ...question, region: null }, until).replace('WHERE', 'AND');
    return sql.stream<Row>(
      `SELECT t.id AS "id", t.pupil_id AS "pupil", t.region AS "region", t.municipality AS "town", p.birth_date AS "birthDate", t.delivered_on AS "deliveredOn",
              t.approached_on AS "approachedOn",
              t.intake_on AS "intakeOn", t.started_on AS "startedOn", t.ended_on AS "endedOn",
              t.destination AS "destination", t.came_back AS "returning"
         FROM trajectory t JOIN pupil p ON p.id = t.pupil_id
        WHERE t.delivered_on <= ? AND (t.ended_on IS NULL OR t.ended_on >= ?)${region.map(() => ' AND t.region = ?').join('')} ${towns}`,
      [until, from, ...region],
    );
  }
}

const personOf = (
  { id, pupil, region, town, startedOn, destination }: Row,
  cells: readonly string[],
): CountedPerson => ({
  ...{ once: id, pupil, trajectory: id, regime: 'doorstroompunt', municipality: town, region },
  ...{ day: startedOn, what: destination, cells },
});

const counted = (row: Row, year: number): CountedTrajectory =>
  countTrajectory({ ...row, returning: row.returning === 1 }, year);

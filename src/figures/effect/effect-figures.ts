import { Inject, Injectable } from '@nestjs/common';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { countTrajectory, reportYear, type TrajectoryFacts } from '../../trajectories/counting';
import { whereMunicipality } from '../area';
import type { Figure, FigureQuestion } from '../figure';
import { addTrajectory, type EffectCounts, emptyCounts } from './counts';
import { effectTable } from './effect-table';

interface Row extends Omit<TrajectoryFacts, 'returning'> {
  returning: number;
}

/** The effectrapportage of a region (WEB 9.2.10), counted from its trajectories one by one. */
@Injectable()
export class EffectFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Of the school year that was asked for, else of the last closed one. */
  async run(question: FigureQuestion): Promise<Figure> {
    const today = this.clock.today();
    const year = question.schoolYear ?? schoolYearOf(today) - 1;
    return effectTable(await this.count(question, year), question, year, today);
  }

  /** Everything that may count in the year: not ended before it, not delivered after it. */
  private async count(question: FigureQuestion, year: number): Promise<EffectCounts> {
    const { from, until } = reportYear(year);
    // the region that the trajectory was counted for, also where its municipality has moved to another one
    const region = question.region === null ? [] : [question.region];
    const towns = whereMunicipality('t.municipality', { ...question, region: null }, until).replace('WHERE', 'AND');
    const rows = this.database.read.stream<Row>(
      `SELECT p.birth_date AS "birthDate", t.delivered_on AS "deliveredOn", t.approached_on AS "approachedOn",
              t.intake_on AS "intakeOn", t.started_on AS "startedOn", t.ended_on AS "endedOn",
              t.destination AS "destination", t.came_back AS "returning"
         FROM trajectory t JOIN pupil p ON p.id = t.pupil_id
        WHERE t.delivered_on <= ? AND (t.ended_on IS NULL OR t.ended_on >= ?)${region.map(() => ' AND t.region = ?').join('')} ${towns}`,
      [until, from, ...region],
    );
    const counts = emptyCounts();
    for await (const row of rows)
      addTrajectory(counts, countTrajectory({ ...row, returning: row.returning === 1 }, year));
    return counts;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { type Day, monthOf, yearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { type Figure, type FigureQuestion, schoolYearName } from '../figure';
import { definitionName, vsvDefinition } from './definition';
import { LiveCounts } from './live-counts';
import { latestSnapshots, requireSnapshot, snapshotPeople } from './snapshots';
import { referenceDays } from './steps';
import { whereMunicipality } from '../area';
import { type Counted, countedKey } from './tally';
import { targetsOf, withTargets } from './targets';
import { besideSchools, countedArea, vsvFigure, type VsvState } from './vsv-table';

/** The vsv statistic. */
@Injectable()
export class VsvFigures {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(LiveCounts) private readonly counts: LiveCounts = new LiveCounts(database),
  ) {}

  /**
   * Of the data as they are now (for a publication: as they were last stored, where they were), or as they were stored. Throws a Problem where there is no definition for that school
   * year, or where nothing was stored in that state. `snapshot`: id of the one that is meant, whatever the rest says.
   */
  async run(question: FigureQuestion, state: VsvState = 'actueel', snapshot?: string): Promise<Figure> {
    const schoolYear = question.schoolYear ?? lastYear(this.clock.today());
    const id = snapshot ?? (state === 'actueel' ? await this.toPublish(question, schoolYear) : undefined);
    const figure =
      state === 'actueel' && id === undefined
        ? await this.now(question, schoolYear)
        : await this.stored(question, schoolYear, state, id);
    const year = Number(figure.kenmerken['schooljaar']);
    return withTargets(figure, await targetsOf(this.database.read, question, year, year), question, year);
  }

  /**
   * What is published of a year is what was stored of it: a count of now would tell, beside it, who was added since.
   * Undefined where nothing is stored, or nothing is to be published. Throws a Problem where the year is not over.
   */
  private async toPublish({ publication }: FigureQuestion, schoolYear: number): Promise<string | undefined> {
    if (!publication) return undefined;
    if (schoolYear > lastYear(this.clock.today())) {
      throw new Problem(
        'nog-niet-voorbij',
        `Schooljaar ${schoolYearName(schoolYear)} is op 1 oktober ${schoolYear + 1} te tellen, en pas dan te publiceren.`,
        { status: 409 },
      );
    }
    return (await latestSnapshots(this.database.read, [schoolYear])).get(schoolYear)?.id;
  }

  private async now(question: FigureQuestion, schoolYear: number): Promise<Figure> {
    const definition = definitionName(vsvDefinition(schoolYear));
    const { counts, statusesKnown } = (await this.counts.of(question, [schoolYear])).get(schoolYear)!;
    const count = { schoolYear, definition, state: 'actueel', dataDay: this.clock.today(), statusesKnown } as const;
    const beside = besideSchools(question);
    const levels = beside && (await this.counts.of(beside, [schoolYear])).get(schoolYear)!.counts;
    return vsvFigure(count, counts, question, levels);
  }

  private async stored(
    question: FigureQuestion,
    asked: number,
    state: VsvState,
    id: string | undefined,
  ): Promise<Figure> {
    const sql = this.database.read;
    const snapshot = await requireSnapshot(sql, asked, state, id);
    const { schoolYear, definition, dataDay, statusesKnown } = snapshot;
    const { start } = referenceDays(schoolYear);
    const people = snapshotPeople(snapshot);
    const counted = await sql.scan<Counted>(countSql(people, question, start));
    const beside = besideSchools(question);
    const levels = beside && (await sql.scan<Counted>(countSql(people, beside, start)));
    const count = { schoolYear, definition, state: snapshot.state, dataDay, statusesKnown: statusesKnown === 1 };
    return vsvFigure(count, counted, question, levels);
  }
}

/** The school year whose second 1 October has come last. */
export function lastYear(today: Day): number {
  return yearOf(today) - (monthOf(today) >= 10 ? 1 : 2);
}

/** The rows of `people`, as they were stored, by key and reason, as `tally` takes them. */
function countSql(people: string, question: FigureQuestion, start: Day): string {
  const key = countedKey(question);
  return `SELECT ${key} AS "key", q.reason AS "reason", COUNT(*) AS "n"
       FROM (${people}) q ${whereMunicipality('q.municipality', countedArea(question), start)} GROUP BY ${key}, q.reason`;
}

/** Whether the file vsv-status came in for that day: without it, what only that file tells is unknown. */
export async function knowsStatuses(sql: Sql, day: Day): Promise<boolean> {
  const found = await sql.get('SELECT reference_date FROM vsv_status WHERE reference_date = ? LIMIT 1', [day]);
  return found !== undefined;
}

import { Inject, Injectable } from '@nestjs/common';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { FigureQuestion } from '../figure';
import { lastClosedDay } from '../suppression/closed-period';
import type { StoredCounts } from './counts';
import { REPORT_KINDS, type StoredKind } from './kinds';
import { latestStored, requireStored } from './read-stored';
import type { Stored } from './stored';

/** Kinds that are published month by month: of the year that is under way too. */
const BY_MONTH: readonly StoredKind[] = ['thuiszitters', 'management'];

/** What was stored for the annual report, by kind and year; `year`: that of the report where it was asked by id. */
export interface StoredReport {
  year: number | null;
  /** when it was stored, where it was asked by id */
  notAfter?: string;
  of: <K extends StoredKind>(kind: K, year: number) => Stored<StoredCounts[K]> | undefined;
}

/** Which stored figures answer a question: those asked for, and for a publication the latest there are. */
@Injectable()
export class StoredAnswers {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * What is published of a year is what was last stored of it: a count of now would tell, beside it, what was corrected
   * since. Undefined where it is to be counted now. Throws a Problem (404) where what is asked for does not exist.
   */
  async of<K extends StoredKind>(
    kind: K,
    { schoolYear, publication }: FigureQuestion,
    id?: string,
  ): Promise<Stored<StoredCounts[K]> | undefined> {
    if (id !== undefined) return requireStored(this.database.read, [kind], id);
    if (!publication) return undefined;
    const today = this.clock.today();
    const year = schoolYear ?? (BY_MONTH.includes(kind) ? schoolYearOf(lastClosedDay(today)) : schoolYearOf(today) - 1);
    return pick(await latestStored(this.database.read, [kind], [year]), kind, year);
  }

  /** For the annual report of a year and those it is compared with. `id`: of one of its kinds, all as they were then. */
  async ofReport(years: (year: number | null) => readonly number[], id?: string): Promise<StoredReport> {
    const asked = id === undefined ? null : await requireStored(this.database.read, REPORT_KINDS, id);
    const year = asked?.schoolYear ?? null;
    const found = await latestStored(this.database.read, REPORT_KINDS, years(year), asked?.madeAt);
    return { year, notAfter: asked?.madeAt, of: (kind, one) => pick(found, kind, one) };
  }
}

const pick = <K extends StoredKind>(found: ReadonlyMap<string, Stored<unknown>>, kind: K, year: number) =>
  found.get(`${kind}|${year}`) as Stored<StoredCounts[K]> | undefined;

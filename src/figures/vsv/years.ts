import type { Day } from '../../law/day';
import type { Sql } from '../../platform/database/sql';
import { askedMunicipalities, whereMunicipality } from '../area';
import type { FigureQuestion } from '../figure';
import { definitionName, vsvDefinition } from './definition';
import { countsOf, latestSnapshots, requireUnchanged, type Snapshot, type SnapshotCount } from './snapshots';
import { vsvPeople } from './sql';
import { referenceDays } from './steps';
import { type Counted, KEY_COLUMNS } from './tally';
import type { VsvCount } from './vsv-table';

/** The counts of one school year, as fine as they are told; `countedPer` adds them up. */
export interface YearCounts extends VsvCount {
  counts: readonly SnapshotCount[];
}

/**
 * The statistic of several school years in a handful of queries: what was stored goes first, definitive before
 * provisional, else it is counted from the data of `today`. Throws a Problem where stored figures were changed.
 */
export async function countYears(
  sql: Sql,
  question: FigureQuestion,
  years: readonly number[],
  today: Day,
): Promise<YearCounts[]> {
  const stored = await latestSnapshots(sql, years);
  const live = years.filter((year) => !stored.has(year));
  const storedCounts = await countsOf(sql, [...stored.values()]);
  const liveCounts = await countLive(sql, question, live);
  const known = await daysWithStatuses(sql);
  return years.map((schoolYear): YearCounts => {
    const snapshot = stored.get(schoolYear);
    if (snapshot) return ofSnapshot(snapshot, storedCounts.get(snapshot.id) ?? [], question);
    return {
      schoolYear,
      definition: definitionName(vsvDefinition(schoolYear)),
      state: 'actueel',
      dataDay: today,
      statusesKnown: known.has(referenceDays(schoolYear).end),
      counts: liveCounts.filter((one) => one.schoolYear === schoolYear),
    };
  });
}

/** The counts by the key of a distribution, as `tally` takes them. */
export function countedPer({ counts }: YearCounts, per: FigureQuestion['per']): Counted[] {
  const column = KEY_COLUMNS[per];
  return counts.map((one) => ({ key: one[column], reason: one.reason, n: one.n }));
}

function ofSnapshot(snapshot: Snapshot, counts: readonly SnapshotCount[], question: FigureQuestion): YearCounts {
  requireUnchanged(snapshot, counts);
  const { schoolYear, definition, state, dataDay, statusesKnown } = snapshot;
  const asked = askedMunicipalities(question, referenceDays(schoolYear).start);
  const within = ({ municipality }: SnapshotCount) =>
    asked === null || (municipality !== null && asked.includes(municipality));
  return {
    ...{ schoolYear, definition, state, dataDay, statusesKnown: statusesKnown === 1 },
    counts: counts.filter(within),
  };
}

async function countLive(
  sql: Sql,
  question: FigureQuestion,
  years: readonly number[],
): Promise<(SnapshotCount & { schoolYear: number })[]> {
  if (years.length === 0) return [];
  const parts = years.map((year) => {
    const where = whereMunicipality('q.municipality', question, referenceDays(year).start);
    return `SELECT ${year} AS "schoolYear", q.municipality AS "municipality", q.location AS "location",
        q.rank AS "rank", q.reason AS "reason", COUNT(*) AS "n"
      FROM (${vsvPeople(year, vsvDefinition(year))}) q ${where} GROUP BY q.municipality, q.location, q.rank, q.reason`;
  });
  return sql.scan(parts.join('\n UNION ALL '));
}

async function daysWithStatuses(sql: Sql): Promise<Set<string>> {
  const rows = await sql.all<{ day: string }>('SELECT DISTINCT reference_date AS "day" FROM vsv_status');
  return new Set(rows.map(({ day }) => day));
}

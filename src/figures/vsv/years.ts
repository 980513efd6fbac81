import type { Day } from '../../law/day';
import type { Sql } from '../../platform/database/sql';
import { askedMunicipalities } from '../area';
import type { FigureQuestion } from '../figure';
import { definitionName, vsvDefinition } from './definition';
import type { LiveCounts } from './live-counts';
import { latestSnapshots, readUnchanged, type Snapshot } from './snapshots';
import { referenceDays } from './steps';
import { type Counted, countedColumns } from './tally';
import { countedArea, type VsvCount } from './vsv-table';

/** The counts of one school year by the key of the question, as `tally` takes them. */
export interface YearCounts extends VsvCount {
  counts: readonly Counted[];
}

/**
 * The statistic of several school years in a handful of queries: what was stored goes first, definitive before
 * provisional, else it is counted from the data of `today`. Throws a Problem where stored figures were changed.
 */
export async function countYears(
  sql: Sql,
  counts: LiveCounts,
  question: FigureQuestion,
  years: readonly number[],
  today: Day,
  notAfter?: string,
): Promise<YearCounts[]> {
  const stored = await latestSnapshots(sql, years, notAfter);
  const live = years.filter((year) => !stored.has(year));
  const storedCounts = await countStored(sql, question, [...stored.values()]);
  const liveCounts = await counts.of(question, live);
  return years.map((schoolYear): YearCounts => {
    const snapshot = stored.get(schoolYear);
    if (snapshot) {
      const { definition, state, dataDay, statusesKnown } = snapshot;
      const own = storedCounts.get(snapshot.id)!;
      return { schoolYear, definition, state, dataDay, statusesKnown: statusesKnown === 1, counts: own };
    }
    const own = liveCounts.get(schoolYear)!;
    return {
      ...{ schoolYear, definition: definitionName(vsvDefinition(schoolYear)), state: 'actueel', dataDay: today },
      ...{ statusesKnown: own.statusesKnown, counts: own.counts },
    };
  });
}

/** Of each snapshot, by its id, the counts by the key of the question; each is held to what was signed while it is read. */
export async function countStored(
  sql: Sql,
  question: FigureQuestion,
  snapshots: readonly Snapshot[],
): Promise<Map<string, Counted[]>> {
  const columns = countedColumns(question);
  const sums = new Map(snapshots.map(({ id }) => [id, new Map<string, Counted>()]));
  const asked = new Map(
    snapshots.map(({ id, schoolYear }) => [
      id,
      askedMunicipalities(countedArea(question), referenceDays(schoolYear).start),
    ]),
  );
  await readUnchanged(sql, snapshots, (id, count) => {
    const codes = asked.get(id)!;
    if (codes !== null && (count.municipality === null || !codes.includes(count.municipality))) return;
    const own = sums.get(id)!;
    const key = columns.length === 1 ? count[columns[0]!] : columns.map((one) => count[one]).join(' ');
    const place = `${key ?? ''}|${count.reason}`;
    const sum = own.get(place);
    if (sum) sum.n += count.n;
    else own.set(place, { key, reason: count.reason, n: count.n });
  });
  return new Map([...sums].map(([id, own]) => [id, [...own.values()]]));
}

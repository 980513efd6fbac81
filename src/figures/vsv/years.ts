import type { Day } from '../../law/day';
import type { KeyPart, Sql } from '../../platform/database/sql';
import { askedMunicipalities, whereMunicipality } from '../area';
import type { FigureQuestion } from '../figure';
import { definitionName, vsvDefinition } from './definition';
import { latestSnapshots, readUnchanged, type Snapshot } from './snapshots';
import { vsvPeople } from './sql';
import { referenceDays } from './steps';
import { type Counted, countedColumns, countedKey } from './tally';
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
  question: FigureQuestion,
  years: readonly number[],
  today: Day,
): Promise<YearCounts[]> {
  const stored = await latestSnapshots(sql, years);
  const live = years.filter((year) => !stored.has(year));
  const storedCounts = await countStored(sql, question, [...stored.values()]);
  const liveCounts = await countLive(sql, question, live);
  return years.map((schoolYear): YearCounts => {
    const snapshot = stored.get(schoolYear);
    if (snapshot) {
      const { definition, state, dataDay, statusesKnown } = snapshot;
      const counts = storedCounts.get(snapshot.id)!;
      return { schoolYear, definition, state, dataDay, statusesKnown: statusesKnown === 1, counts };
    }
    return {
      schoolYear,
      definition: definitionName(vsvDefinition(schoolYear)),
      state: 'actueel',
      dataDay: today,
      statusesKnown: liveCounts.some((one) => one.schoolYear === schoolYear && one.reason === null),
      counts: liveCounts.filter((one): one is LiveCount => one.schoolYear === schoolYear && one.reason !== null),
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

interface LiveCount extends Counted {
  schoolYear: number;
}

/** A row of a key and reason; one without a reason says that the file vsv-status came in for the second 1 October of that year. */
type LiveRow = LiveCount | { schoolYear: number; key: null; reason: null; n: number };

export async function countLive(sql: Sql, question: FigureQuestion, years: readonly number[]): Promise<LiveRow[]> {
  if (years.length === 0) return [];
  const key = countedKey(question);
  const ofYear = (year: number, part: KeyPart) => {
    const { start, end } = referenceDays(year);
    const where = whereMunicipality('q.municipality', countedArea(question), start);
    return `SELECT ${year} AS "schoolYear", ${key} AS "key", q.reason AS "reason", COUNT(*) AS "n"
      FROM (${vsvPeople(year, vsvDefinition(year), part)}) q ${where} GROUP BY ${key}, q.reason
      UNION ALL SELECT ${year}, NULL, NULL, 0 WHERE EXISTS (SELECT 1 FROM vsv_status WHERE reference_date = '${end}')`;
  };
  return sql.scanParts('pupil', (part) => years.map((year) => ofYear(year, part)).join('\n UNION ALL '));
}

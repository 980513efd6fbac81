import type { Sql } from '../platform/database/sql';

const RUNS_LOOKED_AT = 100;
/** smaller changes are no news, whatever their share */
const LEAST_ROWS = 10;

/**
 * Locations of which this file holds unusually many or few rows, as sentences. A location is compared with the last
 * file of this kind that held it. One that was in the last file and is not in this one counts as 0 rows, but only
 * where this file is a delivery of the same sender: it holds another location of that brin, or at least half of the
 * locations of the last file. So a school that sends its own file raises no alarm about all others.
 */
export async function unusualCounts(
  sql: Sql,
  kind: string,
  counts: ReadonlyMap<string, number>,
  percentage: number,
): Promise<string[]> {
  if (counts.size === 0) return [];
  const runs = (
    await sql.all<{ counts: string }>(
      'SELECT per_location AS "counts" FROM import_run WHERE kind = ? ORDER BY at DESC, id DESC LIMIT ?',
      [kind, RUNS_LOOKED_AT],
    )
  ).map(({ counts: json }) => JSON.parse(json) as Record<string, number>);
  const last = Object.keys(runs[0] ?? {});
  const brins = new Set([...counts.keys()].map((location) => location.slice(0, 4)));
  const sameDelivery = last.filter((location) => counts.has(location)).length * 2 >= last.length;
  const missing = last.filter((location) => !counts.has(location) && (sameDelivery || brins.has(location.slice(0, 4))));
  const sentences: string[] = [];
  for (const location of [...counts.keys(), ...missing].sort()) {
    const before = runs.find((run) => location in run)?.[location];
    if (before === undefined) continue;
    const now = counts.get(location) ?? 0;
    const difference = Math.abs(now - before);
    if (difference < LEAST_ROWS || difference * 100 <= before * percentage) continue;
    const change = now < before ? 'minder' : 'meer';
    sentences.push(
      `Let op: vestiging ${location} heeft in dit bestand ${now} rijen en had er vorige keer ${before}: ongewoon veel ${change}.`,
    );
  }
  return sentences;
}

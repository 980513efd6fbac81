import type { Sql } from '../platform/database/sql';

export const RUNS_LOOKED_AT = 100;
/** smaller changes are no news, whatever their share */
const LEAST_ROWS = 10;
/** of more locations in one file only the largest changes are named */
const MOST_NAMED = 10;

interface Change {
  location: string;
  before: number;
  now: number;
}

/**
 * Locations of which this file holds unusually many or few rows, as sentences: one for all that lost rows, one for
 * all that gained them. A location is compared with the last
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
  const changes: Change[] = [];
  for (const location of [...counts.keys(), ...missing].sort()) {
    const before = runs.find((run) => location in run)?.[location];
    if (before === undefined) continue;
    const now = counts.get(location) ?? 0;
    const difference = Math.abs(now - before);
    if (difference >= LEAST_ROWS && difference * 100 > before * percentage) changes.push({ location, before, now });
  }
  const [less, more] = [changes.filter(({ now, before }) => now < before), changes.filter((c) => c.now > c.before)];
  return [...sentence(less, 'minder'), ...sentence(more, 'meer')];
}

function sentence(changes: readonly Change[], change: 'meer' | 'minder'): string[] {
  if (changes.length === 0) return [];
  if (changes.length === 1) {
    const { location, before, now } = changes[0]!;
    return [
      `Let op: vestiging ${location} heeft in dit bestand ${now} rijen en had er vorige keer ${before}: ongewoon veel ${change}.`,
    ];
  }
  const size = ({ now, before }: Change): number => Math.abs(now - before);
  const largest = [...changes].sort((a, b) => size(b) - size(a)).slice(0, MOST_NAMED);
  const named = largest.map(({ location, before, now }) => `${location} (${now}, was ${before})`).join(', ');
  const rest = changes.length - largest.length;
  const others = rest === 0 ? '' : ` en nog ${rest} ${rest === 1 ? 'andere' : 'anderen'}`;
  return [
    `Let op: ${changes.length} vestigingen hebben in dit bestand ongewoon veel ${change} rijen dan vorige keer: ${named}${others}.`,
  ];
}

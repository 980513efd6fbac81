import { type SuppressedTable, suppressTable } from './tables';

/** The counts of one municipality by column, with the region it lies in. */
export interface AreaCounts {
  key: string;
  group: string;
  counts: ReadonlyMap<string, number>;
}

/** Stands for the total of a row in the answer of `withheldAcross`. */
export const ROW_TOTAL = 'totaal';

/**
 * The columns of one row of counts that must be withheld of the area that these municipalities (`parts`) make up, so that
 * nobody who asks for the municipalities one by one, for their region and for everything can subtract. Pure.
 */
export function withheldAcross(
  rows: readonly AreaCounts[],
  columns: readonly string[],
  parts: readonly string[],
): Set<string> {
  // who has nothing is shown as nothing, and guards nobody
  const filled = rows.filter(({ counts }) => [...counts.values()].some((n) => n > 0));
  const byKey = new Map(filled.map((row) => [row.key, row]));
  const table = suppressTable({
    rows: filled.map(({ key }) => key),
    columns,
    cell: (key, column) => byKey.get(key)!.counts.get(column) ?? 0,
    groupOf: (key) => byKey.get(key)!.group,
  });
  return withheldOfSum(
    table,
    filled,
    columns,
    parts.filter((key) => byKey.has(key)),
  );
}

/** Of a municipality, a region or everything its own; of another sum what its parts ask, since those are known. */
function withheldOfSum(
  table: SuppressedTable,
  rows: readonly AreaCounts[],
  columns: readonly string[],
  parts: readonly string[],
): Set<string> {
  const [group, ...others] = new Set(rows.filter(({ key }) => parts.includes(key)).map((row) => row.group));
  const of = (cells: ReadonlySet<string>, key: string) => columns.filter((column) => cells.has(`${key}|${column}`));
  const total = (hidden: boolean) => (hidden ? [ROW_TOTAL] : []);
  if (group === undefined) return new Set();
  if (parts.length === rows.length) return new Set([...table.columnTotals, ...total(table.total)]);
  if (others.length === 0 && parts.length === rows.filter((row) => row.group === group).length) {
    return new Set([...of(table.groupCells, group), ...total(table.groupTotals.has(group))]);
  }
  if (parts.length === 1) return new Set([...of(table.cells, parts[0]!), ...total(table.rowTotals.has(parts[0]!))]);
  return new Set(parts.flatMap((key) => [...withheldOfSum(table, rows, columns, [key])]));
}

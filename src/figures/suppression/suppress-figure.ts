import type { Figure, FigureRow } from '../figure';
import { suppressTable } from './tables';

/** The row without the values of these keys, which it names as withheld. */
export function withhold(row: FigureRow, keys: readonly string[]): FigureRow {
  if (keys.length === 0) return row;
  const cells = { ...row.cells };
  for (const key of keys) cells[key] = null;
  const hidden = new Set([...(row.onderdrukt ?? []), ...keys]);
  // in the order of the cells, however they were found
  return { cells, onderdrukt: Object.keys(cells).filter((key) => hidden.has(key)) };
}

/**
 * A table whose rows are counts of their own, each with columns that add up to `total` (leerplichttelling). Rows are
 * guarded one by one, since what stands below each other in a column adds up to nothing that is shown.
 */
export function suppressRows(figure: Figure, columns: readonly string[], total: string): Figure {
  const rijen = figure.rijen.map((row) => {
    const cell = (_row: string, column: string) => Number(row.cells[column]);
    const hidden = suppressTable({ rows: ['rij'], columns, cell });
    const keys = columns.filter((column) => hidden.cells.has(`rij|${column}`));
    return withhold(row, hidden.rowTotals.has('rij') || hidden.total ? [...keys, total] : keys);
  });
  return { ...figure, rijen };
}

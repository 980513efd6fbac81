import { type Edge, suppress } from './suppress';

/** Which numbers of a table are withheld. */
export interface SuppressedTable {
  /** keys `row|column` */
  cells: Set<string>;
  rowTotals: Set<string>;
  columnTotals: Set<string>;
  /** of rows that add up in a group: keys `group|column`, and the totals of groups */
  groupCells: Set<string>;
  groupTotals: Set<string>;
  total: boolean;
}

/** Counts by row and column; totals are those of `cell`. */
export interface CountTable {
  rows: readonly string[];
  columns: readonly string[];
  cell: (row: string, column: string) => number;
  /** a subtotal that another table shows, such as the region of a municipality; null: directly under the total */
  groupOf?: (row: string) => string | null;
  /** a column that is not in the publication: it is what the others leave of the row total */
  unseen?: string;
}

type Note = (result: SuppressedTable) => void;

/**
 * Which numbers to withhold in a table with totals of rows, columns and groups of rows. Whoever lays the table of the
 * groups (regions) beside that of the rows (municipalities) must not be able to subtract: so both are taken from here.
 */
export function suppressTable({ rows, columns, cell, groupOf = () => null, unseen }: CountTable): SuppressedTable {
  const edges: Edge[] = [];
  const notes: Note[] = [];
  const free = new Set<number>();
  const add = (from: string, to: string, value: number, column: string | null, note: Note) => {
    if (column !== null && column === unseen) free.add(edges.length);
    edges.push({ from, to, value });
    notes.push(note);
  };
  const sum = (wanted: readonly string[], column?: string) =>
    wanted.reduce(
      (total, row) => total + (column === undefined ? columns : [column]).reduce((own, one) => own + cell(row, one), 0),
      0,
    );
  const members = new Map<string, string[]>();
  for (const row of rows) {
    const group = groupOf(row);
    if (group !== null) members.set(group, [...(members.get(group) ?? []), row]);
    add(group === null ? 'in' : `g|${group}`, `r|${row}`, sum([row]), null, (found) => found.rowTotals.add(row));
    for (const column of columns) {
      const to = group === null ? `c|${column}` : `gc|${group}|${column}`;
      add(`r|${row}`, to, cell(row, column), column, (found) => found.cells.add(`${row}|${column}`));
    }
  }
  for (const [group, own] of members) {
    add('in', `g|${group}`, sum(own), null, (found) => found.groupTotals.add(group));
    for (const column of columns) {
      const note: Note = (found) => found.groupCells.add(`${group}|${column}`);
      add(`gc|${group}|${column}`, `c|${column}`, sum(own, column), column, note);
    }
  }
  for (const column of columns) {
    add(`c|${column}`, 'uit', sum(rows, column), column, (found) => found.columnTotals.add(column));
  }
  add('uit', 'in', sum(rows), null, (found) => (found.total = true));
  const found: SuppressedTable = {
    cells: new Set(),
    rowTotals: new Set(),
    columnTotals: new Set(),
    groupCells: new Set(),
    groupTotals: new Set(),
    total: false,
  };
  for (const i of suppress(edges, free)) notes[i]!(found);
  return found;
}

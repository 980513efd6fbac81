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
  /** of a group that lies within a wider one that is shown as well: the wider one, of which all rows are in groups */
  widerOf?: (group: string) => string | null;
  /** a column that is not in the publication: it is what the others leave of the row total */
  unseen?: string;
  /** whether the number of these rows (column null: the sum of their columns) is withheld though it is not small */
  also?: (rows: readonly string[], column: string | null) => boolean;
  /** cells were published before their totals: only totals are withheld for another's sake */
  cellsKnown?: true;
}

type Note = (result: SuppressedTable) => void;

/**
 * Which numbers to withhold in a table with totals of rows, columns and groups of rows. Whoever lays the table of the
 * groups (regions) beside that of the rows (municipalities) must not be able to subtract: so both are taken from here.
 */
export function suppressTable(table: CountTable): SuppressedTable {
  const {
    rows,
    columns,
    cell,
    groupOf = () => null,
    widerOf = () => null,
    unseen,
    also = () => false,
    cellsKnown,
  } = table;
  const edges: Edge[] = [];
  const notes: Note[] = [];
  const free = new Set<number>();
  const more = new Set<number>();
  const known = new Set<number>();
  const add = (from: string, to: string, own: readonly string[], column: string | null, note: Note) => {
    const value = sum(own, column ?? undefined);
    if (column !== null && column === unseen) free.add(edges.length);
    if (column !== null && cellsKnown) known.add(edges.length);
    if (also(own, column)) more.add(edges.length);
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
    add(group === null ? 'in' : `g|${group}`, `r|${row}`, [row], null, (found) => found.rowTotals.add(row));
    for (const column of columns) {
      const to = group === null ? `c|${column}` : `gc|${group}|${column}`;
      add(`r|${row}`, to, [row], column, (found) => found.cells.add(`${row}|${column}`));
    }
  }
  const addGroup = (group: string, wider: string | null, own: readonly string[]) => {
    add(wider === null ? 'in' : `g|${wider}`, `g|${group}`, own, null, (found) => found.groupTotals.add(group));
    for (const column of columns) {
      const note: Note = (found) => found.groupCells.add(`${group}|${column}`);
      add(`gc|${group}|${column}`, wider === null ? `c|${column}` : `gc|${wider}|${column}`, own, column, note);
    }
  };
  const wide = new Map<string, string[]>();
  for (const [group, own] of members) {
    const wider = widerOf(group);
    addGroup(group, wider, own);
    if (wider !== null) wide.set(wider, [...(wide.get(wider) ?? []), ...own]);
  }
  for (const [group, own] of wide) addGroup(group, null, own);
  for (const column of columns) {
    add(`c|${column}`, 'uit', rows, column, (found) => found.columnTotals.add(column));
  }
  add('uit', 'in', rows, null, (found) => (found.total = true));
  const found: SuppressedTable = {
    cells: new Set(),
    rowTotals: new Set(),
    columnTotals: new Set(),
    groupCells: new Set(),
    groupTotals: new Set(),
    total: false,
  };
  for (const i of suppress(edges, { unseen: free, also: more, known })) notes[i]!(found);
  return found;
}

/**
 * A table whose columns are published one by one as time goes by, and its row totals when all of them have been. What is
 * withheld in a column looks at that column alone, so that a later one changes nothing of it; the totals give way.
 */
export function suppressSeries(table: CountTable): SuppressedTable {
  const alone = table.columns.map((column) => suppressTable({ ...table, columns: [column] }));
  const withheld = (rows: readonly string[], column: string | null): boolean => {
    const own = column === null ? undefined : alone[table.columns.indexOf(column)];
    if (own === undefined || column === null || rows.length === 0) return false;
    if (rows.length === table.rows.length && own.columnTotals.has(column)) return true;
    const group = table.groupOf?.(rows[0]!) ?? null;
    const members = table.rows.filter((row) => (table.groupOf?.(row) ?? null) === group);
    if (group !== null && members.length === rows.length && own.groupCells.has(`${group}|${column}`)) return true;
    return rows.length === 1 && own.cells.has(`${rows[0]!}|${column}`);
  };
  const also: CountTable['also'] = (rows, column) => table.also?.(rows, column) === true || withheld(rows, column);
  return suppressTable({ ...table, also, cellsKnown: true });
}

import type { Figure, FigureRow } from '../figure';
import { withhold } from './suppress-figure';
import { type CountTable, type SuppressedTable, suppressTable } from './tables';

/** The finest rows that any published table shows, with the row of the coarser table that they add up to. */
export interface FineRow {
  key: string;
  group: string | null;
  /** the wider group that the group lies in, where there is one that is shown too */
  wider?: string;
  participants: number;
  leavers: number;
}

/** Columns of a table of leavers that go out in a publication; the others would give withheld numbers away. */
const PUBLISHED = ['sleutel', 'naam', 'deelnemers', 'vsv', 'percentage'];

/**
 * A table of participants and leavers as it may be published: small numbers of leavers, of the others and of
 * participants are withheld, and what would give them away, also beside the table of the groups. Where a number of
 * leavers is withheld its percentage is too. `fine` may hold more than the figure: whoever asks for another part, or for
 * the whole, must not be able to subtract. `partsOf`: the keys in `fine` that a row of the figure (null: its total) adds
 * up; null where that is just the row, or everything.
 */
export function publishLeavers(
  figure: Figure,
  fine: readonly FineRow[],
  shown: 'rows' | 'groups',
  partsOf: (key: string | null) => readonly string[] | null = () => null,
): Figure {
  const byKey = new Map(fine.map((row) => [row.key, row]));
  const hidden = suppressTable(leaversTable(fine));
  const [cells, totals] = placesOf(hidden, shown);
  const groupSize = new Map<string, number>();
  for (const { group } of fine) if (group !== null) groupSize.set(group, (groupSize.get(group) ?? 0) + 1);
  /** What of a sum of parts is withheld: of a part, a group or everything its own; of another sum what any part asks. */
  const withheldOf = (parts: readonly string[]): [leavers: boolean, participants: boolean] => {
    const known = parts.filter((key) => byKey.has(key));
    if (known.length === fine.length) return [hidden.columnTotals.has('vsv'), hidden.total];
    const groups = new Set(known.map((key) => byKey.get(key)!.group));
    const [group] = groups;
    if (groups.size === 1 && group !== null && known.length === groupSize.get(group!)) {
      return [hidden.groupCells.has(`${group}|vsv`), hidden.groupTotals.has(group!)];
    }
    if (known.length === 1) return [hidden.cells.has(`${known[0]}|vsv`), hidden.rowTotals.has(known[0]!)];
    // another sum: whoever may see its parts one by one knows it
    const each = known.map((key) => withheldOf([key]));
    return [each.some(([own]) => own), each.some(([, own]) => own)];
  };
  const hide = (row: FigureRow, leavers: boolean, participants: boolean): FigureRow => {
    const kept = { cells: Object.fromEntries(PUBLISHED.map((key) => [key, row.cells[key] ?? null])) };
    return withhold(kept, [
      ...(participants ? ['deelnemers'] : []),
      ...(leavers ? ['vsv'] : []),
      ...(leavers || participants ? ['percentage'] : []),
    ]);
  };
  const { stappen: _, ...rest } = figure;
  return {
    ...rest,
    kolommen: figure.kolommen.filter(({ key }) => PUBLISHED.includes(key)),
    rijen: figure.rijen.map((row) => {
      const key = String(row.cells['sleutel']);
      const parts = partsOf(key);
      return parts === null ? hide(row, cells.has(`${key}|vsv`), totals.has(key)) : hide(row, ...withheldOf(parts));
    }),
    totaal: figure.totaal && hide(figure.totaal, ...withheldOf(partsOf(null) ?? fine.map(({ key }) => key))),
    toelichting: [...figure.toelichting, 'Kleine aantallen zijn weggelaten voor publicatie.'],
  };
}

/** Leavers, and the others, who are not shown but follow from the participants. */
export function leaversTable(fine: readonly FineRow[]): CountTable {
  const byKey = new Map(fine.map((row) => [row.key, row]));
  const wider = new Map(fine.map(({ group, wider: own }) => [group, own ?? null]));
  return {
    rows: fine.map(({ key }) => key),
    columns: ['vsv', 'rest'],
    cell: (key, column) => {
      const { participants, leavers } = byKey.get(key)!;
      return column === 'vsv' ? leavers : participants - leavers;
    },
    groupOf: (key) => byKey.get(key)!.group,
    widerOf: (group) => wider.get(group) ?? null,
    unseen: 'rest',
  };
}

function placesOf(hidden: SuppressedTable, shown: 'rows' | 'groups'): [ReadonlySet<string>, ReadonlySet<string>] {
  return shown === 'rows' ? [hidden.cells, hidden.rowTotals] : [hidden.groupCells, hidden.groupTotals];
}

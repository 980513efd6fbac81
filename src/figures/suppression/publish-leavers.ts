import type { Figure, FigureRow } from '../figure';
import { withhold } from './suppress-figure';
import { type SuppressedTable, suppressTable } from './tables';

/** The finest rows that any published table shows, with the row of the coarser table that they add up to. */
export interface FineRow {
  key: string;
  group: string | null;
  participants: number;
  leavers: number;
}

/** Columns of a table of leavers that go out in a publication; the others would give withheld numbers away. */
const PUBLISHED = ['sleutel', 'naam', 'deelnemers', 'vsv', 'percentage'];

/**
 * A table of participants and leavers as it may be published: small numbers of leavers, of the others and of
 * participants are withheld, and what would give them away, also beside the table of the groups. Where a number of
 * leavers is withheld its percentage is too.
 */
export function publishLeavers(figure: Figure, fine: readonly FineRow[], shown: 'rows' | 'groups'): Figure {
  const byKey = new Map(fine.map((row) => [row.key, row]));
  const hidden = suppressTable({
    rows: fine.map(({ key }) => key),
    columns: ['vsv', 'rest'],
    cell: (key, column) => {
      const { participants, leavers } = byKey.get(key)!;
      return column === 'vsv' ? leavers : participants - leavers;
    },
    groupOf: (key) => byKey.get(key)!.group,
    unseen: 'rest',
  });
  const [cells, totals] = placesOf(hidden, shown);
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
      return hide(row, cells.has(`${key}|vsv`), totals.has(key));
    }),
    totaal: figure.totaal && hide(figure.totaal, hidden.columnTotals.has('vsv'), hidden.total),
    toelichting: [...figure.toelichting, 'Kleine aantallen zijn weggelaten voor publicatie.'],
  };
}

function placesOf(hidden: SuppressedTable, shown: 'rows' | 'groups'): [ReadonlySet<string>, ReadonlySet<string>] {
  return shown === 'rows' ? [hidden.cells, hidden.rowTotals] : [hidden.groupCells, hidden.groupTotals];
}

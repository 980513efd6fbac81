import { type Figure, type FigureRow, UNKNOWN } from '../figure';
import type { SplitGuard, Withheld } from './split-guard';
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
  return publishedTable(figure, (key) => {
    const parts = key === null ? (partsOf(null) ?? fine.map((one) => one.key)) : partsOf(key);
    const [leavers, participants] = parts === null ? [cells.has(`${key}|vsv`), totals.has(key!)] : withheldOf(parts);
    return { leavers, participants };
  });
}

/**
 * A table of participants and leavers without what is withheld of each row (null: its total), and without the columns that
 * are never published. `beside`: rows with nobody that are withheld too, so that their absence tells nothing.
 */
export function publishedTable(
  figure: Figure,
  withheldOf: (key: string | null) => Withheld,
  beside: readonly FigureRow[] = [],
): Figure {
  const hide = (row: FigureRow, { leavers, participants }: Withheld): FigureRow => {
    const kept = { cells: Object.fromEntries(PUBLISHED.map((key) => [key, row.cells[key] ?? null])) };
    return withhold(kept, [
      ...(participants ? ['deelnemers'] : []),
      ...(leavers ? ['vsv'] : []),
      ...(leavers || participants ? ['percentage'] : []),
    ]);
  };
  const { stappen: _, ...rest } = figure;
  const keyOf = ({ cells }: FigureRow) => String(cells['sleutel']);
  const rows =
    beside.length === 0 ? figure.rijen : [...figure.rijen, ...beside].sort((a, b) => order(keyOf(a), keyOf(b)));
  return {
    ...rest,
    kolommen: figure.kolommen.filter(({ key }) => PUBLISHED.includes(key)),
    rijen: rows.map((row) => hide(row, withheldOf(keyOf(row)))),
    totaal: figure.totaal && hide(figure.totaal, withheldOf(null)),
    toelichting: [...figure.toelichting, 'Kleine aantallen zijn weggelaten voor publicatie.'],
  };
}

/**
 * A split of an area, as it may be published beside the same split of others. `towns`: the municipalities of the area.
 * Where nothing may be told of a row, nor whether anybody is in it, it stands there all the same.
 */
export function publishSplit(
  figure: Figure,
  guard: SplitGuard,
  towns: readonly string[],
  what: 'columns' | 'kinds',
): Figure {
  const isSilenced = guard.isSilenced(towns);
  const withheldOf = (key: string | null): Withheld =>
    key === null || isSilenced ? { leavers: isSilenced, participants: isSilenced } : guard.withheld(towns, key);
  const there = new Set(figure.rijen.map(({ cells }) => cells['sleutel']));
  const beside = guard
    .shown(what)
    .filter((key) => !there.has(key) && Object.values(withheldOf(key)).some(Boolean))
    .map((key): FigureRow => ({ cells: { sleutel: key } }));
  return publishedTable(figure, withheldOf, beside);
}

/** What is not known last. */
const order = (a: string, b: string): number =>
  Number(a === UNKNOWN) - Number(b === UNKNOWN) || (a < b ? -1 : a > b ? 1 : 0);

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

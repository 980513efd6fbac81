import type { Day } from '../../law/day';
import { regionOf } from '../../registry/facts';
import { askedMunicipalities } from '../area';
import { type FigureQuestion, UNKNOWN } from '../figure';
import { type CountTable, type SuppressedTable, suppressSeries, suppressTable } from './tables';

/** The counts of one municipality by column, with the region it lies in. */
export interface AreaCounts {
  key: string;
  group: string;
  counts: ReadonlyMap<string, number>;
}

/** A count of one municipality; `town` null or '': where the residence is not known. */
export interface TownCount {
  town: string | null;
  column: string;
  n: number;
}

/** Counts as the database gives them, a row per municipality. */
export function byTown(counts: Iterable<TownCount>, day: Day): AreaCounts[] {
  const towns = new Map<string, Map<string, number>>();
  for (const { town, column, n } of counts) {
    const own = towns.get(town ?? '') ?? new Map<string, number>();
    towns.set(town ?? '', own.set(column, (own.get(column) ?? 0) + n));
  }
  return [...towns].map(([key, own]) => ({
    key,
    group: (key === '' ? null : regionOf(key, day)) ?? UNKNOWN,
    counts: own,
  }));
}

/** Those of `towns` that were asked for; `asked` null: everything. */
export const askedOf = (towns: readonly AreaCounts[], asked: readonly string[] | null): string[] =>
  towns.map(({ key }) => key).filter((key) => asked === null || asked.includes(key));

/** Of one kind of count in the area asked for: by column, and the columns (or `ROW_TOTAL`) that may not be published. */
export interface AreaResult {
  counts: Map<string, number>;
  hidden: ReadonlySet<string>;
}

/** `rows` of everywhere for a publication, else of the area alone. */
export function inArea(
  rows: readonly (TownCount & { kind: string })[],
  kind: string,
  { publication, ...question }: FigureQuestion,
  day: Day,
  beside: Beside = {},
): AreaResult {
  const asked = askedMunicipalities(question, day);
  const own = rows.filter((row) => row.kind === kind);
  const counts = new Map<string, number>();
  for (const { town, column, n } of own) {
    if (asked === null || (town !== null && asked.includes(town))) counts.set(column, (counts.get(column) ?? 0) + n);
  }
  if (!publication) return { counts, hidden: new Set() };
  const towns = byTown(own, day);
  const columns = [...new Set(own.map(({ column }) => column))];
  return { counts, hidden: withheldAcross(towns, columns, askedOf(towns, asked), beside) };
}

/** Everybody is counted for a publication: what is withheld of one area may not follow from the others. */
export const everywhere = (question: FigureQuestion): FigureQuestion =>
  question.publication ? { ...question, region: null, municipality: null, within: null } : question;

/** Stands for the total of a row in the answer of `withheldAcross`. */
export const ROW_TOTAL = 'totaal';

/** What else is known of a row of counts. */
export interface Beside {
  /**
   * whether the number of these municipalities is withheld though it is not small; column null: their total. `rows` must
   * then have every municipality that it looks at, also those where nothing was counted
   */
  also?: CountTable['also'];
  /** the columns are published one after the other, before their total is: each is guarded as if it stood alone */
  oneByOne?: true;
}

/**
 * The columns of one row of counts that must be withheld of the area that these municipalities (`parts`) make up, so that
 * nobody who asks for the municipalities one by one, for their region and for everything can subtract. Pure.
 */
export function withheldAcross(
  rows: readonly AreaCounts[],
  columns: readonly string[],
  parts: readonly string[],
  beside: Beside = {},
): Set<string> {
  return withheldOfAreas(rows, columns, beside)(parts);
}

/** The same, of one area after the other. */
export function withheldOfAreas(
  rows: readonly AreaCounts[],
  columns: readonly string[],
  { also, oneByOne }: Beside = {},
): (parts: readonly string[]) => Set<string> {
  // who has nothing is shown as nothing, and guards nobody
  const filled = also ? rows : rows.filter(({ counts }) => [...counts.values()].some((n) => n > 0));
  const byKey = new Map(filled.map((row) => [row.key, row]));
  const given: CountTable = {
    rows: filled.map(({ key }) => key),
    columns,
    cell: (key, column) => byKey.get(key)!.counts.get(column) ?? 0,
    groupOf: (key) => byKey.get(key)!.group,
    ...(also ? { also } : {}),
  };
  const table = oneByOne ? suppressSeries(given) : suppressTable(given);
  return (parts) =>
    withheldOfSum(
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

import type { FigureColumn, FigureRow } from '../figure';

/** Stands where a number is withheld. */
export const WITHHELD = 'x';
export const WITHHELD_MEANS =
  'x: niet getoond, omdat het om minder dan 5 personen gaat of omdat een klein aantal anders is terug te rekenen.';
/** Stands where no source tells. */
export const NOT_KNOWN = '?';
export const NOT_KNOWN_MEANS = '?: onbekend, omdat geen bestand dit vertelt.';

/** Whether a cell is empty by nature, unknown or withheld; null where it has a value. */
export function absence({ cells, onderdrukt }: FigureRow, { key, type, emptyWhereNone }: FigureColumn): string | null {
  if (onderdrukt?.includes(key)) return WITHHELD;
  const value = cells[key] ?? null;
  if (value !== null) return null;
  return type === 'tekst' || type === 'dag' || emptyWhereNone ? '' : NOT_KNOWN;
}

/** Notes on the signs that a table uses. */
export function signNotes(kolommen: readonly FigureColumn[], rows: readonly FigureRow[]): string[] {
  const used = new Set(rows.flatMap((row) => kolommen.map((column) => absence(row, column))));
  return [...(used.has(WITHHELD) ? [WITHHELD_MEANS] : []), ...(used.has(NOT_KNOWN) ? [NOT_KNOWN_MEANS] : [])];
}

/** A number as a Dutch reader writes it. */
export function dutchCell(value: string | number, type: FigureColumn['type']): string {
  if (typeof value === 'string') return value;
  const decimals = type === 'percentage' ? 2 : Number.isInteger(value) ? 0 : 2;
  return value.toLocaleString('nl-NL', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

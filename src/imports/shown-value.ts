import { maskPgn } from '../platform/masking';

const LONGEST = 60;
/** columns with a number that identifies a person */
const NUMBERS = new Set(['pgn', 'vorig_pgn', 'bsn']);
/** columns that say something of a person: the line number is enough to find the row */
const PERSONAL = new Set([
  ...['achternaam', 'voorvoegsel', 'voornamen', 'geslacht', 'naam', 'relatie', 'straat', 'huisnummer', 'postcode'],
  ...['telefoon', 'email', 'reden', 'uitschrijfreden', 'omschrijving'],
]);

/** A value as it may stand in a report: numbers of persons masked, also where they were put in another column. */
export function shownValue(column: string, value: string): string {
  if (NUMBERS.has(column)) return maskPgn(value).slice(-LONGEST);
  if (PERSONAL.has(column)) return value === '' ? '' : '…';
  if (value.includes('@')) return '…';
  // a copy: a piece of a line would keep the whole piece of the file in memory
  const shown = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return Buffer.from(shown.replace(/\d(?:[ .]?\d){7,}/g, maskPgn)).toString();
}

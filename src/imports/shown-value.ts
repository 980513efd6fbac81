import { maskPgn } from '../platform/masking';

const LONGEST = 60;
/** columns with a number that identifies a person */
const NUMBERS = new Set(['pgn', 'vorig_pgn', 'bsn']);
/** columns that say something of a person: the line number is enough to find the row */
const PERSONAL = new Set([
  ...['achternaam', 'voorvoegsel', 'voornamen', 'geslacht', 'naam', 'relatie', 'straat', 'huisnummer', 'postcode'],
  ...['telefoon', 'email', 'reden', 'uitschrijfreden', 'omschrijving'],
  ...['actie_instelling', 'toelichting', 'verblijfadres', 'contact_naam', 'contact_telefoon', 'contact_email'],
  ...['gemeente_naam', 'gemeente_telefoon', 'gemeente_email'],
]);

/** files that say nothing of persons */
const OF_SCHOOLS = new Set(['scholen', 'vrije-dagen', 'duo-vestigingen']);
/** as a name is written: a column too many puts names where a date or a word of a list belongs */
const LIKE_A_NAME = /\p{Lu}\p{M}*[\p{Ll}\p{Lu}'’-]{2}/u;

/** an article of a law that we do not know looks like a name in capitals */
const ARTICLE = /^ART\d{1,3}[_A-Z0-9]{0,6}$/;

/**
 * A value as it may stand in a report on a file of this kind: numbers of persons masked, and names left out, also where
 * they were put in another column.
 */
export function shownValue(column: string, value: string, soort: string): string {
  if (NUMBERS.has(column)) return maskPgn(value).slice(-LONGEST);
  if (PERSONAL.has(column)) return value === '' ? '' : '…';
  if (value.includes('@')) return '…';
  if (!OF_SCHOOLS.has(soort) && LIKE_A_NAME.test(value) && !ARTICLE.test(value)) return '…';
  // a copy: a piece of a line would keep the whole piece of the file in memory
  const shown = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  return Buffer.from(shown.replace(/\d(?:[ .]?\d){7,}/g, maskPgn)).toString();
}

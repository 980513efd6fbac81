import { textMatches } from '../../platform/search-text';
import { t } from './language';

export interface NameParts {
  firstNames: string | null;
  prefix: string | null;
  lastName: string | null;
}

/** `Jan van den Berg` */
export function fullName(parts: NameParts): string {
  const all = [parts.firstNames, parts.prefix, parts.lastName].filter((one) => one);
  return all.length > 0 ? all.join(' ') : t('Naam onbekend');
}

const collator = new Intl.Collator('nl', { sensitivity: 'base', numeric: true });

/** As a Dutch list of names goes: by last name, the tussenvoegsel does not count; nameless last. */
export function compareNames(a: NameParts, b: NameParts): number {
  if (!a.lastName !== !b.lastName) return a.lastName ? -1 : 1;
  return (
    compareTexts(a.lastName ?? '', b.lastName ?? '') ||
    compareTexts(a.firstNames ?? '', b.firstNames ?? '') ||
    compareTexts(a.prefix ?? '', b.prefix ?? '')
  );
}

/** The collator takes its time; that the same is the same needs none. */
const compareTexts = (a: string, b: string): number => (a === b ? 0 : collator.compare(a, b));

/** Whether every word searched for begins a word of the name. */
export function nameMatches(parts: NameParts, foldedSearch: string): boolean {
  return textMatches(fullName(parts), foldedSearch);
}

import { textMatches } from '../platform/search-text';

/** A name in its parts, as it is stored. */
export interface NameParts {
  firstNames: string | null;
  prefix: string | null;
  lastName: string | null;
}

/** `Jan van den Berg`; '' where nothing of it is known. */
export function bareName(parts: NameParts): string {
  return [parts.firstNames, parts.prefix, parts.lastName].filter((one) => one).join(' ');
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
  return textMatches(bareName(parts), foldedSearch);
}

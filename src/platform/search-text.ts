/** Text as it is searched: no accents, no case, single blanks. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();
}

/** Whether every word searched for begins a word of the text. */
export function textMatches(text: string, foldedSearch: string): boolean {
  const words = folded(text).split(' ');
  return foldedSearch.split(' ').every((sought) => words.some((word) => word.startsWith(sought)));
}

/** Whether every word searched for is a word of the text. */
export function holdsWords(text: string, foldedSearch: string): boolean {
  const words = new Set(folded(text).split(' '));
  return foldedSearch.split(' ').every((sought) => words.has(sought));
}

/** Rows on one page of a list. */
export const PAGE_SIZE = 25;

/** The number of a page out of an address; the first one where it is none. */
export function pageNumber(text: string): number {
  const page = Number(text);
  return Number.isInteger(page) && page >= 1 && page <= 1_000_000 ? page : 1;
}

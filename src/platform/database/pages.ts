/** Rows in a portion that are read and written at once; above a few thousand it is no faster. */
export const PAGE_ROWS = 5_000;

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/**
 * Rows in portions, in the order of their id, so that any number of them takes the memory of one portion. `read` gives
 * at most `PAGE_ROWS` rows with an id above `after`, in order; between two portions what was read may be changed.
 */
export async function* pages<R extends { id: string }>(read: (after: string) => Promise<R[]>): AsyncIterable<R[]> {
  for (let after = BEFORE_ALL; ;) {
    const rows = await read(after);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE_ROWS) return;
    after = rows.at(-1)!.id;
  }
}

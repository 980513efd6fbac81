/**
 * All of them with LEERSPOOR_LANG=1, else one in `n`; which ones shifts with `turn`, so that in one walk everything is
 * tried somewhere and everywhere something is tried.
 */
export const oneIn = <T>(n: number, turn: number, items: readonly T[]): readonly T[] =>
  process.env['LEERSPOOR_LANG'] ? items : items.filter((_, i) => (i + turn) % n === 0);

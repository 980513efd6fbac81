import { Network } from './network';

/**
 * Withholding small numbers so that nobody can work them back. A table with totals is a network: each number is an edge
 * between two nodes, and in each node what comes in equals what goes out. A row total comes in at the node of its row
 * and leaves it as the cells of that row; subtotals of regions and municipalities are further nodes. Someone who knows
 * every number that is shown, and that what is withheld is at least 1, can move withheld numbers only along rings of
 * withheld edges. So a number is safe exactly where such a ring leads through it. Pure.
 */
export interface Edge {
  from: string;
  to: string;
  /** a count from 0 */
  value: number;
}

/** Counts from 1 up to here are withheld (DUO and a council report: below 5). */
export const LARGEST_SMALL = 4;

/** Whether a count may not be shown by itself. */
export const isSmall = (value: number): boolean => value >= 1 && value <= LARGEST_SMALL;

export interface Positions {
  /** not in the publication at all: withheld for nothing, and may follow where all others around them are shown */
  unseen?: ReadonlySet<number>;
  /** withheld though not small, such as what lies a small number below another number that is shown */
  also?: ReadonlySet<number>;
  /** never withheld for another's sake, such as what was published before; there must be a ring without them */
  known?: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * The positions in `edges` that must be withheld: the small counts, and as small others as it takes to keep each of them
 * from being worked back. Zeros are shown. In every node the numbers must balance.
 */
export function suppress(
  edges: readonly Edge[],
  { unseen = NONE, also = NONE, known = NONE }: Positions = {},
): Set<number> {
  const hidden = new Set(unseen);
  edges.forEach(({ value }, i) => {
    if (isSmall(value) || (also.has(i) && value > 0)) hidden.add(i);
  });
  const network = new Network(edges, hidden);
  // what is added on the way is visited too, and lies on a ring already; a ring never goes away
  for (const i of hidden) {
    const guarded = isSmall(edges[i]!.value) || !unseen.has(i);
    if (guarded && !network.onRing(i)) for (const edge of network.cheapestRing(i, known)!) hidden.add(edge);
  }
  return hidden;
}

/** The positions of withheld numbers that can be worked back exactly by who knows all others. */
export function exposed(edges: readonly Edge[], hidden: ReadonlySet<number>): number[] {
  const network = new Network(edges, hidden);
  return [...hidden].filter((i) => !network.onRing(i));
}

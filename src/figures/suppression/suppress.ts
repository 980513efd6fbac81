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

/** One way of moving a number: along its edge it grows, against its edge it shrinks. */
interface Move {
  edge: number;
  to: string;
  grows: boolean;
}

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
  const moves = movesByNode(edges);
  // what is added on the way is visited too, and lies on a ring already; a ring never goes away
  for (const i of hidden) {
    const guarded = isSmall(edges[i]!.value) || !unseen.has(i);
    if (!guarded || ring(edges, moves, i, hidden, NONE) !== null) continue;
    for (const edge of ring(edges, moves, i, hidden, known, true)!) hidden.add(edge);
  }
  return hidden;
}

/** The positions of withheld numbers that can be worked back exactly by who knows all others. */
export function exposed(edges: readonly Edge[], hidden: ReadonlySet<number>): number[] {
  const moves = movesByNode(edges);
  return [...hidden].filter((i) => ring(edges, moves, i, hidden, NONE) === null);
}

function movesByNode(edges: readonly Edge[]): Map<string, Move[]> {
  const moves = new Map<string, Move[]>();
  const add = (node: string, move: Move) => {
    const known = moves.get(node);
    if (known) known.push(move);
    else moves.set(node, [move]);
  };
  edges.forEach(({ from, to, value }, edge) => {
    // a zero is shown, and what is withheld is known to be 1 or more
    if (value > 0) add(from, { edge, to, grows: true });
    if (value > 1) add(to, { edge, to: from, grows: false });
  });
  return moves;
}

/**
 * The cheapest ring through an edge, as the other edges on it; null where there is none. `widen`: shown numbers but
 * those of `known` may be used too, at the price of their size, so that small cells go before totals.
 */
function ring(
  edges: readonly Edge[],
  moves: ReadonlyMap<string, Move[]>,
  through: number,
  hidden: ReadonlySet<number>,
  known: ReadonlySet<number>,
  widen = false,
): number[] | null {
  const { from, to, value } = edges[through]!;
  const price = (edge: number): number =>
    hidden.has(edge) ? 0 : widen && !known.has(edge) ? edges[edge]!.value : Infinity;
  const growing = cheapest(moves, to, from, through, price);
  const shrinking = value > 1 ? cheapest(moves, from, to, through, price) : null;
  const best = [growing, shrinking].filter((one) => one !== null).sort((a, b) => a.cost - b.cost)[0];
  return best?.path ?? null;
}

/**
 * Dijkstra over the moves, without the edge itself. Tables are small: the next node is found by looking at all that were
 * reached, until one is as near as the last: none is nearer.
 */
function cheapest(
  moves: ReadonlyMap<string, Move[]>,
  start: string,
  goal: string,
  without: number,
  price: (edge: number) => number,
): { cost: number; path: number[] } | null {
  const costs = new Map([[start, 0]]);
  const came = new Map<string, { edge: number; node: string }>();
  const reached = new Set([start]);
  let last = 0;
  for (;;) {
    let node: string | null = null;
    for (const name of reached) {
      if (node === null || costs.get(name)! < costs.get(node)!) node = name;
      if (costs.get(node) === last) break;
    }
    if (node === null) return null;
    if (node === goal) break;
    last = costs.get(node)!;
    reached.delete(node);
    for (const { edge, to } of moves.get(node) ?? []) {
      const cost = costs.get(node)! + price(edge);
      if (edge === without || cost === Infinity || cost >= (costs.get(to) ?? Infinity)) continue;
      costs.set(to, cost);
      came.set(to, { edge, node });
      reached.add(to);
    }
  }
  const path: number[] = [];
  for (let node = goal; node !== start; node = came.get(node)!.node) path.push(came.get(node)!.edge);
  return { cost: costs.get(goal)!, path };
}

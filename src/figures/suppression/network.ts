import { Heap } from 'heap-js';
import type { Edge } from './suppress';

/** One way of moving a number: along its edge it grows, against its edge it shrinks. */
interface Move {
  edge: number;
  to: number;
}

/** A node that can be reached at this price, by this move. */
interface Reached extends Move {
  from: number;
  cost: number;
}

/**
 * The numbers of a table as edges between nodes, and the rings of withheld edges among them. A table of the schools of
 * the country has thousands of rows that meet in one node: nodes are numbers here, and what costs nothing is walked
 * without a queue.
 *
 * @param hidden what is withheld; it may grow while the network is asked
 */
export class Network {
  private readonly moves: Move[][] = [];
  private readonly ends: (readonly [from: number, to: number])[];

  constructor(
    private readonly edges: readonly Edge[],
    private readonly hidden: ReadonlySet<number>,
  ) {
    const nodes = new Map<string, number>();
    const nodeOf = (name: string): number => {
      const known = nodes.get(name);
      if (known !== undefined) return known;
      nodes.set(name, this.moves.length);
      return this.moves.push([]) - 1;
    };
    this.ends = edges.map(({ from, to }) => [nodeOf(from), nodeOf(to)] as const);
    edges.forEach(({ value }, edge) => {
      const [from, to] = this.ends[edge]!;
      // a zero is shown, and what is withheld is known to be 1 or more
      if (value > 0) this.moves[from]!.push({ edge, to });
      if (value > 1) this.moves[to]!.push({ edge, to: from });
    });
  }

  /** Whether a ring of withheld edges leads through this one. */
  onRing(through: number): boolean {
    return this.ring(through, () => Infinity) !== null;
  }

  /**
   * The other edges of the cheapest ring through this one. Shown numbers but those of `known` may be used at the price
   * of their size, so that small cells go before totals. Null where there is none.
   */
  cheapestRing(through: number, known: ReadonlySet<number>): number[] | null {
    return this.ring(through, (edge) => (known.has(edge) ? Infinity : this.edges[edge]!.value));
  }

  private ring(through: number, price: (edge: number) => number): number[] | null {
    const [from, to] = this.ends[through]!;
    const growing = this.cheapest(to, from, through, price);
    if (growing?.cost === 0 || this.edges[through]!.value <= 1) return growing?.path ?? null;
    const shrinking = this.cheapest(from, to, through, price);
    return (!growing || (shrinking && shrinking.cost < growing.cost) ? shrinking : growing)?.path ?? null;
  }

  /** Dijkstra without the edge itself; withheld edges cost nothing and are followed at once. */
  private cheapest(
    start: number,
    goal: number,
    without: number,
    price: (edge: number) => number,
  ): { cost: number; path: number[] } | null {
    const came: Reached[] = [];
    const done = new Uint8Array(this.moves.length);
    const waiting = new Heap<Reached>((a, b) => a.cost - b.cost);
    let next: Reached | undefined = { edge: -1, from: -1, to: start, cost: 0 };
    for (; next !== undefined; next = waiting.pop()) {
      if (done[next.to]) continue;
      done[next.to] = 1;
      const { cost } = next;
      const free = [next];
      for (let reached = free.pop(); reached !== undefined; reached = free.pop()) {
        came[reached.to] = reached;
        if (reached.to === goal) return { cost, path: pathTo(goal, start, came) };
        for (const { edge, to } of this.moves[reached.to]!) {
          if (done[to] || edge === without) continue;
          if (this.hidden.has(edge)) {
            done[to] = 1;
            free.push({ edge, from: reached.to, to, cost });
            continue;
          }
          const total = cost + price(edge);
          if (total !== Infinity) waiting.push({ edge, from: reached.to, to, cost: total });
        }
      }
    }
    return null;
  }
}

function pathTo(goal: number, start: number, came: readonly Reached[]): number[] {
  const path: number[] = [];
  for (let node = goal; node !== start; node = came[node]!.from) path.push(came[node]!.edge);
  return path;
}

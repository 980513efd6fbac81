import { Network } from './network';
import { type Edge, isSmall } from './suppress';
import { ALL, type Areas } from './silent-areas';

/*
 * A number split over columns (levels, kinds of education), of each municipality, of its region and of everything. The
 * number of an area as a whole lies in other tables and counts as known: so somebody who knows all that is shown can
 * move withheld numbers only where what an area gains in one column it loses in another. That makes the columns of all
 * areas a network without totals: a municipality leads to its column in the region, that to the column of everything,
 * and all columns meet at the end. A number is safe where a ring of withheld ones leads through it.
 */

/** Of each area and column a number. Areas: the municipalities `rows`, regions and `ALL`. */
export interface Split {
  columns: readonly string[];
  value: (area: string, column: string) => number;
  /** withheld though not small, such as a number that another one lies near to */
  also: (area: string, column: string) => boolean;
  /** areas of which nothing is told: no column, zeros neither; they are safe by what surrounds them */
  silent: (area: string) => boolean;
}

const key = (area: string, column: string): string => `${area}|${column}`;

/**
 * The withheld numbers as `area|column`, those of silent areas left out; or the area of a number that cannot be kept
 * safe beside the total of its area, so that the area must be silent.
 */
export function suppressSplit(areas: Areas, split: Split): { hidden: Set<string> } | { unsafe: string } {
  const { columns, value, also, silent } = split;
  const edges: Edge[] = [];
  const places: { area: string; column: string }[] = [];
  const hidden = new Set<number>();
  const add = (area: string, column: string, from: string, to: string) => {
    const n = value(area, column);
    if (silent(area) || isSmall(n) || (n > 0 && also(area, column))) hidden.add(edges.length);
    edges.push({ from, to, value: n });
    places.push({ area, column });
  };
  for (const column of columns) {
    for (const { key: town, group } of areas.towns) add(town, column, `r|${town}`, `g|${group}|${column}`);
    for (const group of areas.groups.keys()) add(group, column, `g|${group}|${column}`, `c|${column}`);
    add(ALL, column, `c|${column}`, 'uit');
  }
  const network = new Network(edges, hidden);
  for (const i of hidden) {
    const { area } = places[i]!;
    if (silent(area) || edges[i]!.value === 0 || network.onRing(i)) continue;
    const ring = network.cheapestRing(i, new Set());
    if (ring === null) return { unsafe: area };
    for (const edge of ring) hidden.add(edge);
  }
  return {
    hidden: new Set(
      [...hidden].flatMap((i) => (silent(places[i]!.area) ? [] : [key(places[i]!.area, places[i]!.column)])),
    ),
  };
}

/** Whether a number is among those of `suppressSplit`. */
export const isHidden = (hidden: ReadonlySet<string>, area: string, column: string): boolean =>
  hidden.has(key(area, column));

import { addDays, type Day } from '../../law/day';
import { type AreaCounts, askedOf, byTown, withheldAcross } from '../suppression/across-areas';
import { isSmall } from '../suppression/suppress';
import { countsBetween, type HomeDefinition, type HomeStretch, isWider } from './definitions';

export interface Month {
  first: Day;
  last: Day;
}

/** One number of the figures: who counts by a definition on some day from `from` to `until`. */
export interface HomeSet {
  definition: HomeDefinition;
  from: Day;
  until: Day;
  /** when it can be known: months in their order, the year after them, the day before it first */
  release: number;
}

/** Two numbers of which one holds the other: whoever has both knows those who are in the wider one alone. */
interface Pair {
  narrow: number;
  wide: number;
  /** the one that is withheld where they lie too near: what was published first is known already */
  withheld: number;
  /** holds by what the sets mean; else it is looked up whether it does */
  sure: boolean;
}

/** The number of each set by municipality ('': not known), and which pairs of sets do not hold each other. */
export interface HomeCounts {
  counts: Record<string, number>[];
  broken: number[];
}

/**
 * The pupils at home by every definition, in the year, in each month and on its last day, counted per municipality. One
 * pupil is held at a time: stretches of one pupil must come one after the other.
 */
export class HomeSets {
  private readonly counts: Map<string, number>[];
  private readonly pairs: Pair[];
  private readonly broken = new Set<Pair>();
  private readonly towns: (AreaCounts[] | undefined)[] = [];
  private pupil: { id: string; town: string; member: boolean[] } | null = null;

  constructor(readonly sets: readonly HomeSet[]) {
    this.counts = sets.map(() => new Map<string, number>());
    this.pairs = sets.flatMap((a, narrow) => sets.flatMap((b, wide) => pairOf(a, b, narrow, wide) ?? []));
  }

  /** Gives the places of the sets that it counts in. */
  add(stretch: HomeStretch): number[] {
    if (this.pupil?.id !== stretch.pupilId) {
      this.close();
      const member = this.sets.map(() => false);
      this.pupil = { id: stretch.pupilId, town: stretch.municipality ?? '', member };
    }
    const { member } = this.pupil!;
    const places = this.sets.flatMap(({ definition, from, until }, i) =>
      countsBetween(stretch, definition, from, until) ? [i] : [],
    );
    for (const i of places) member[i] = true;
    return places;
  }

  /** After the last stretch. */
  close(): void {
    if (this.pupil === null) return;
    const { town, member } = this.pupil;
    member.forEach((on, i) => {
      if (on) this.counts[i]!.set(town, (this.counts[i]!.get(town) ?? 0) + 1);
    });
    for (const pair of this.pairs) if (!pair.sure && member[pair.narrow] && !member[pair.wide]) this.broken.add(pair);
    this.pupil = null;
  }

  /** What is stored of it: all that the figures are made of. */
  kept(): HomeCounts {
    return {
      counts: this.counts.map((own) => Object.fromEntries([...own].sort(([a], [b]) => (a < b ? -1 : 1)))),
      broken: this.pairs.flatMap((pair, i) => (this.broken.has(pair) ? [i] : [])),
    };
  }

  /** The same again: `sets` are those that were counted. */
  static of(sets: readonly HomeSet[], { counts, broken }: HomeCounts): HomeSets {
    const found = new HomeSets(sets);
    counts.forEach((own, i) => Object.entries(own).forEach(([town, n]) => found.counts[i]!.set(town, n)));
    for (const i of broken) found.broken.add(found.pairs[i]!);
    return found;
  }

  /** How many of them live there; `asked` null: everywhere. */
  count(set: number, asked: readonly string[] | null): number {
    const all = this.counts[set]!;
    if (asked === null) return [...all.values()].reduce((sum, n) => sum + n, 0);
    return asked.reduce((sum, town) => sum + (all.get(town) ?? 0), 0);
  }

  /**
   * Whether the number must be withheld of this area: it is small, lies a small number from another that holds it or is
   * held by it, or would give such a number away beside those of other areas.
   */
  isWithheld(set: number, asked: readonly string[] | null, day: Day): boolean {
    const own = this.townsOf(set, day);
    const near = this.pairs.filter((pair) => pair.withheld === set && !this.broken.has(pair));
    const also = (rows: readonly string[]): boolean =>
      near.some(({ narrow, wide }) => isSmall(this.count(wide, rows) - this.count(narrow, rows)));
    return withheldAcross(own, ['n'], askedOf(own, asked), { also }).size > 0;
  }

  /** Every municipality that any of the sets has. */
  private townsOf(set: number, day: Day): AreaCounts[] {
    const all = new Set(this.counts.flatMap((own) => [...own.keys()]));
    return (this.towns[set] ??= byTown(
      [...all].map((town) => ({ town, column: 'n', n: this.counts[set]!.get(town) ?? 0 })),
      day,
    ));
  }
}

/** The sets of a school year by every definition: the day before it, the months, and the year as far as it has come. */
export function homeSets(definitions: readonly HomeDefinition[], from: Day, months: readonly Month[]): HomeSet[] {
  const before = addDays(from, -1);
  const last = months.at(-1)!.last;
  return definitions.flatMap((definition) => [
    { definition, from: before, until: before, release: -1 },
    ...months.flatMap(({ first, last: until }, release) => [
      { definition, from: first, until, release },
      { definition, from: until, until, release },
    ]),
    { definition, from, until: last, release: months.length },
  ]);
}

function pairOf(a: HomeSet, b: HomeSet, narrow: number, wide: number): Pair | null {
  if (narrow === wide || !isWider(b.definition, a.definition)) return null;
  const withheld = b.release > a.release ? wide : narrow;
  if (b.from <= a.from && b.until >= a.until) return { narrow, wide, withheld, sure: true };
  // who is at home on the last day of a month is so in the next one, but for who came back that very day
  const next = a.from === a.until && addDays(a.until, 1) === b.from;
  return next ? { narrow, wide, withheld, sure: false } : null;
}

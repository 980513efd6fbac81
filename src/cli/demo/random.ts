/**
 * Seeded chance for the demonstration. Every part of it draws from its own stream, so that a
 * change in one part leaves the others as they were.
 */
import { base, Faker, generateMersenne53Randomizer, nl, type Randomizer } from '@faker-js/faker';

export class Chance {
  private readonly source: Randomizer;

  /** `stream`: the number of the part that draws; the same seed and stream give the same row of numbers. */
  constructor(seed: number, stream: number) {
    this.source = generateMersenne53Randomizer();
    this.source.seed([seed, stream]);
  }

  /** A faker of Dutch names that draws from this same stream. */
  faker(): Faker {
    return new Faker({ locale: [nl, base], randomizer: this.source });
  }

  /** True with this probability (0 to 1). */
  hit(probability: number): boolean {
    return this.source.next() < probability;
  }

  /** A whole number from low to high, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.source.next() * (high - low + 1));
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('kan niet kiezen uit een lege lijst');
    return list[Math.floor(this.source.next() * list.length)] as T;
  }

  /** The key of one of the weights, in proportion to it. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K {
    const entries = Object.entries(weights) as [K, number][];
    return this.inProportion(entries, ([, weight]) => weight)[0];
  }

  inProportion<T>(list: readonly T[], weight: (one: T) => number): T {
    let total = 0;
    for (const one of list) total += weight(one);
    let left = this.source.next() * total;
    for (const one of list) {
      left -= weight(one);
      if (left < 0) return one;
    }
    return this.pick(list);
  }

  /** 0, 1, 2 … with this mean; small numbers are the most likely, a few are large. */
  skewed(mean: number): number {
    if (mean <= 0) return 0;
    return Math.floor(Math.log(1 - this.source.next()) / Math.log(mean / (1 + mean)));
  }

  /** 0, 1, 2 … with this mean, close around it (Poisson; meant for means below ten). */
  around(mean: number): number {
    const limit = Math.exp(-mean);
    let product = this.source.next();
    let count = 0;
    for (; product > limit; count++) product *= this.source.next();
    return count;
  }
}

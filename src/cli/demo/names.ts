/**
 * Invented people and addresses. Faker is slow for tens of thousands of people, so it fills pools
 * of names and streets once and the people are put together from these.
 */
import type { Chance } from './random';
import type { Place } from './region';

export interface PersonName {
  first: string;
  prefix: string;
  last: string;
}

export interface Address {
  street: string;
  number: string;
  postcode: string;
  place: string;
}

const POOL = 300;
const LETTERS = 'ABCDEGHJKLMNPRTVWXZ';

function pool(make: () => string): string[] {
  return [...new Set(Array.from({ length: POOL }, make))];
}

export class NamePools {
  private readonly girls: string[];
  private readonly boys: string[];
  private readonly surnames: { prefix: string; last: string }[];
  private readonly streets: string[];

  constructor(private readonly chance: Chance) {
    const faker = chance.faker();
    this.girls = pool(() => faker.person.firstName('female'));
    this.boys = pool(() => faker.person.firstName('male'));
    this.surnames = pool(() => faker.person.lastName()).map((name) => {
      const split = /^((?:[a-z']+ )+)(.+)$/.exec(name);
      return { prefix: split?.[1]?.trim() ?? '', last: split?.[2] ?? name };
    });
    this.streets = pool(() => faker.location.street()).map((s) => s.charAt(0).toUpperCase() + s.slice(1));
  }

  person(sex: 'm' | 'v'): PersonName {
    const { prefix, last } = this.chance.pick(this.surnames);
    const double = this.chance.hit(0.06) ? `-${this.chance.pick(this.surnames).last}` : '';
    return { first: this.firstNames(sex), prefix, last: last + double };
  }

  firstNames(sex: 'm' | 'v'): string {
    const list = sex === 'v' ? this.girls : this.boys;
    const first = this.chance.pick(list);
    return this.chance.hit(0.3) ? `${first} ${this.chance.pick(list)}` : first;
  }

  address(place: Place): Address {
    const { chance } = this;
    const extra = chance.hit(0.08) ? chance.pick(['a', 'b', '-1', '-2']) : '';
    // No S or other letters that are left out of Dutch postcodes (SA, SD and SS are never used).
    const letters = LETTERS.charAt(chance.between(0, 18)) + LETTERS.charAt(chance.between(0, 18));
    return {
      street: chance.pick(this.streets),
      number: `${chance.between(1, 180)}${extra}`,
      postcode: `${chance.pick(place.postcodes)} ${letters}`,
      place: place.name,
    };
  }

  /** No mobile number starts with 0600. */
  telephone(): string {
    return `0600${String(this.chance.between(0, 999_999)).padStart(6, '0')}`;
  }
}

/** `Jan Willem`, `van der`, `Berg` → `jan.willem.berg`: letters only, for user names and e-mail. */
export function plainName(name: PersonName): string {
  return `${name.first}.${name.last}`
    .normalize('NFD')
    .replace(/[^A-Za-z. -]/g, '')
    .replace(/[ .-]+/g, '.')
    .toLowerCase();
}

/** E-mail in a domain that is kept for examples (RFC 2606). */
export function exampleEmail(local: string, domain: string): string {
  return `${local}@${domain}.example`;
}

export function fullName(name: PersonName): string {
  return [name.first, name.prefix, name.last].filter((part) => part !== '').join(' ');
}

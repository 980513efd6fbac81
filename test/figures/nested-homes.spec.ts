import fc from 'fast-check';
import { LARGEST_SMALL } from '../../src/figures/suppression/suppress';
import { countsBetween, homeDefinitions, type HomeStretch } from '../../src/figures/thuiszitters/definitions';
import { HomeSets, homeSets } from '../../src/figures/thuiszitters/home-sets';
import { addDays, asDay, type Day } from '../../src/law/day';
import { municipalitiesOf, regionOf } from '../../src/registry/facts';
import { Attacker } from './attacker';

const long = process.env['LEERSPOOR_LANG'] !== undefined;
const FROM = asDay('2025-08-01');
const MONTHS = [
  { first: asDay('2025-08-01'), last: asDay('2025-08-31') },
  { first: asDay('2025-09-01'), last: asDay('2025-09-30') },
  { first: asDay('2025-10-01'), last: asDay('2025-10-31') },
];
const REFERENCE = MONTHS.at(-1)!.last;
const TOWNS = [...municipalitiesOf('28', FROM).slice(0, 3), ...municipalitiesOf('03', FROM).slice(0, 1)].map(
  ({ code }) => code,
);
const REGIONS = ['28', '03'];
const AREAS: readonly (readonly string[])[] = [
  ...TOWNS.map((town) => [town]),
  ...REGIONS.map((region) => TOWNS.filter((town) => regionOf(town, FROM) === region)),
  TOWNS,
];
const small = (n: number) => n >= 1 && n <= LARGEST_SMALL;
const day = (most: number): fc.Arbitrary<Day> => fc.integer({ min: -150, max: most }).map((n) => addDays(FROM, n));

interface Pupil {
  town: string;
  stretches: HomeStretch[];
}

/** Many alike, so that numbers are large and differ little: that is where subtracting pays. */
const group = fc.record({
  town: fc.constantFrom(...TOWNS),
  size: fc.integer({ min: 1, max: 9 }),
  stretches: fc.array(
    fc.record({
      kind: fc.constantFrom('langdurig' as const, 'absoluut' as const),
      from: day(85),
      length: fc.option(fc.integer({ min: 0, max: 200 }), { freq: 2 }),
    }),
    { minLength: 1, maxLength: 2 },
  ),
});
const population = fc.array(group, { minLength: 1, maxLength: 14 }).map((groups): Pupil[] =>
  groups.flatMap(({ town, size, stretches }, g) =>
    Array.from({ length: size }, (_, i) => ({
      town,
      stretches: stretches.map(({ kind, from, length }) => ({
        ...{ pupilId: `${g}-${i}`, municipality: town, kind, from },
        until: length === null ? null : addDays(from, length),
      })),
    })),
  ),
);

it('gives no small number away between definitions that hold each other, months and the year', () => {
  let [shown, guarded, differences] = [0, 0, 0];
  fc.assert(
    fc.property(population, (pupils) => {
      const homes = new HomeSets(homeSets(homeDefinitions(), FROM, MONTHS));
      for (const { stretches } of pupils) stretches.forEach((one) => homes.add(one));
      homes.close();
      const { sets } = homes;
      // who is in which, counted here without the code that publishes
      const members = sets.map(({ definition, from, until }) =>
        pupils.filter(({ stretches }) => stretches.some((one) => countsBetween(one, definition, from, until))),
      );
      const of = (set: number, area: readonly string[]) =>
        members[set]!.filter(({ town }) => area.includes(town)).length;
      const attacker = new Attacker(sets.length * TOWNS.length);
      const unknowns = (plus: number, minus: number | null, area: readonly string[]) =>
        sets.flatMap((_, set) =>
          TOWNS.map((town) => (area.includes(town) ? Number(set === plus) - Number(set === minus) : 0)),
        );
      for (const area of AREAS) {
        sets.forEach((_, set) => {
          expect(homes.count(set, area)).toBe(of(set, area));
          if (homes.isWithheld(set, area.length === TOWNS.length ? null : area, REFERENCE)) return;
          shown++;
          expect(small(of(set, area))).toBe(false);
          attacker.learn(unknowns(set, null, area));
        });
      }
      for (const area of AREAS) {
        sets.forEach((narrow, a) => {
          if (small(of(a, area))) {
            guarded++;
            expect([narrow, area, attacker.knows(unknowns(a, null, area))]).toEqual([narrow, area, false]);
          }
          sets.forEach((wide, b) => {
            // the difference is a number of pupils where one holds the other by its meaning
            const holds =
              wide.from <= narrow.from &&
              wide.until >= narrow.until &&
              wide.definition.langerDanMaanden <= narrow.definition.langerDanMaanden &&
              narrow.definition.soorten.every((kind) => wide.definition.soorten.includes(kind));
            const next = addDays(narrow.until, 1) === wide.from && wide.definition === narrow.definition;
            const inFact =
              next && narrow.from === narrow.until && members[a]!.every((one) => members[b]!.includes(one));
            if (a === b || !(holds || inFact) || !small(of(b, area) - of(a, area))) return;
            differences++;
            expect([narrow, wide, area, attacker.knows(unknowns(b, a, area))]).toEqual([narrow, wide, area, false]);
          });
        });
      }
    }),
    { numRuns: long ? 300 : 12, seed: 20261130 },
  );
  expect(Math.min(shown, guarded, differences)).toBeGreaterThan(100);
}, 120_000);

it('would be given away by each number alone: the differences are what is guarded', () => {
  const homes = new HomeSets(homeSets(homeDefinitions(), FROM, MONTHS));
  for (let i = 0; i < 32; i++) {
    const kind = i < 30 ? 'langdurig' : 'absoluut';
    homes.add({ pupilId: `${i}`, municipality: TOWNS[0]!, kind, from: asDay('2025-09-10'), until: null });
  }
  homes.close();
  const at = (name: string) =>
    homes.sets.findIndex(
      ({ definition, from, until }) => definition.naam === name && from === REFERENCE && until === REFERENCE,
    );
  // 30 of lrv and 32 of both would tell that two have no school
  expect([homes.count(at('lrv'), TOWNS), homes.count(at('lrv-absoluut'), TOWNS)]).toEqual([30, 32]);
  expect([homes.isWithheld(at('lrv'), null, REFERENCE), homes.isWithheld(at('lrv-absoluut'), null, REFERENCE)]).toEqual(
    [true, false],
  );
});

describe('columns of one definition that hold each other', () => {
  const october = asDay('2025-10-01');
  /** `before`: how many came back before the last day of October; the others are at home on it */
  const shown = (before: number) => {
    const homes = new HomeSets(homeSets(homeDefinitions(), FROM, MONTHS));
    for (let i = 0; i < 20 + before; i++) {
      const [from, until] = [asDay('2025-10-06'), i < before ? asDay('2025-10-20') : null];
      homes.add({ pupilId: `${i}`, municipality: TOWNS[0]!, kind: 'absoluut', from, until });
    }
    homes.close();
    const number = (from: Day) => {
      const at = homes.sets.findIndex(
        (one) => one.definition.naam === 'lrv-absoluut' && one.from === from && one.until === REFERENCE,
      );
      return homes.isWithheld(at, null, REFERENCE) ? null : homes.count(at, null);
    };
    return { opLaatsteDag: number(REFERENCE), inMaand: number(october), inSchooljaar: number(FROM) };
  };

  it('do not tell of a few who came back: the last day is withheld, and the year that is published last', () => {
    for (const few of [1, LARGEST_SMALL]) {
      expect(shown(few)).toEqual({ opLaatsteDag: null, inMaand: 20 + few, inSchooljaar: null });
    }
  });

  it('are all shown where nobody came back, or many did', () => {
    for (const n of [0, LARGEST_SMALL + 1]) {
      expect(shown(n)).toEqual({ opLaatsteDag: 20, inMaand: 20 + n, inSchooljaar: 20 + n });
    }
  });
});

it('does not tell of the one who is at home for a shorter time, where nobody is by the first definition', () => {
  const homes = new HomeSets(homeSets(homeDefinitions(), FROM, MONTHS));
  for (let i = 0; i < 13; i++) {
    const from = i < 12 ? asDay('2025-05-01') : asDay('2025-10-06');
    homes.add({ pupilId: `${i}`, municipality: TOWNS[0]!, kind: 'absoluut', from, until: null });
  }
  homes.close();
  const shown = homes.sets.flatMap(({ definition, from, until }, at) =>
    from === REFERENCE && until === REFERENCE
      ? [[definition.naam, homes.count(at, null), homes.isWithheld(at, null, REFERENCE)]]
      : [],
  );
  expect(shown).toEqual([
    ['lrv', 0, false],
    ['lrv-absoluut', 13, false],
    ['drie-maanden', 12, true],
  ]);
});

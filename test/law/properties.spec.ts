/**
 * Two readings of one text: the judge as it runs, and a slow one that walks over every day. On random
 * pupils, calendars and absence they must raise the same. LEERSPOOR_LANG=1 runs many more.
 */
import fc from 'fast-check';
import type { Day } from '../../src/law/day';
import type { ExpectedSignal, PupilFacts } from '../../src/law/facts';
import { judgePupil } from '../../src/law/judge';
import { TeachingCalendar } from '../../src/law/teaching-weeks';
import { NaiveCalendar, type NaivePeriod } from './naive/calendar';
import { type Core, NaiveJudge, naiveSweep } from './naive/rules';
import { anyDay, LOCATIONS, MUNICIPALITIES, ownPeriods, pupils, regionHolidays } from './support/arbitrary';
import { params } from './support/given';

const RUNS = process.env['LEERSPOOR_LANG'] === '1' ? 10_000 : 500;

// A random run may take longer than the one minute that other specs get.
jest.setTimeout(30 * 60_000);

type Holidays = { name: string; from: Day; until: Day }[];
interface World {
  regions: Holidays[];
  own: NaivePeriod[];
}

const worlds: fc.Arbitrary<World> = fc.record({ regions: fc.tuple(regionHolidays, regionHolidays), own: ownPeriods });

function fast(facts: PupilFacts, world: World, sweep: Day): ExpectedSignal[] {
  const compile = (region: number, own: NaivePeriod[]): TeachingCalendar =>
    TeachingCalendar.compile(world.regions[region] ?? [], own);
  const locations = [compile(0, world.own), compile(1, [])];
  const municipalities = [compile(0, []), compile(1, [])];
  return judgePupil(
    facts,
    {
      ofLocation: (code) => locations[LOCATIONS.indexOf(code)] as TeachingCalendar,
      ofMunicipality: (code) => municipalities[MUNICIPALITIES.indexOf(code)] as TeachingCalendar,
    },
    params,
    sweep,
  );
}

function slow(facts: PupilFacts, world: World, sweep: Day): Core[] {
  const naive = (region: number, own: NaivePeriod[]): NaiveCalendar =>
    new NaiveCalendar(world.regions[region] ?? [], own);
  const municipalities = [naive(0, []), naive(1, [])];
  const calendars = [naive(0, world.own), municipalities[1] as NaiveCalendar];
  const found = LOCATIONS.flatMap((location, i) => {
    const here = facts.absence.some((one) => one.location === location);
    return here ? new NaiveJudge(facts, location, calendars[i] as NaiveCalendar).judge() : [];
  });
  return [
    ...found,
    ...naiveSweep(facts, sweep, (code) => municipalities[MUNICIPALITIES.indexOf(code)] as NaiveCalendar),
  ];
}

const text = (one: Core): string =>
  [one.rule, one.location, one.from, one.mark, one.until, one.hundredths, one.phase].map(String).join(' ');

/** How often each rule was raised over the whole run: a comparison of nothing with nothing proves little. */
const raised: Record<string, number> = {};

describe('the judge and the slow reading of the contract', () => {
  it('raise the same signals', () => {
    fc.assert(
      fc.property(pupils, worlds, anyDay(), (facts, world, sweep) => {
        const found = fast(facts, world, sweep);
        for (const one of found) raised[one.rule + one.mark] = (raised[one.rule + one.mark] ?? 0) + 1;
        expect(found.map(text).sort()).toEqual(slow(facts, world, sweep).map(text).sort());
      }),
      { numRuns: RUNS },
    );
    const kinds = [
      'verzuim-16u',
      'verzuim-langdurig',
      'verzuim-luxe',
      'verzuim-18plus',
      'verzuim-absoluut',
      'uitval-18plus',
    ];
    const marks = ['te-laat6', 'te-laat9', 'te-laat12', 'ziekteverzuimduur', 'ziekteverzuimfrequentie'];
    expect([...kinds, ...marks].filter((one) => raised[one] === undefined)).toEqual([]);
  });
});

describe('the judge', () => {
  it('does not depend on the order of the facts', () => {
    const shuffled = fc.tuple(pupils, worlds, anyDay()).chain(([facts, world, sweep]) =>
      fc.record({
        facts: fc.constant(facts),
        world: fc.constant(world),
        sweep: fc.constant(sweep),
        absence: fc.shuffledSubarray(facts.absence, { minLength: facts.absence.length }),
        enrolments: fc.shuffledSubarray(facts.enrolments, { minLength: facts.enrolments.length }),
        exemptions: fc.shuffledSubarray(facts.exemptions, { minLength: facts.exemptions.length }),
        residences: fc.shuffledSubarray(facts.residences, { minLength: facts.residences.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ facts, world, sweep, ...order }) => {
        expect(fast({ ...facts, ...order }, world, sweep)).toEqual(fast(facts, world, sweep));
      }),
      { numRuns: RUNS },
    );
  });

  it('raises no two signals with the same rule, location, begindatum and mark, and tells what they rest on', () => {
    fc.assert(
      fc.property(pupils, worlds, anyDay(), (facts, world, sweep) => {
        const found = fast(facts, world, sweep);
        const identities = found.map((one) => `${one.rule} ${String(one.location)} ${one.from} ${one.mark}`);
        expect(new Set(identities).size).toBe(found.length);
        expect(found.map((one) => one.from)).toEqual(found.map((one) => one.from).sort());
        for (const one of found.filter((signal) => signal.location !== null)) {
          expect(one.evidence.days.reduce((sum, day) => sum + day.hundredths, 0)).toBe(one.hundredths);
          expect(one.evidence.days[0]?.day).toBe(one.from);
          expect(one.evidence.days.at(-1)?.day).toBe(one.until);
          const counted = new Set(one.evidence.days.map((day) => day.day));
          expect(one.evidence.skipped.filter((day) => counted.has(day.day))).toEqual([]);
        }
      }),
      { numRuns: RUNS },
    );
  });
});

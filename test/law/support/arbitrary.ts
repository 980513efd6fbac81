/** Random pupils, calendars and absence, dense enough to come near every boundary of the rules. */
import fc from 'fast-check';
import { asDay, type Day, fromNumber, toNumber } from '../../../src/law/day';
import {
  ABSENCE_KINDS,
  type AbsenceFact,
  DIPLOMA_KINDS,
  EDUCATION_KINDS,
  type EnrolmentFact,
  EXEMPTION_ARTICLES,
  type PupilFacts,
  VSO_PROFILES,
} from '../../../src/law/facts';
import type { NaivePeriod } from '../naive/calendar';

export const LOCATIONS = ['11AA00', '22BB01'];
export const MUNICIPALITIES = ['0014', '0363'];
const FROM = toNumber(asDay('2024-06-01'));
const UNTIL = toNumber(asDay('2027-02-28'));

export const anyDay = (from = FROM, until = UNTIL): fc.Arbitrary<Day> =>
  fc.integer({ min: from, max: until }).map(fromNumber);

const span = (longest: number, from = FROM, until = UNTIL): fc.Arbitrary<{ from: Day; until: Day }> =>
  fc.tuple(fc.integer({ min: from, max: until }), fc.integer({ min: 0, max: longest })).map(([start, length]) => ({
    from: fromNumber(start),
    until: fromNumber(start + length),
  }));

const openSpan = (longest: number): fc.Arbitrary<{ from: Day; until: Day | null }> =>
  fc
    .tuple(span(longest), fc.boolean(), fc.boolean())
    .map(([one, a, b]) => ({ from: one.from, until: a && b ? null : one.until }));

export const regionHolidays: fc.Arbitrary<{ name: string; from: Day; until: Day }[]> = fc.array(
  span(44).map((one) => ({ name: 'vakantie', ...one })),
  { maxLength: 12 },
);

export const ownPeriods: fc.Arbitrary<NaivePeriod[]> = fc.array(
  fc
    .tuple(span(20), fc.constantFrom('vakantie' as const, 'vrij' as const, 'vrij' as const))
    .map(([one, kind]) => ({ ...one, kind })),
  { maxLength: 5 },
);

/** Around the ages at which a phase begins or ends in the days looked at; 29 February often enough. */
const birthDate: fc.Arbitrary<Day> = fc.oneof(
  { weight: 4, arbitrary: anyDay(toNumber(asDay('2006-06-01')), toNumber(asDay('2012-06-01'))) },
  { weight: 2, arbitrary: anyDay(toNumber(asDay('1997-06-01')), toNumber(asDay('2004-06-01'))) },
  { weight: 1, arbitrary: anyDay(toNumber(asDay('2018-06-01')), toNumber(asDay('2022-06-01'))) },
  { weight: 1, arbitrary: fc.constantFrom('2008-02-29', '2000-02-29', '2020-02-29', '2004-02-29').map(asDay) },
);

const enrolment: fc.Arbitrary<EnrolmentFact> = fc
  .tuple(
    openSpan(500),
    fc.constantFrom(...LOCATIONS),
    fc.oneof(fc.constantFrom(...EDUCATION_KINDS), fc.constant('vso' as const)),
    fc.option(fc.constantFrom(...VSO_PROFILES)),
    fc.option(fc.integer({ min: 1, max: 31 })),
  )
  .map(([when, location, education, profile, teachingDays]) => ({
    ...when,
    location,
    education,
    profile,
    teachingDays,
  }));

interface Block {
  location: string;
  kind: AbsenceFact['kind'];
  from: Day;
  length: number;
  /** days from one record to the next: weekly ones come near the edges of the windows */
  step: number;
  /** one day in so many is left out */
  gap: number;
  hundredths: number;
  wholeDay: boolean;
}

const kind = fc.constantFrom(
  'ongeoorloofd' as const,
  'ongeoorloofd' as const,
  ...ABSENCE_KINDS.filter((one) => one !== 'ingetrokken'),
);

/** Stretches that lie on the turn of a school year or of the law of 2026. */
const onTheTurn = fc.constantFrom('2025-07-28', '2025-07-21', '2026-07-27', '2025-12-22').map(asDay);

/** Either a stretch of days, or days here and there. */
const block: fc.Arbitrary<Block> = fc.record({
  location: fc.oneof({ weight: 4, arbitrary: fc.constant('11AA00') }, { weight: 1, arbitrary: fc.constant('22BB01') }),
  kind,
  from: fc.oneof({ weight: 6, arbitrary: anyDay() }, { weight: 1, arbitrary: onTheTurn }),
  step: fc.constantFrom(1, 1, 1, 7, 7, 28),
  length: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 20, max: 90 })),
  gap: fc.constantFrom(1000, 1000, 7, 3, 2),
  hundredths: fc.constantFrom(1, 100, 199, 320, 399, 400, 800, 1200),
  wholeDay: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.boolean() }),
});

function recordsOf(blocks: Block[]): AbsenceFact[] {
  const records: AbsenceFact[] = [];
  for (const { location, kind: ofKind, from, length, step, gap, hundredths, wholeDay } of blocks) {
    for (let i = 0; i * step < Math.max(length, 5 * step); i++) {
      if (i % gap === gap - 1) continue;
      const day = fromNumber(toNumber(from) + i * step);
      records.push({ number: `r${records.length}`, location, day, hundredths, kind: ofKind, wholeDay });
    }
  }
  return records;
}

/** Vso enrolments begun on one day at one location would share their key; the file cannot hold both. */
function keyed(enrolments: EnrolmentFact[]): EnrolmentFact[] {
  const seen = new Set<string>();
  return enrolments.filter((one) => !seen.has(one.from) && seen.add(one.from));
}

export const pupils: fc.Arbitrary<PupilFacts> = fc
  .record({
    birthDate,
    deathDate: fc.option(anyDay(), { freq: 9 }),
    departureDate: fc.option(anyDay(), { freq: 9 }),
    gone: fc.integer({ min: 0, max: 7 }),
    residences: fc.tuple(
      fc.option(anyDay(), { freq: 2 }),
      fc.option(anyDay(), { freq: 3 }),
      fc.constantFrom(...MUNICIPALITIES),
    ),
    enrolments: fc.array(enrolment, { maxLength: 3 }).map(keyed),
    diplomas: fc.array(fc.record({ kind: fc.constantFrom(...DIPLOMA_KINDS), day: anyDay() }), { maxLength: 1 }),
    exemptions: fc.array(
      fc.tuple(openSpan(60), fc.constantFrom(...EXEMPTION_ARTICLES)).map(([when, article]) => ({ ...when, article })),
      { maxLength: 2 },
    ),
    blocks: fc.array(block, { maxLength: 8 }),
  })
  .map(({ gone, residences: [known, moved, municipality], blocks, deathDate, departureDate, ...rest }) => {
    const other = MUNICIPALITIES.find((one) => one !== municipality) ?? municipality;
    const first = { from: known, municipality };
    const moves = moved !== null && (known === null || moved > known);
    return {
      ...rest,
      deathDate: gone === 0 ? deathDate : null,
      departureDate: gone === 1 ? departureDate : null,
      residences: moves ? [first, { from: moved, municipality: other }] : [first],
      absence: recordsOf(blocks),
    };
  });

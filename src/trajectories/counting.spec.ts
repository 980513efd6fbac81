import fc from 'fast-check';
import { addDays, addMonths, asDay, birthday, type Day, toNumber } from '../law/day';
import { countTrajectory, durationClass, intakeClass, mayBeTakenOnEarly, type TrajectoryFacts } from './counting';
import { destinationOf } from './destination';
import { OUTCOMES } from './vocabulary';

const day = asDay;
const facts = (more: Partial<TrajectoryFacts> = {}): TrajectoryFacts => ({
  ...{ birthDate: day('2004-05-06'), deliveredOn: day('2025-09-01'), approachedOn: null, intakeOn: null },
  ...{ startedOn: null, endedOn: null, destination: null, returning: false, ...more },
});

describe('how the effectrapportage counts a trajectory', () => {
  it.each([
    ['2025-09-14', 'binnen-2-weken'],
    ['2025-09-15', '2-tot-4-weken'],
    ['2025-09-29', '2-tot-4-weken'],
    ['2025-09-30', 'langer-dan-4-weken'],
  ])('an intake on %s is %s after delivery on 1 September', (intake, expected) => {
    expect(intakeClass(day('2025-09-01'), day(intake))).toBe(expected);
  });

  it.each([
    ['2026-01-31', '2026-02-27', 'korter-dan-1-maand'],
    ['2026-01-31', '2026-02-28', '1-tot-6-maanden'],
    ['2026-01-15', '2026-07-15', '1-tot-6-maanden'],
    ['2026-01-15', '2026-07-16', 'langer-dan-6-maanden'],
  ])('from %s to %s takes %s', (from, until, expected) => {
    expect(durationClass(day(from), day(until))).toBe(expected);
  });

  it.each([
    ['2025-07-31', null, 'doorlopend'],
    ['2025-08-01', null, 'nieuw'],
    ['2026-07-31', null, 'nieuw'],
    ['2026-08-01', null, null],
    ['2025-01-01', '2025-07-31', null],
    ['2025-01-01', '2025-08-01', 'doorlopend'],
  ])('started on %s and ended on %s is %s in 2025-2026', (started, ended, kind) => {
    const one = facts({ startedOn: day(started), endedOn: ended === null ? null : day(ended) });
    expect(countTrajectory(one, 2025).kind).toBe(kind);
  });

  it('calls returning who had an earlier one, and only in the year of the new start', () => {
    const one = facts({ startedOn: day('2025-09-01'), returning: true });
    expect([2024, 2025, 2026].map((year) => countTrajectory(one, year).kind)).toEqual([
      null,
      'terugkerend',
      'doorlopend',
    ]);
  });

  it('does not count as ended what was never started', () => {
    const one = facts({ endedOn: day('2025-10-01') });
    expect(countTrajectory(one, 2025)).toMatchObject({ ended: false, duration: null, destination: null, kind: null });
  });

  it('takes on early from the 17th to the day before the 18th birthday', () => {
    const born = day('2008-02-29');
    expect(
      ['2025-02-28', '2025-03-01', '2026-02-28', '2026-03-01'].map((on) => mayBeTakenOnEarly(born, day(on))),
    ).toEqual([false, true, true, false]);
    const early = (on: string) => countTrajectory(facts({ birthDate: born, startedOn: day(on) }), 2025).early;
    expect([early('2026-02-28'), early('2026-03-01')]).toEqual([true, false]);
  });

  it('counts work from 12 hours a week, to the hundredth', () => {
    expect([1199, 1200, null].map((hours) => destinationOf('werk', hours))).toEqual([
      'overig',
      'werk-12-uur',
      'overig',
    ]);
    expect(new Set(OUTCOMES.map((one) => destinationOf(one, 4000))).size).toBe(7);
  });

  it('counts each start and each end in exactly one report year, and every class of a year sums up', () => {
    const days = fc.integer({ min: toNumber(day('2022-01-01')), max: toNumber(day('2027-12-31')) });
    fc.assert(
      fc.property(days, fc.nat(60), fc.nat(60), fc.nat(900), fc.boolean(), (n, a, b, c, returning) => {
        const deliveredOn = addDays(day('1970-01-01'), n);
        const intakeOn = addDays(deliveredOn, a);
        const startedOn = addDays(intakeOn, b);
        const endedOn = addDays(startedOn, c);
        const one = facts({ deliveredOn, approachedOn: deliveredOn, intakeOn, startedOn, endedOn, returning });
        const years = Array.from({ length: 12 }, (_, i) =>
          countTrajectory({ ...one, destination: 'overig' }, 2020 + i),
        );
        const schoolYear = (on: Day) => Number(on.slice(0, 4)) - (on.slice(5) < '08-01' ? 1 : 0);
        for (const [flag, on] of [
          ['approached', deliveredOn],
          ['intake', intakeOn],
          ['started', startedOn],
          ['ended', endedOn],
          ['duration', endedOn],
          ['destination', endedOn],
        ] as const) {
          expect(years.map((year, i) => (year[flag] ? 2020 + i : 0)).filter(Boolean)).toEqual([schoolYear(on)]);
        }
        const running = years.map((year, i) => (year.kind ? 2020 + i : 0)).filter(Boolean);
        expect([running[0], running.at(-1)]).toEqual([schoolYear(startedOn), schoolYear(endedOn)]);
      }),
    );
  });

  it('adds months as a calendar does', () => {
    expect(['2024-01-31', '2025-01-31', '2025-12-15'].map((on) => addMonths(day(on), 1))).toEqual([
      ...['2024-02-29', '2025-02-28', '2026-01-15'],
    ]);
    expect(addMonths(day('2026-01-31'), -2)).toBe('2025-11-30');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 60 }), (n, years) => {
        const on = addDays(day('1970-01-01'), n);
        if (!on.endsWith('02-29')) expect(addMonths(on, years * 12)).toBe(birthday(on, years));
      }),
    );
  });
});

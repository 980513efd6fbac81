import fc from 'fast-check';
import { addDays, asDay, type Day, toNumber } from '../law/day';
import { DIPLOMA_KINDS } from '../law/facts';
import { schoolFirst } from './school-first';

const day = asDay;

describe('whether the school is consulted first (WEB 9.2.5)', () => {
  it.each([
    ['mbo1', '2025-07-10', '2026-07-09', true],
    ['mbo1', '2025-07-10', '2026-07-10', false],
    ['pro', '2024-07-10', '2026-07-09', true],
    ['pro', '2024-07-10', '2026-07-10', false],
    ['vso', '2024-02-29', '2026-02-28', true],
    ['vso', '2024-02-29', '2026-03-01', false],
    ['mbo2', '2026-07-01', '2026-07-10', false],
    ['vmbo', '2026-07-01', '2026-07-10', false],
  ] as const)('%s of %s on %s: %s', (kind, on, today, needed) => {
    expect(schoolFirst([{ kind, day: day(on) }], day(today)) !== null).toBe(needed);
  });

  it('does not look at what is still to come, and counts from the day itself', () => {
    expect(schoolFirst([{ kind: 'pro', day: day('2026-07-10') }], day('2026-07-09'))).toBeNull();
    expect(schoolFirst([{ kind: 'pro', day: day('2026-07-10') }], day('2026-07-10'))).not.toBeNull();
  });

  it('gives the one that holds longest, whatever their order, as a naive reading does', () => {
    const leaving = fc.record({
      kind: fc.constantFrom(...DIPLOMA_KINDS),
      day: fc.integer({ min: 18_000, max: 21_000 }).map((n) => addDays(day('1970-01-01'), n)),
    });
    const plusYears = (on: Day, years: number) => {
      const date = new Date(`${on}T00:00:00Z`);
      date.setUTCFullYear(date.getUTCFullYear() + years);
      return date.toISOString().slice(0, 10);
    };
    fc.assert(
      fc.property(fc.array(leaving, { maxLength: 6 }), fc.integer({ min: 18_000, max: 22_000 }), (all, n) => {
        const today = addDays(day('1970-01-01'), n);
        const ends = all
          .filter((one) => toNumber(one.day) <= n && ['mbo1', 'pro', 'vso'].includes(one.kind))
          .map((one) => plusYears(one.day, one.kind === 'mbo1' ? 1 : 2))
          .filter((end) => today < end)
          .sort();
        expect(schoolFirst(all, today)?.until ?? null).toBe(ends.at(-1) ?? null);
      }),
    );
  });
});

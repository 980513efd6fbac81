import fc from 'fast-check';
import { addDays, asDay, type Day } from '../../law/day';
import { TeachingCalendar } from '../../law/teaching-weeks';
import { type AbsentDay, type Effect, effectOf, FEWEST_PUPILS, NO_PROOF, sum, together } from './effect';

const day = asDay;
const spring = [{ from: day('2026-02-21'), until: day('2026-03-01') }];
const calendar = TeachingCalendar.compile(spring);
const calendars = { ofLocation: () => calendar, ofMunicipality: () => calendar };
const absent = (on: string, hundredths = 100): AbsentDay => ({ location: '01AB00', day: day(on), hundredths });
const effect = (absence: AbsentDay[], on: string, weeks = 2, today = '2026-06-01') =>
  effectOf(absence, day(on), weeks, day(today), calendars, '01AB00');

describe('absence before and after a measure', () => {
  it('begins the first week after it on its own day', () => {
    const found = effect(
      ['2026-03-10', '2026-03-11', '2026-03-17', '2026-03-18'].map((on) => absent(on)),
      '2026-03-11',
    );
    expect(found).toEqual({ before: [0, 100], after: [200, 100], complete: true });
  });

  it('counts no week of holidays, before or after, and nothing on a day without school', () => {
    // Thursday before the holiday is in the last lesweek before the Wednesday after it
    expect(effect([absent('2026-02-19'), absent('2026-02-25'), absent('2026-02-28')], '2026-03-04', 1).before).toEqual([
      100,
    ]);
    expect(effect([absent('2026-02-20'), absent('2026-03-02'), absent('2026-03-09')], '2026-02-24', 1)).toMatchObject({
      ...{ before: [100], after: [100] },
    });
  });

  it('is complete when the last week has passed, not a day before', () => {
    expect([
      effect([], '2026-03-02', 1, '2026-03-08').complete,
      effect([], '2026-03-02', 1, '2026-03-09').complete,
    ]).toEqual([...[false, true]]);
  });

  it('puts each teaching day of the window in exactly one week, without holidays as plain weeks do', () => {
    const plain = TeachingCalendar.compile([]);
    const plainCalendars = { ofLocation: () => plain, ofMunicipality: () => plain };
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -60, max: 60 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 6 }),
        (offsets, weeks) => {
          const measure = day('2026-09-09') as Day;
          const absence = offsets.map((n) => ({ location: 'x', day: addDays(measure, n), hundredths: 100 }));
          const found = effectOf(absence, measure, weeks, day('2027-01-01'), plainCalendars, 'x');
          const weekday = (n: number) => (((n + 2) % 7) + 7) % 7 < 5;
          const within = (low: number, high: number) =>
            offsets.filter((n) => weekday(n) && n >= low && n < high).length * 100;
          expect(found.after).toEqual(Array.from({ length: weeks }, (_, i) => within(i * 7, i * 7 + 7)));
          expect(found.before).toEqual(
            Array.from({ length: weeks }, (_, i) => within((i - weeks) * 7, (i - weeks + 1) * 7)),
          );
        },
      ),
    );
  });

  it('shows nothing of fewer than ten pupils, and says what it does not prove', () => {
    const one = (before: number, after: number, complete = true): Effect => ({
      before: [before],
      after: [after],
      complete,
    });
    const few = [...Array(FEWEST_PUPILS - 1).fill(one(300, 100)), one(1, 1, false)];
    expect(together(few)).toMatchObject({ pupils: null, before: null, after: null, less: null });
    expect(together([...few, one(100, 400)])).toEqual({
      ...{ pupils: 10, before: 2800, after: 1300, less: 9, same: 0, more: 1, sentence: NO_PROOF },
    });
    expect(sum([])).toBe(0);
  });
});

import fc from 'fast-check';
import { addDays, asDay, type Day, fromNumber, toNumber, weekday } from '../../src/law/day';
import { reminderDay, termDays } from '../../src/law/terms/term';
import {
  addMonths,
  addWorkingDays,
  isPublicHoliday,
  nextWorkingDayFrom,
  subtractWorkingDays,
  workingDaysBetween,
} from '../../src/law/terms/working-days';
import { isFreeDay } from './naive/calendar';
import { anyDay } from './support/arbitrary';

/** Read slowly: the free days of every school, and Goede Vrijdag and 5 May beside them (Algemene termijnenwet, art. 3). */
const isHoliday = (day: Day): boolean =>
  isFreeDay(day) ||
  day.endsWith('-05-05') ||
  (weekday(day) === 4 && isFreeDay(addDays(day, 3)) && isFreeDay(addDays(day, 3 + 49)) && !day.endsWith('-12-22'));
const works = (day: Day, closed: ReadonlySet<Day> = new Set()) =>
  weekday(day) < 5 && !isHoliday(day) && !closed.has(day);

const closure = fc
  .array(anyDay(), { maxLength: 40 })
  .map((days) => new Set(days.flatMap((day) => Array.from({ length: 9 }, (_, i) => addDays(day, i)))));

describe('working days', () => {
  it('know the free days of the Algemene termijnenwet', () => {
    const free = ['2026-01-01', '2026-04-03', '2026-04-06', '2026-04-27', '2026-05-05', '2026-05-14', '2026-05-25'];
    for (const day of [...free, '2026-12-25', '2026-12-26', '2025-04-26']) {
      expect([day, isPublicHoliday(toNumber(asDay(day)))]).toEqual([day, true]);
    }
    for (const day of ['2026-04-02', '2026-04-05', '2026-04-26', '2025-04-27', '2026-05-04', '2026-12-24']) {
      expect([day, isPublicHoliday(toNumber(asDay(day)))]).toEqual([day, false]);
    }
  });

  it('count as a reader with a finger on the calendar counts', () => {
    fc.assert(
      fc.property(anyDay(), fc.integer({ min: 0, max: 60 }), closure, (start, count, closed) => {
        let day = start;
        for (let left = count; left > 0;) {
          day = addDays(day, 1);
          if (works(day, closed)) left--;
        }
        const alsoFree = (n: number) => closed.has(fromNumber(n));
        expect(addWorkingDays(start, count, alsoFree)).toBe(day);
        expect(workingDaysBetween(start, day, alsoFree)).toBe(count);
      }),
    );
  });

  it('counted back come to the same day, from a working day', () => {
    fc.assert(
      fc.property(anyDay(), fc.integer({ min: 1, max: 40 }), (any, count) => {
        const start = nextWorkingDayFrom(any);
        expect(subtractWorkingDays(addWorkingDays(start, count), count)).toBe(start);
      }),
    );
  });

  it.each([
    ['2026-11-20', 5, '2026-11-27'], // from a Friday
    ['2026-11-21', 5, '2026-11-27'], // from a Saturday: the weekend adds nothing
    ['2026-04-02', 1, '2026-04-07'], // over Goede Vrijdag, Easter and Easter Monday
    ['2026-12-24', 1, '2026-12-28'],
    ['2026-05-04', 1, '2026-05-06'], // over 5 May
    ['2026-11-24', 0, '2026-11-24'],
  ])('from %s, %i further, come to %s', (start, count, end) => {
    expect(addWorkingDays(asDay(start), count)).toBe(end);
  });
});

describe('terms in months', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-31', 12, '2027-03-31'],
    ['2026-03-31', 0, '2026-03-31'],
  ])('%s and %i months is %s', (start, months, end) => {
    expect(addMonths(asDay(start), months)).toBe(end);
  });

  it('never end on a free day, and move no further than the next working day', () => {
    fc.assert(
      fc.property(anyDay(), fc.integer({ min: 1, max: 14 }), (start, maanden) => {
        const { dueOn } = termDays(
          start,
          { duur: { maanden }, herinnering: 3, schoolvakantieTeltNiet: false },
          () => false,
        );
        const bare = addMonths(start, maanden);
        expect(works(dueOn)).toBe(true);
        for (let day = bare; day < dueOn; day = addDays(day, 1)) expect(works(day)).toBe(false);
        expect(dueOn >= bare).toBe(true);
      }),
    );
  });

  it('in weeks end on the same weekday, or on the next working day', () => {
    const length = { duur: { weken: 4 }, herinnering: 5, schoolvakantieTeltNiet: false };
    expect(termDays(asDay('2026-11-02'), length, () => false)).toEqual({ dueOn: '2026-11-30', remindOn: '2026-11-23' });
    // four weeks after Friday 27 November is Christmas
    expect(termDays(asDay('2026-11-27'), length, () => false).dueOn).toBe('2026-12-28');
  });
});

describe('the school’s term', () => {
  const length = { duur: { werkdagen: 5 }, herinnering: 1, schoolvakantieTeltNiet: true };
  /** autumn holiday 2026 in Noord */
  const closed = (n: number) => n >= toNumber(asDay('2026-10-10')) && n <= toNumber(asDay('2026-10-18'));

  it('stops in the school’s holidays, and that of the municipality does not', () => {
    expect(termDays(asDay('2026-10-08'), length, closed)).toEqual({ dueOn: '2026-10-22', remindOn: '2026-10-21' });
    const municipal = { ...length, schoolvakantieTeltNiet: false };
    expect(termDays(asDay('2026-10-08'), municipal, closed)).toEqual({ dueOn: '2026-10-15', remindOn: '2026-10-14' });
  });

  it('reminds never before it began', () => {
    expect(reminderDay(asDay('2026-11-24'), asDay('2026-11-25'), 5)).toBe('2026-11-24');
    expect(reminderDay(asDay('2026-11-16'), asDay('2026-11-25'), 5)).toBe('2026-11-18');
  });
});

import { asDay, type Day, fromNumber, toNumber } from './day';
import { easterSunday, kingsDay } from './national-days';
import { type OwnPeriod, RegionCalendars, TeachingCalendar } from './teaching-weeks';

const n = (day: string): number => toNumber(asDay(day));
const period = (from: string, until: string): { name: string; from: Day; until: Day } => ({
  name: 'vakantie',
  from: asDay(from),
  until: asDay(until),
});
const own = (from: string, until: string, kind: OwnPeriod['kind']): OwnPeriod => ({ ...period(from, until), kind });

const AUTUMN = period('2025-10-18', '2025-10-26');
const SUMMER = period('2026-07-04', '2026-08-16');

describe('national free days', () => {
  it.each([
    ['2000-04-23', 2000],
    ['2019-04-21', 2019],
    ['2024-03-31', 2024],
    ['2025-04-20', 2025],
    ['2026-04-05', 2026],
    ['2038-04-25', 2038],
    ['2049-04-18', 2049],
    ['2076-04-19', 2076],
  ])('Easter is %s', (day, year) => {
    expect(fromNumber(easterSunday(Number(year)))).toBe(day);
  });

  it('Koningsdag on a Sunday is kept on 26 April', () => {
    expect(fromNumber(kingsDay(2025))).toBe('2025-04-26');
    expect(fromNumber(kingsDay(2026))).toBe('2026-04-27');
  });

  it.each([
    '2026-01-01',
    '2026-04-06',
    '2026-04-27',
    '2026-05-14',
    '2026-05-25',
    '2025-12-25',
    '2025-12-26',
    '1975-01-01',
  ])('on %s nobody teaches', (day) => {
    expect(TeachingCalendar.compile([]).isTeachingDay(n(day))).toBe(false);
  });

  it.each(['2026-04-03', '2026-05-05', '2026-05-15', '2026-12-24'])('on %s schools may teach', (day) => {
    expect(TeachingCalendar.compile([]).isTeachingDay(n(day))).toBe(true);
  });
});

describe('teaching weeks', () => {
  const calendar = TeachingCalendar.compile([AUTUMN, SUMMER]);

  it('leave no gap for holidays, summer included', () => {
    const monday = (calendar.position(n('2025-10-27')) ?? 0) - (calendar.position(n('2025-10-13')) ?? 0);
    expect(monday).toBe(7);
    expect((calendar.position(n('2026-08-17')) ?? 0) - (calendar.position(n('2026-06-29')) ?? 0)).toBe(7);
  });

  it('give no position in a week that is no lesweek', () => {
    expect(calendar.position(n('2025-10-22'))).toBeNull();
    expect(calendar.position(n('2025-10-18'))).not.toBeNull();
    expect(calendar.clock(n('2025-10-22'))).toBe(calendar.position(n('2025-10-19')));
  });

  it('a week with one teaching day is a lesweek', () => {
    const four = TeachingCalendar.compile([], [own('2025-11-04', '2025-11-07', 'vrij')]);
    expect(four.position(n('2025-11-05'))).not.toBeNull();
    const five = TeachingCalendar.compile([], [own('2025-11-03', '2025-11-07', 'vrij')]);
    expect(five.position(n('2025-11-05'))).toBeNull();
  });

  it('find the teaching day before and after', () => {
    expect(fromNumber(calendar.nextTeachingDay(n('2025-10-17')))).toBe('2025-10-27');
    expect(fromNumber(calendar.previousTeachingDay(n('2025-10-27')))).toBe('2025-10-17');
    expect(fromNumber(calendar.firstTeachingDayFrom(n('2026-07-10')))).toBe('2026-08-17');
    expect(fromNumber(calendar.firstTeachingDayFrom(n('2025-11-03')))).toBe('2025-11-03');
    expect(fromNumber(calendar.previousTeachingDay(n('2025-11-04')))).toBe('2025-11-03');
  });

  it('go on before and after the compiled years', () => {
    for (const edge of [n('1980-01-01'), n('2080-12-31')]) {
      let previous = calendar.position(edge - 20) ?? 0;
      for (let day = edge - 19; day < edge + 20; day++) {
        expect(calendar.position(day)).toBe(previous + 1);
        previous = calendar.position(day) ?? 0;
      }
    }
    expect(fromNumber(calendar.nextTeachingDay(n('1970-12-24')))).toBe('1970-12-28');
    expect(fromNumber(calendar.previousTeachingDay(n('2095-01-03')))).toBe('2094-12-31');
  });
});

describe("a location's own periods", () => {
  it('vakantie replaces the holidays of the region that begin in that school year, and no others', () => {
    const summerBefore = period('2025-07-12', '2025-08-24');
    const calendar = TeachingCalendar.compile(
      [summerBefore, AUTUMN, SUMMER],
      [own('2025-10-11', '2025-10-19', 'vakantie')],
    );
    expect(calendar.isTeachingDay(n('2025-10-15'))).toBe(false);
    expect(calendar.isTeachingDay(n('2025-10-22'))).toBe(true);
    expect(calendar.isTeachingDay(n('2026-07-10'))).toBe(true);
    // August 2025 is holiday that began in the school year before.
    expect(calendar.isTeachingDay(n('2025-08-20'))).toBe(false);
  });

  it('vrij comes on top', () => {
    const calendar = TeachingCalendar.compile([AUTUMN], [own('2025-11-06', '2025-11-06', 'vrij')]);
    expect(calendar.isTeachingDay(n('2025-11-06'))).toBe(false);
    expect(calendar.isTeachingDay(n('2025-10-22'))).toBe(false);
  });

  it('tell of which school years a calendar is known', () => {
    const calendar = TeachingCalendar.compile(
      [AUTUMN],
      [own('2024-10-19', '2024-10-27', 'vakantie'), own('2026-11-06', '2026-11-06', 'vrij')],
    );
    expect([2023, 2024, 2025, 2026].map((year) => calendar.hasCalendar(year))).toEqual([false, true, true, false]);
  });

  it('locations without them share the calendar of their region', () => {
    const regions = new RegionCalendars({ Noord: [AUTUMN] });
    expect(regions.ofLocation('Noord', [])).toBe(regions.ofRegion('Noord'));
    expect(regions.ofLocation('Noord', [own('2025-11-06', '2025-11-06', 'vrij')])).not.toBe(regions.ofRegion('Noord'));
    expect(regions.ofRegion('Zuid').isTeachingDay(n('2025-10-22'))).toBe(true);
  });
});

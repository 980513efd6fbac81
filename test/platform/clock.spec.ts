import { asDay } from '../../src/law/day';
import { makeClock, PutClock } from '../../src/platform/clock';

describe('the clock', () => {
  afterEach(() => jest.useRealTimers());

  it.each([
    ['winter, before midnight', '2026-01-14T22:59:59.999Z', '2026-01-14'],
    ['winter, at midnight', '2026-01-14T23:00:00.000Z', '2026-01-15'],
    ['summer, before midnight', '2026-07-14T21:59:59.999Z', '2026-07-14'],
    ['summer, at midnight', '2026-07-14T22:00:00.000Z', '2026-07-15'],
    ['New Year, before midnight', '2025-12-31T22:59:59.999Z', '2025-12-31'],
    ['New Year, at midnight', '2025-12-31T23:00:00.000Z', '2026-01-01'],
    ['the night to summer time, at midnight (still winter)', '2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['the day summer time begins, before midnight', '2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['the day summer time begins, at midnight (summer)', '2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['the night to winter time, at midnight (still summer)', '2026-10-24T22:00:00.000Z', '2026-10-25'],
    ['the day winter time begins, one hour before midnight', '2026-10-25T22:00:00.000Z', '2026-10-25'],
    ['the day winter time begins, at midnight (winter)', '2026-10-25T23:00:00.000Z', '2026-10-26'],
    ['the end of February in a leap year', '2028-02-28T23:00:00.000Z', '2028-02-29'],
  ])('says which day it is in Amsterdam: %s', (_, now, today) => {
    jest.useFakeTimers({ now: new Date(now) });
    const clock = makeClock(null);
    expect(clock.today()).toBe(today);
    expect(clock.instant()).toBe(now);
  });

  it('keeps a fixed day whatever the time, while the time of day goes on', () => {
    jest.useFakeTimers({ now: new Date('2026-11-22T08:00:00.000Z') });
    const clock = makeClock(asDay('2026-05-20'));
    const before = clock.instant();
    jest.advanceTimersByTime(90_000);
    expect(clock.today()).toBe('2026-05-20');
    // nine in the morning in Amsterdam, in winter and in summer
    expect(before).toBe('2026-05-20T07:00:00.000Z');
    expect(clock.instant()).toBe('2026-05-20T07:01:30.000Z');
  });

  it.each([
    '2026-11-22T22:59:59.999Z',
    '2026-11-22T23:00:00.000Z',
    '2026-11-22T23:59:59.000Z',
    '2026-07-01T22:30:00.000Z',
  ])('keeps now on the fixed day around midnight: %s', (moment) => {
    jest.useFakeTimers({ now: new Date(moment) });
    const fixed = makeClock(asDay('2026-05-20'));
    const now = fixed.now();
    jest.setSystemTime(now);
    expect(makeClock(null).today()).toBe('2026-05-20');
  });
});

describe('a clock that is put', () => {
  it('stands where it is put, in winter and in summer, and gives every look a moment of its own', () => {
    const clock = new PutClock(asDay('2026-01-14'));
    expect(clock.instant()).toBe('2026-01-13T23:00:00.000Z');
    expect(clock.instant()).toBe('2026-01-13T23:00:00.001Z');
    clock.put(asDay('2026-07-14'), '09:30');
    expect([clock.today(), clock.instant()]).toEqual(['2026-07-14', '2026-07-14T07:30:00.000Z']);
  });

  it('never goes back', () => {
    const clock = new PutClock(asDay('2026-01-14'));
    clock.put(asDay('2026-01-14'), '09:30');
    clock.now();
    expect(() => clock.put(asDay('2026-01-14'), '09:30')).toThrow(RangeError);
    clock.put(asDay('2026-01-14'), '09:31');
    expect(() => clock.put(asDay('2026-01-13'), '23:59')).toThrow(RangeError);
    expect(clock.today()).toBe('2026-01-14');
  });
});

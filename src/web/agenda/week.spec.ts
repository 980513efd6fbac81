import { asDay } from '../../law/day';
import { askedWeek, mondayOf, weekNumber } from './week';

describe('a week of the agenda', () => {
  it.each([
    ['2026-01-01', 1],
    ['2027-01-03', 53],
    ['2027-01-04', 1],
    ['2024-12-29', 52],
    ['2024-12-30', 1],
  ])('%s lies in week %d by ISO 8601', (day, week) => {
    expect(weekNumber(asDay(day))).toBe(week);
  });

  it('begins on Monday; what is no day is this week', () => {
    expect(mondayOf(asDay('2026-03-29'))).toBe('2026-03-23');
    expect(askedWeek('2026-03-30', asDay('2026-03-25'))).toBe('2026-03-30');
    expect(askedWeek('2026-02-30', asDay('2026-03-25'))).toBe('2026-03-23');
  });
});

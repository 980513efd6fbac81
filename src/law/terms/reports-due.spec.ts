import { asDay } from '../day';
import { dueReports } from './reports-due';

const due = (day: string) => dueReports(asDay(day)).map(({ kind, schoolYear, days }) => [kind, schoolYear, days]);

it('calls for the report to the council until 30 September and for the effectrapportage until 14 December', () => {
  expect(due('2026-07-31')).toEqual([]);
  expect(due('2026-08-01')).toEqual([
    ['jaarverslag', 2025, 61],
    ['effectrapportage', 2025, 136],
  ]);
  expect(due('2026-09-30')[0]).toEqual(['jaarverslag', 2025, 1]);
  expect(due('2026-10-01')).toEqual([['effectrapportage', 2025, 75]]);
  expect(due('2026-12-14')).toEqual([['effectrapportage', 2025, 1]]);
  expect(due('2026-12-15')).toEqual([]);
});

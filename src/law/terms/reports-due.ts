import { asDay, type Day, schoolYearOf, toNumber } from '../day';

/** A report of the last closed school year that is still to come. */
export interface Due {
  kind: 'jaarverslag' | 'effectrapportage';
  schoolYear: number;
  /** before this day */
  before: Day;
  /** days left, today included */
  days: number;
}

/** LPW 25: before 1 October to the council; WEB 9.2.10: before 15 December to the minister. */
const BEFORE: readonly [Due['kind'], string][] = [
  ['jaarverslag', '10-01'],
  ['effectrapportage', '12-15'],
];

/** Days before its last day from which a report is called for. */
export const CALLED_FOR = 30;

/** What is due, the first first; nothing of which the day has passed. Pure. */
export function dueReports(today: Day): Due[] {
  const schoolYear = schoolYearOf(today) - 1;
  return BEFORE.flatMap(([kind, day]) => {
    const before = asDay(`${schoolYear + 1}-${day}`);
    const days = toNumber(before) - toNumber(today);
    return days > 0 ? [{ kind, schoolYear, before, days }] : [];
  });
}

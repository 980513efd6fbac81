import type { Day } from '../law/day';
import type { Sql } from '../platform/database/sql';
import { HOLIDAY_REGIONS, holidaysOf, type SchoolHoliday } from './facts';

/** What school locations sent themselves: per school year how many have holidays of their own and extra days off. */
export interface OwnCalendars {
  schoolYear: number;
  holidays: number;
  daysOff: number;
}

/** School years of which holidays of a region are known, the latest first. */
export function knownSchoolYears(): number[] {
  const all = HOLIDAY_REGIONS.flatMap((region) => holidaysOf(region).map((one) => one.schoolYear));
  return [...new Set(all)].sort((a, b) => b - a);
}

export function holidaysOfYear(region: string, year: number): SchoolHoliday[] {
  return holidaysOf(region).filter((one) => one.schoolYear === year);
}

/** From 1 April on the coming school year must have its holidays; null: all that are needed are there. */
export function missingSchoolYear(today: Day): number | null {
  const coming = Number(today.slice(0, 4));
  const minds = today.slice(5) >= '04-01' && today.slice(5) < '08-01';
  const current = today.slice(5) >= '08-01' ? coming : coming - 1;
  const known = (year: number) => HOLIDAY_REGIONS.every((region) => holidaysOfYear(region, year).length > 0);
  if (!known(current)) return current;
  return minds && !known(coming) ? coming : null;
}

export function ownCalendars(sql: Sql): Promise<OwnCalendars[]> {
  const year = `CAST(SUBSTR(CAST(from_date AS TEXT), 1, 4) AS INTEGER)
    - CASE WHEN SUBSTR(CAST(from_date AS TEXT), 6, 2) < '08' THEN 1 ELSE 0 END`;
  return sql.all<OwnCalendars>(
    `SELECT ${year} AS "schoolYear",
       COUNT(DISTINCT CASE WHEN kind = 'vakantie' THEN location END) AS "holidays",
       COALESCE(SUM(CASE WHEN kind = 'vrij' THEN 1 ELSE 0 END), 0) AS "daysOff"
     FROM calendar_period GROUP BY 1`,
  );
}

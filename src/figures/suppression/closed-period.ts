import { addDays, type Day, schoolYearOf } from '../../law/day';
import { Problem } from '../../platform/errors';
import { schoolYearName } from '../figure';

/*
 * What is published again later, when more has happened, tells by its difference who came in between. So a publication
 * is of what is over: months that ended, and numbers of a year when that has.
 */

/** The last day of the last month that is over. */
export function lastClosedDay(today: Day): Day {
  return addDays(`${today.slice(0, 7)}-01` as Day, -1);
}

/** Throws a Problem where the school year is not over yet, or has not even one month behind it. */
export function requireClosed(schoolYear: number, today: Day, month?: 'een maand'): void {
  const over = month ? schoolYear <= schoolYearOf(lastClosedDay(today)) : schoolYear < schoolYearOf(today);
  if (over) return;
  throw new Problem(
    'nog-niet-voorbij',
    month
      ? `Van schooljaar ${schoolYearName(schoolYear)} is nog geen maand voorbij: er is nog niets te publiceren.`
      : `Schooljaar ${schoolYearName(schoolYear)} is nog niet voorbij. Deze cijfers zijn pas daarna te publiceren: eerder zou uit de volgende publicatie volgen wie erbij kwam.`,
    { status: 409 },
  );
}

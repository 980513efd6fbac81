import { addDays, type Day, fromNumber, numberOf, parseDay, toNumber, weekday, yearOf } from '../../law/day';

/** The Monday of the week of a day. */
export function mondayOf(day: Day): Day {
  return addDays(day, -weekday(day));
}

/** The number of the week by ISO 8601: week 1 holds the first Thursday of the year. */
export function weekNumber(day: Day): number {
  const thursday = addDays(mondayOf(day), 3);
  const first = fromNumber(numberOf(yearOf(thursday), 1, 1));
  return Math.floor((toNumber(thursday) - toNumber(first)) / 7) + 1;
}

/** The Monday asked for in an address, or that of this week. */
export function askedWeek(text: string, today: Day): Day {
  return mondayOf(parseDay(text) ?? today);
}

/**
 * Working days and the end of terms. The Algemene termijnenwet (BWBR0002448) says which days are free (art. 3) and that
 * a term that ends on a Saturday, Sunday or free day runs on to the next working day (art. 1).
 */
import { civilOf, type Day, fromNumber, numberOf, toNumber, weekdayOf } from '../day';
import { easterSunday, nationalFreeDays } from '../national-days';

/** Whether a day number is free for some other reason than weekend or public holiday: a school's holidays. */
export type AlsoFree = (n: number) => boolean;

const nothingElse: AlsoFree = () => false;
const freeDays = new Map<number, ReadonlySet<number>>();

/** The free days of the Algemene termijnenwet, art. 3: Goede Vrijdag and 5 May count, beside those of every school. */
export function isPublicHoliday(n: number): boolean {
  const { year } = civilOf(n);
  let days = freeDays.get(year);
  if (days === undefined) {
    days = new Set([...nationalFreeDays(year), easterSunday(year) - 2, numberOf(year, 5, 5)]);
    freeDays.set(year, days);
  }
  return days.has(n);
}

export function isWorkingDay(n: number, alsoFree: AlsoFree = nothingElse): boolean {
  return weekdayOf(n) < 5 && !isPublicHoliday(n) && !alsoFree(n);
}

/** The so-manieth working day after `day`, which itself does not count. Nought gives the day itself. */
export function addWorkingDays(day: Day, count: number, alsoFree: AlsoFree = nothingElse): Day {
  return step(day, count, 1, alsoFree);
}

/** The so-manieth working day before `day`, which itself does not count. */
export function subtractWorkingDays(day: Day, count: number, alsoFree: AlsoFree = nothingElse): Day {
  return step(day, count, -1, alsoFree);
}

/** How many working days lie after `from`, up to and including `until`; nought where `until` is not later. */
export function workingDaysBetween(from: Day, until: Day, alsoFree: AlsoFree = nothingElse): number {
  let count = 0;
  for (let n = toNumber(from) + 1; n <= toNumber(until); n++) if (isWorkingDay(n, alsoFree)) count++;
  return count;
}

/** The same day so many months later, or the last day of that month where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = civilOf(toNumber(day));
  const at = year * 12 + month - 1 + months;
  const lastOfMonth = civilOf(numberOf(Math.floor((at + 1) / 12), ((at + 1) % 12) + 1, 1) - 1).dayOfMonth;
  return fromNumber(numberOf(Math.floor(at / 12), (at % 12) + 1, Math.min(dayOfMonth, lastOfMonth)));
}

/** Algemene termijnenwet, art. 1: the day itself where it is a working day, else the next one. */
export function nextWorkingDayFrom(day: Day): Day {
  let n = toNumber(day);
  while (!isWorkingDay(n)) n++;
  return fromNumber(n);
}

function step(day: Day, count: number, direction: 1 | -1, alsoFree: AlsoFree): Day {
  let n = toNumber(day);
  for (let left = count; left > 0;) {
    n += direction;
    if (isWorkingDay(n, alsoFree)) left--;
  }
  return fromNumber(n);
}

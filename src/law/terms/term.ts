import { addDays, type Day } from '../day';
import { addMonths, addWorkingDays, type AlsoFree, nextWorkingDayFrom, subtractWorkingDays } from './working-days';

/** How long a term lasts: in working days, in weeks or in months. */
export type Duration = { werkdagen: number } | { weken: number } | { maanden: number };

export interface TermLength {
  duur: Duration;
  /** so many working days before the end someone is reminded */
  herinnering: number;
  /** the days of school holidays and the school's own days off do not count, nor does the term end on one */
  schoolvakantieTeltNiet: boolean;
}

export interface TermDays {
  dueOn: Day;
  remindOn: Day;
}

/**
 * The last day of a term that starts on `start` (which does not count), and the day of the reminder, which is never
 * before the start. A term in weeks or months that ends on a free day runs on to the next working day (Algemene
 * termijnenwet, art. 1).
 */
export function termDays(start: Day, length: TermLength, schoolIsClosed: AlsoFree): TermDays {
  const alsoFree = length.schoolvakantieTeltNiet ? schoolIsClosed : () => false;
  const dueOn = lastDay(start, length.duur, alsoFree);
  return { dueOn, remindOn: reminderDay(start, dueOn, length.herinnering, alsoFree) };
}

/** So many working days before the end, but never before the start. */
export function reminderDay(start: Day, dueOn: Day, before: number, alsoFree: AlsoFree = () => false): Day {
  const day = subtractWorkingDays(dueOn, before, alsoFree);
  return day < start ? start : day;
}

function lastDay(start: Day, duration: Duration, alsoFree: AlsoFree): Day {
  if ('werkdagen' in duration) return addWorkingDays(start, duration.werkdagen, alsoFree);
  if ('weken' in duration) return nextWorkingDayFrom(addDays(start, 7 * duration.weken));
  return nextWorkingDayFrom(addMonths(start, duration.maanden));
}

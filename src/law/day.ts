/**
 * Calendar days. Outside: a `yyyy-mm-dd` text, branded so that no other text passes for one.
 * Inside the law: whole day numbers (1970-01-01 is 0), because judging compares millions of them.
 */
export type Day = string & { readonly __brand: 'Day' };

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;
const ZERO = 48;

/** Years are taken from March on, so that the leap day comes last. */
function civilToNumber(year: number, month: number, dayOfMonth: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export interface Civil {
  year: number;
  /** 1 to 12 */
  month: number;
  dayOfMonth: number;
}

export function civilOf(n: number): Civil {
  const shifted = n + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function monthLength(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** The day, or null where the text is no existing day (30 February) or not written `yyyy-mm-dd`. */
export function parseDay(text: string): Day | null {
  if (!PATTERN.test(text)) return null;
  const month = Number(text.slice(5, 7));
  const dayOfMonth = Number(text.slice(8, 10));
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > monthLength(Number(text.slice(0, 4)), month))
    return null;
  return text as Day;
}

/** For texts that must be days: throws where one is not. */
export function asDay(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new RangeError(`geen bestaande datum: ${text}`);
  return day;
}

/** Reads the digits straight from the text: this runs for every absence record judged. */
export function toNumber(day: Day): number {
  return civilToNumber(yearOf(day), monthOf(day), dayOfMonthOf(day));
}

export function yearOf(day: Day): number {
  return (
    (day.charCodeAt(0) - ZERO) * 1000 +
    (day.charCodeAt(1) - ZERO) * 100 +
    (day.charCodeAt(2) - ZERO) * 10 +
    day.charCodeAt(3) -
    ZERO
  );
}

function dayOfMonthOf(day: Day): number {
  return (day.charCodeAt(8) - ZERO) * 10 + day.charCodeAt(9) - ZERO;
}

/** 1 to 12 */
export function monthOf(day: Day): number {
  return (day.charCodeAt(5) - ZERO) * 10 + day.charCodeAt(6) - ZERO;
}

export function fromNumber(n: number): Day {
  const { year, month, dayOfMonth } = civilOf(n);
  const m = month < 10 ? `0${month}` : `${month}`;
  const d = dayOfMonth < 10 ? `0${dayOfMonth}` : `${dayOfMonth}`;
  return `${String(year).padStart(4, '0')}-${m}-${d}` as Day;
}

export function numberOf(year: number, month: number, dayOfMonth: number): number {
  return civilToNumber(year, month, dayOfMonth);
}

export function addDays(day: Day, days: number): Day {
  return fromNumber(toNumber(day) + days);
}

/** The day so many months on (or back); where that month is shorter, its last day. */
export function addMonths(day: Day, months: number): Day {
  const index = yearOf(day) * 12 + monthOf(day) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  return fromNumber(civilToNumber(year, month, Math.min(dayOfMonthOf(day), monthLength(year, month))));
}

/** Monday 0 … Sunday 6. */
export function weekdayOf(n: number): number {
  return (((n + 3) % 7) + 7) % 7;
}

export function weekday(day: Day): number {
  return weekdayOf(toNumber(day));
}

/** The year in which the school year of this day starts: 1 August to 31 July. */
export function schoolYearOf(day: Day): number {
  return monthOf(day) >= 8 ? yearOf(day) : yearOf(day) - 1;
}

/** Born on 29 February: the birthday is 1 March in other years. */
function celebratedInMarch(birthDate: Day, year: number): boolean {
  return monthOf(birthDate) === 2 && dayOfMonthOf(birthDate) === 29 && !isLeapYear(year);
}

/** Day number of the birthday at this age. */
export function birthdayNumber(birthDate: Day, age: number): number {
  const year = yearOf(birthDate) + age;
  if (celebratedInMarch(birthDate, year)) return civilToNumber(year, 3, 1);
  return civilToNumber(year, monthOf(birthDate), dayOfMonthOf(birthDate));
}

/** Day number of the first of the month after the birthday's. */
export function monthAfterBirthday(birthDate: Day, age: number): number {
  const year = yearOf(birthDate) + age;
  const month = celebratedInMarch(birthDate, year) ? 3 : monthOf(birthDate);
  return month === 12 ? civilToNumber(year + 1, 1, 1) : civilToNumber(year, month + 1, 1);
}

/** Day number of 31 July of the school year in which the birthday falls. */
export function schoolYearEndAfterBirthday(birthDate: Day, age: number): number {
  const year = yearOf(birthDate) + age;
  return civilToNumber(monthOf(birthDate) >= 8 ? year + 1 : year, 7, 31);
}

export function birthday(birthDate: Day, age: number): Day {
  return fromNumber(birthdayNumber(birthDate, age));
}

/** Whole years on that day; negative before birth. */
export function ageOn(birthDate: Day, day: Day): number {
  const age = yearOf(day) - yearOf(birthDate);
  return birthdayNumber(birthDate, age) <= toNumber(day) ? age : age - 1;
}

const written = new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' });

/** As a Dutch reader writes it: 3 maart 2026. Pages have their own, which knows English too. */
export function dutchDay(day: Day): string {
  return written.format(new Date(`${day}T00:00:00Z`));
}

/** Contract section 3 read slowly: a loop over days, nothing compiled. Shares only day.ts with the law. */
import { asDay, type Day, fromNumber, schoolYearOf, toNumber, weekday } from '../../../src/law/day';

export interface NaivePeriod {
  from: Day;
  until: Day;
  kind: 'vakantie' | 'vrij';
}

/** Easter by the anonymous Gregorian algorithm. */
function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const dayOfMonth = ((h + l - 7 * m + 114) % 31) + 1;
  return asDay(`${year}-0${month}-${String(dayOfMonth).padStart(2, '0')}`);
}

export function isFreeDay(day: Day): boolean {
  const year = Number(day.slice(0, 4));
  const sinceEaster = toNumber(day) - toNumber(easter(year));
  const inYear = day.slice(5);
  if (inYear === '01-01' || inYear === '12-25' || inYear === '12-26') return true;
  if (sinceEaster === 1 || sinceEaster === 39 || sinceEaster === 50) return true;
  if (inYear === '04-27') return weekday(day) !== 6;
  return inYear === '04-26' && weekday(asDay(`${year}-04-27`)) === 6;
}

export const FIRST = toNumber(asDay('2000-01-03'));
export const LAST = toNumber(asDay('2030-12-29'));

/** Days that are neither weekend nor national free day; the same for every calendar, so found once. */
const DAYS = Array.from({ length: LAST - FIRST + 1 }, (_, i) => fromNumber(FIRST + i));
const SCHOOL_COULD_BE = DAYS.map((day) => weekday(day) < 5 && !isFreeDay(day));

export class NaiveCalendar {
  private readonly teaching: boolean[] = [];
  private readonly positions: (number | null)[] = [];

  constructor(region: { from: Day; until: Day }[], own: NaivePeriod[]) {
    const ownYears = own.filter((one) => one.kind === 'vakantie').map((one) => schoolYearOf(one.from));
    const regional = region.filter((one) => !ownYears.includes(schoolYearOf(one.from)));
    const periods = [...regional, ...own];
    const free = new Set<number>();
    for (const period of periods) {
      for (let n = toNumber(period.from); n <= toNumber(period.until); n++) free.add(n);
    }
    for (let n = FIRST; n <= LAST; n++) this.teaching.push(SCHOOL_COULD_BE[n - FIRST] === true && !free.has(n));
    let lesweek = 0;
    for (let monday = 0; monday < this.teaching.length; monday += 7) {
      const week = this.teaching.slice(monday, monday + 7);
      const isLesweek = week.includes(true);
      for (let d = 0; d < 7; d++) this.positions.push(isLesweek ? lesweek * 7 + d : null);
      if (isLesweek) lesweek++;
    }
  }

  isTeachingDay(n: number): boolean {
    return this.teaching[n - FIRST] === true;
  }

  position(n: number): number | null {
    return this.positions[n - FIRST] ?? null;
  }
}

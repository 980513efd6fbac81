/**
 * Teaching days, lesweken and positions of a school location (contract section 3).
 *
 * A calendar is one byte per week (bit 0 Monday … bit 4 Friday) and the number of lesweken before
 * each week: some 15 kB a location, so that the calendars of a whole region fit in memory.
 */
import { type Day, numberOf, schoolYearOf, toNumber, weekdayOf } from './day';
import { isNationalFreeDay, nationalFreeDays } from './national-days';

export interface Holiday {
  name: string;
  from: Day;
  until: Day;
}

/** Holidays by region name (Noord, Midden, Zuid). */
export type RegionHolidays = Record<string, Holiday[]>;

/** A location's own period: `vakantie` replaces the region's in that school year, `vrij` comes on top. */
export interface OwnPeriod {
  from: Day;
  until: Day;
  kind: 'vakantie' | 'vrij';
}

export interface Period {
  from: Day;
  until: Day;
}

/** What the rules need to know of the first school day for somebody. */
export interface SchoolDays {
  firstTeachingDayFrom(n: number): number;
}

const FIRST_YEAR = 1980;
const LAST_YEAR = 2080;
const WORKWEEK = 0b11111;
const MONDAY_OFFSET = 3;
const FIRST_WEEK = weekOf(numberOf(FIRST_YEAR, 1, 1));
const WEEKS = weekOf(numberOf(LAST_YEAR, 12, 31)) - FIRST_WEEK + 1;
/** Lowest set bit of each week mask. */
const LOWEST_BIT = Uint8Array.from({ length: 32 }, (_, mask) => (mask === 0 ? 0 : 31 - Math.clz32(mask & -mask)));
const HIGHEST_BIT = Uint8Array.from({ length: 32 }, (_, mask) => (mask === 0 ? 0 : 31 - Math.clz32(mask)));

let workingWeeks: Uint8Array | null = null;

function weekOf(n: number): number {
  return Math.floor((n + MONDAY_OFFSET) / 7);
}

/** Monday to Friday without the national free days; made once, copied by every calendar. */
function weeksWithoutHolidays(): Uint8Array {
  if (workingWeeks !== null) return workingWeeks;
  const masks = new Uint8Array(WEEKS).fill(WORKWEEK);
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) for (const n of nationalFreeDays(year)) close(masks, n, n);
  workingWeeks = masks;
  return masks;
}

function close(masks: Uint8Array, from: number, until: number): void {
  const first = weekOf(from) - FIRST_WEEK;
  const last = weekOf(until) - FIRST_WEEK;
  for (let w = Math.max(first, 0); w <= last && w < WEEKS; w++) {
    const low = w === first ? weekdayOf(from) : 0;
    const high = w === last ? weekdayOf(until) : 6;
    for (let d = low; d <= high && d < 5; d++) masks[w] = (masks[w] as number) & ~(1 << d);
  }
}

export class TeachingCalendar implements SchoolDays {
  /** Lesweken before each week. */
  private readonly before: Uint16Array;
  private readonly total: number;

  private constructor(
    private readonly masks: Uint8Array,
    private readonly schoolYears: ReadonlySet<number>,
  ) {
    this.before = new Uint16Array(WEEKS);
    let count = 0;
    for (let w = 0; w < WEEKS; w++) {
      this.before[w] = count;
      if (masks[w] !== 0) count++;
    }
    this.total = count;
  }

  /** `region`: the holidays of the holiday region; `own`: the location's own periods. */
  static compile(region: readonly Period[], own: readonly OwnPeriod[] = []): TeachingCalendar {
    const masks = weeksWithoutHolidays().slice();
    const replaced = new Set<number>();
    for (const period of own) if (period.kind === 'vakantie') replaced.add(schoolYearOf(period.from));
    const known = new Set<number>(replaced);
    for (const holiday of region) {
      const year = schoolYearOf(holiday.from);
      known.add(year);
      if (!replaced.has(year)) close(masks, toNumber(holiday.from), toNumber(holiday.until));
    }
    for (const period of own) close(masks, toNumber(period.from), toNumber(period.until));
    return new TeachingCalendar(masks, known);
  }

  /** Whether holidays are known for the school year that starts in this year. */
  hasCalendar(schoolYear: number): boolean {
    return this.schoolYears.has(schoolYear);
  }

  isTeachingDay(n: number): boolean {
    const week = weekOf(n);
    const w = week - FIRST_WEEK;
    const d = n + MONDAY_OFFSET - week * 7;
    if (w < 0 || w >= WEEKS) return d < 5 && !isNationalFreeDay(n);
    return (((this.masks[w] as number) >> d) & 1) === 1;
  }

  /** 7 x the number of its lesweek + weekday; null in a week that is no lesweek. */
  position(n: number): number | null {
    const week = weekOf(n);
    const w = week - FIRST_WEEK;
    if (w >= 0 && w < WEEKS && this.masks[w] === 0) return null;
    return this.lesweken(w) * 7 + n + MONDAY_OFFSET - week * 7;
  }

  /** The position where the clock stands: in a week that is no lesweek that of the last lesweek's Sunday. */
  clock(n: number): number {
    return this.position(n) ?? this.lesweken(weekOf(n) - FIRST_WEEK) * 7 - 1;
  }

  nextTeachingDay(n: number): number {
    return this.firstTeachingDayFrom(n + 1);
  }

  firstTeachingDayFrom(n: number): number {
    const week = weekOf(n);
    let w = week - FIRST_WEEK;
    if (w < 0 || w >= WEEKS) return this.search(n, 1);
    const d = n + MONDAY_OFFSET - week * 7;
    const rest = (this.masks[w] as number) >> d;
    if (rest !== 0) return n + (LOWEST_BIT[rest] as number);
    do w++;
    while (w < WEEKS && this.masks[w] === 0);
    const monday = (w + FIRST_WEEK) * 7 - MONDAY_OFFSET;
    return w < WEEKS ? monday + (LOWEST_BIT[this.masks[w] as number] as number) : this.search(monday, 1);
  }

  previousTeachingDay(n: number): number {
    const last = n - 1;
    const week = weekOf(last);
    let w = week - FIRST_WEEK;
    if (w < 0 || w >= WEEKS) return this.search(last, -1);
    const d = last + MONDAY_OFFSET - week * 7;
    const rest = (this.masks[w] as number) & ((2 << d) - 1);
    if (rest !== 0) return last - d + (HIGHEST_BIT[rest] as number);
    do w--;
    while (w >= 0 && this.masks[w] === 0);
    const monday = (w + FIRST_WEEK) * 7 - MONDAY_OFFSET;
    return w >= 0 ? monday + (HIGHEST_BIT[this.masks[w] as number] as number) : this.search(monday + 6, -1);
  }

  /** Outside the compiled years every week is a lesweek. */
  private lesweken(w: number): number {
    if (w < 0) return w;
    return w < WEEKS ? (this.before[w] as number) : this.total + w - WEEKS;
  }

  private search(from: number, step: 1 | -1): number {
    let n = from;
    while (!this.isTeachingDay(n)) n += step;
    return n;
  }
}

/** Calendars of the regions, made once; locations without own periods share their region's. */
export class RegionCalendars {
  private readonly shared = new Map<string, TeachingCalendar>();

  constructor(private readonly holidays: RegionHolidays) {}

  ofRegion(region: string): TeachingCalendar {
    let calendar = this.shared.get(region);
    if (calendar === undefined) {
      calendar = TeachingCalendar.compile(this.holidays[region] ?? []);
      this.shared.set(region, calendar);
    }
    return calendar;
  }

  ofLocation(region: string, own: readonly OwnPeriod[]): TeachingCalendar {
    return own.length === 0 ? this.ofRegion(region) : TeachingCalendar.compile(this.holidays[region] ?? [], own);
  }
}

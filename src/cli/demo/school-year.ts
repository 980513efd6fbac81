/** The school year of the demonstration: each school's own holidays and free days, and the teaching days that remain. */
import { fromNumber, numberOf } from '../../law/day';
import { easterSunday } from '../../law/national-days';
import { type OwnPeriod, TeachingCalendar } from '../../law/teaching-weeks';
import { holidaysOf } from '../../registry/facts';
import type { Chance } from './random';
import type { DemoSchool } from './region';

export interface FreePeriod extends OwnPeriod {
  readonly description: string;
}

export interface SchoolYear {
  /** the year it starts in */
  readonly year: number;
  /** day numbers, both included */
  readonly first: number;
  readonly last: number;
  /** 1 October: the date on which pupils are counted */
  readonly countDay: number;
  readonly freePeriods: ReadonlyMap<string, readonly FreePeriod[]>;
  /** day numbers of the teaching days per location, rising */
  readonly teachingDays: ReadonlyMap<string, readonly number[]>;
}

/** A part of the schools has its own holidays: a second week in May, spring holiday as in the region. */
const OWN_HOLIDAYS_SHARE = 0.12;
const STUDY_DAYS = ['Studiedag', 'Studiedag team', 'Margedag', 'Rapportbesprekingen'];

function ownHolidays(school: DemoSchool, year: number): FreePeriod[] {
  const regional = holidaysOf(school.holidayRegion).filter((h) => h.schoolYear === year);
  return regional.map((h) => ({
    kind: 'vakantie',
    from: h.name === 'Meivakantie' ? fromNumber(numberOf(year + 1, 4, 18)) : h.from,
    until: h.name === 'Meivakantie' ? fromNumber(numberOf(year + 1, 5, 3)) : h.until,
    description: h.name,
  }));
}

function singleDay(n: number, description: string): FreePeriod {
  return { kind: 'vrij', from: fromNumber(n), until: fromNumber(n), description };
}

function freePeriods(chance: Chance, school: DemoSchool, year: number): FreePeriod[] {
  const found: FreePeriod[] = chance.hit(OWN_HOLIDAYS_SHARE) ? ownHolidays(school, year) : [];
  const easter = easterSunday(year + 1);
  if (chance.hit(0.7)) found.push(singleDay(easter - 2, 'Goede Vrijdag'));
  if (chance.hit(0.9)) found.push(singleDay(easter + 40, 'Dag na Hemelvaart'));
  if (chance.hit(0.4)) found.push(singleDay(numberOf(year + 1, 5, 5), 'Bevrijdingsdag'));
  const days = daysOf(school, year, found);
  const taken = new Set<number>();
  for (let i = chance.between(2, 5); i > 0; i--) taken.add(chance.pick(days));
  for (const n of [...taken].sort((a, b) => a - b)) found.push(singleDay(n, chance.pick(STUDY_DAYS)));
  // A day may be listed once only per kind: the key of the file.
  return found.filter((p, i) => found.findIndex((q) => q.from === p.from && q.kind === p.kind) === i);
}

function daysOf(school: DemoSchool, year: number, own: readonly OwnPeriod[]): number[] {
  const calendar = TeachingCalendar.compile(holidaysOf(school.holidayRegion), own);
  const days: number[] = [];
  for (let n = numberOf(year, 8, 1); n <= numberOf(year + 1, 7, 31); n++) if (calendar.isTeachingDay(n)) days.push(n);
  return days;
}

/** Throws a RangeError where no holidays are known for that school year. */
export function makeSchoolYear(chance: Chance, schools: readonly DemoSchool[], year: number): SchoolYear {
  const free = new Map<string, FreePeriod[]>();
  const teachingDays = new Map<string, number[]>();
  for (const school of schools) {
    if (!holidaysOf(school.holidayRegion).some((h) => h.schoolYear === year)) {
      throw new RangeError(`van schooljaar ${year} zijn geen schoolvakanties bekend`);
    }
    const own = freePeriods(chance, school, year);
    free.set(school.code, own);
    teachingDays.set(school.code, daysOf(school, year, own));
  }
  return {
    year,
    first: numberOf(year, 8, 1),
    last: numberOf(year + 1, 7, 31),
    countDay: numberOf(year, 10, 1),
    freePeriods: free,
    teachingDays,
  };
}

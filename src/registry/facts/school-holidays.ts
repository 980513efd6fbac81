/** The school holidays of the three holiday regions, from `config/holidays/`. Both days belong to the holiday. */
import type { Day } from '../../law/day';
import type { Holiday, RegionHolidays } from '../../law/teaching-weeks';
import { readConfig } from '../../platform/config-file';
import { HOLIDAY_REGIONS, type HolidayRegion, UnknownCodeError } from './regions';

export interface SchoolHoliday extends Holiday {
  /** the year in which the school year starts that the holiday belongs to */
  readonly schoolYear: number;
}

interface HolidayFile {
  vakantieregios: Record<HolidayRegion, { schooljaar: number; naam: string; van: Day; totEnMet: Day }[]>;
}

let loaded: ReadonlyMap<string, readonly SchoolHoliday[]> | null = null;

function facts(): ReadonlyMap<string, readonly SchoolHoliday[]> {
  if (loaded !== null) return loaded;
  const file = readConfig<HolidayFile>('holidays', 'schoolvakanties.json').vakantieregios;
  loaded = new Map(
    HOLIDAY_REGIONS.map((name) => [
      name,
      file[name].map((h) => ({ schoolYear: h.schooljaar, name: h.naam, from: h.van, until: h.totEnMet })),
    ]),
  );
  return loaded;
}

/** `Noord`, read without regard to case and outer blanks; undefined where there is no such holiday region. */
export function findHolidayRegion(text: string): HolidayRegion | undefined {
  const wanted = text.trim().toLowerCase();
  return HOLIDAY_REGIONS.find((name) => name.toLowerCase() === wanted);
}

/** In order of date, all school years that are known. Throws an UnknownCodeError for another name. */
export function holidaysOf(holidayRegion: string): readonly SchoolHoliday[] {
  const found = facts().get(holidayRegion);
  if (found === undefined) {
    throw new UnknownCodeError(`Vakantieregio ${holidayRegion} is onbekend: het is Noord, Midden of Zuid`);
  }
  return found;
}

/** As the calendars of the law take them. */
export function regionHolidays(): RegionHolidays {
  return Object.fromEntries([...facts()].map(([name, list]) => [name, [...list]]));
}

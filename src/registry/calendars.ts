import { Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import type { Calendars } from '../law/judge';
import { type OwnPeriod, RegionCalendars, type TeachingCalendar } from '../law/teaching-weeks';
import type { Sql, Work } from '../platform/database/sql';
import { newId } from '../platform/ids';
import { municipality, regionHolidays } from './facts';

const VERSION_NAME = 'lesweken';

/** Calendars are compiled when they are first asked for, and kept for as long as the book is of this version. */
class LoadedCalendars implements Calendars {
  private readonly compiled = new Map<string, TeachingCalendar>();
  private readonly regions = new RegionCalendars(regionHolidays());

  constructor(
    private readonly regionOf: ReadonlyMap<string, string>,
    private readonly own: ReadonlyMap<string, OwnPeriod[]>,
  ) {}

  /** A location that is not known has no holidays of its own and none of a region. */
  ofLocation(code: string): TeachingCalendar {
    let calendar = this.compiled.get(code);
    if (calendar === undefined) {
      calendar = this.regions.ofLocation(this.regionOf.get(code) ?? '', this.own.get(code) ?? []);
      this.compiled.set(code, calendar);
    }
    return calendar;
  }

  ofMunicipality(code: string): TeachingCalendar {
    return this.regions.ofRegion(municipality(code).holidayRegion);
  }
}

/**
 * The teaching weeks of every location and municipality. What is compiled stays in memory; a version in the database,
 * replaced in each unit of work that changes a calendar, says whether it still holds. So a worker in another process
 * never judges by an old calendar.
 */
@Injectable()
export class CalendarBook {
  private held: { version: string; calendars: Calendars } | null = null;

  /** The calendars as they are in this unit of work. */
  async open(sql: Sql): Promise<Calendars> {
    const version = await currentVersion(sql);
    if (this.held?.version === version) return this.held.calendars;
    const calendars = await load(sql);
    // nothing else may have come in between, else old calendars would be kept under the new version
    if ((await currentVersion(sql)) === version) this.held = { version, calendars };
    return calendars;
  }
}

/** To be called in every unit of work that changes holidays, days off or the holiday region of a location. */
export async function calendarsChanged(work: Work): Promise<void> {
  await work.insert('calendar_version', ['name', 'version'], [[VERSION_NAME, newId()]], {
    key: ['name'],
    update: ['version'],
  });
}

async function currentVersion(sql: Sql): Promise<string> {
  const row = await sql.get<{ version: string }>('SELECT version FROM calendar_version WHERE name = ?', [VERSION_NAME]);
  return row?.version ?? '';
}

async function load(sql: Sql): Promise<Calendars> {
  const locations = await sql.all<{ code: string; region: string }>(
    'SELECT code, holiday_region AS "region" FROM school_location',
  );
  const periods = await sql.all<{ location: string; from: Day; until: Day; kind: OwnPeriod['kind'] }>(
    'SELECT location, from_date AS "from", until_date AS "until", kind FROM calendar_period ORDER BY location, from_date',
  );
  const own = new Map<string, OwnPeriod[]>();
  for (const { location, from, until, kind } of periods) {
    const period = { from, until, kind };
    const list = own.get(location);
    if (list) list.push(period);
    else own.set(location, [period]);
  }
  return new LoadedCalendars(new Map(locations.map(({ code, region }) => [code, region])), own);
}

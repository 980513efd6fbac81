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
    if (this.held !== null && this.held.version === (await currentVersion(sql))) return this.held.calendars;
    this.held = await load(sql);
    return this.held.calendars;
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

interface LoadedRow {
  /** '' in the row of the version */
  code: string;
  /** of a row of a location, or the version; null in a row of a period */
  region: string | null;
  from: Day;
  until: Day;
  kind: OwnPeriod['kind'];
}

/** Locations, their periods and the version in one question: all of the same moment. */
async function load(sql: Sql): Promise<{ version: string; calendars: Calendars }> {
  const rows = await sql.all<LoadedRow>(
    `SELECT location AS "code", NULL AS "region", from_date AS "from", until_date AS "until", kind AS "kind"
       FROM calendar_period
      UNION ALL SELECT code, holiday_region, NULL, NULL, NULL FROM school_location
      UNION ALL SELECT '', version, NULL, NULL, NULL FROM calendar_version WHERE name = ?
      ORDER BY "code", "from"`,
    [VERSION_NAME],
  );
  let version = '';
  const regions = new Map<string, string>();
  const own = new Map<string, OwnPeriod[]>();
  for (const { code, region, from, until, kind } of rows) {
    if (region !== null) {
      if (code === '') version = region;
      else regions.set(code, region);
      continue;
    }
    const period = { from, until, kind };
    const list = own.get(code);
    if (list) list.push(period);
    else own.set(code, [period]);
  }
  return { version, calendars: new LoadedCalendars(regions, own) };
}

import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { ownLocation } from '../../access/conditions';
import type { HoursCounter } from '../../law/counter';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { folded } from '../../platform/search-text';
import { scopeOf } from '../../registry/scopes';
import { HoursCounters } from '../../signals/hours-counters';
import { compareNames, type NameParts, nameMatches } from '../../registry/names';
import { PAGE_SIZE } from '../text/paging';
import type { PupilsFilter } from './pupils-filter';

export interface SchoolPupil extends NameParts {
  id: string;
  birthDate: Day;
  location: string;
  school: string;
  education: string;
  level: string | null;
  year: string | null;
  /** unauthorised hundredths here since the window began: the count of the law is no higher */
  recent: number;
}

export interface CountedPupil extends SchoolPupil {
  counter: HoursCounter | null;
}

export interface SchoolPupils {
  rows: CountedPupil[];
  total: number;
  page: number;
  pages: number;
  /** the own locations, to choose from */
  locations: { code: string; name: string }[];
}

/** Pupils counted to put the most hours first; a school has fewer with unauthorised absence in four lesweken. */
const MOST_COUNTED = 400;

/** The pupils who are enrolled at the own school today, each with the counter "x van 16 uur". */
@Injectable()
export class SchoolPupilsQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HoursCounters) private readonly counters: HoursCounters,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  async list(actor: Actor, filter: PupilsFilter): Promise<SchoolPupils> {
    const today = this.clock.today();
    const found = await this.enrolled(actor, today);
    const locations = [...new Map(found.map((one) => [one.location, one.school]))]
      .map(([code, name]) => ({ code, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'nl'));
    const search = folded(filter.search);
    const shown = found
      .filter((one) => filter.location === '' || one.location === filter.location)
      .filter((one) => search === '' || nameMatches(one, search));
    shown.sort(compareNames);
    const pages = Math.max(1, Math.ceil(shown.length / PAGE_SIZE));
    const page = Math.min(filter.page, pages);
    const first = (page - 1) * PAGE_SIZE;
    const byHours = filter.sort === 'uren';
    const known = await this.counted(byHours ? mayCome(shown, page) : shown.slice(first, first + PAGE_SIZE), today);
    if (byHours) {
      const hours = new Map(shown.map((one) => [one, sortHours(known.get(placeOf(one)))]));
      // who has as many stays in the order of names
      shown.sort((a, b) => hours.get(b)! - hours.get(a)!);
    }
    const rows = shown.slice(first, first + PAGE_SIZE);
    this.audit.read(actor, {
      ...{ action: filter.search === '' ? 'lezen' : 'zoeken', object: 'leerling', objectId: null },
      ...{ pupils: [...new Set(rows.map((row) => row.id))], purpose: PURPOSES.verzuim },
    });
    const counted = rows.map((row) => ({ ...row, counter: known.get(placeOf(row)) ?? null }));
    return { rows: counted, total: shown.length, page, pages, locations };
  }

  private async counted(pupils: readonly SchoolPupil[], today: Day): Promise<Map<string, Counted>> {
    const pairs = pupils.map(({ id, location }) => ({ pupilId: id, location }));
    const counters = await this.counters.on(this.database.read, pairs, today);
    return new Map(pupils.map((one, i) => [placeOf(one), counters[i] ?? null]));
  }

  /** Names are compared here and not in the database, as in the work list: a school has thousands, not millions. */
  private async enrolled(actor: Actor, today: Day): Promise<SchoolPupil[]> {
    const { read } = this.database;
    const own = ownLocation(read, scopeOf(visitorOf(actor), today), 'e.location');
    const values = [...own.values, today, today];
    const where = `${own.sql} AND e.from_date <= ? AND (e.until_date IS NULL OR e.until_date >= ?)`;
    const pupils = await read.all<Omit<SchoolPupil, 'recent'>>(
      `SELECT p.id, p.birth_date AS "birthDate", p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName",
         e.location, l.name AS "school", e.education, e.level, e.year
       FROM enrolment e JOIN pupil p ON p.id = e.pupil_id JOIN school_location l ON l.code = e.location WHERE ${where}`,
      values,
    );
    const since = await this.counters.windowStart(read, [...new Set(pupils.map((one) => one.location))], today);
    const sums = await read.all<{ pupil: string; location: string; sum: number }>(
      `SELECT a.pupil_id AS "pupil", a.location, SUM(a.hundredths) AS "sum" FROM absence_record a
       WHERE a.pupil_id IN (SELECT e.pupil_id FROM enrolment e WHERE ${where}) AND a.day >= ? AND a.day <= ?
         AND a.kind = 'ongeoorloofd' GROUP BY a.pupil_id, a.location`,
      [...values, since, today],
    );
    const recent = new Map(sums.map(({ pupil, location, sum }) => [`${pupil} ${location}`, Number(sum)]));
    return pupils.map((one) => ({ ...one, recent: recent.get(placeOf(one)) ?? 0 }));
  }
}

type Counted = HoursCounter | null;

const placeOf = ({ id, location }: Pick<SchoolPupil, 'id' | 'location'>): string => `${id} ${location}`;

/**
 * Who can stand on this page or an earlier one when the most hours come first: all who can have hours in the window, and
 * as many of the others, by name, as the pages hold.
 */
function mayCome(byName: readonly SchoolPupil[], page: number): SchoolPupil[] {
  const busy = byName.filter(({ recent }) => recent > 0).sort((a, b) => b.recent - a.recent);
  const counted = busy.slice(0, MOST_COUNTED);
  const others = new Set(busy.slice(MOST_COUNTED));
  return [...counted, ...byName.filter((one) => one.recent === 0 || others.has(one)).slice(0, page * PAGE_SIZE)];
}

/** What the list shows as hours; where the rule does not hold it shows none. */
const sortHours = (counter: Counted | undefined): number => (counter?.applies ? counter.hundredths : 0);

import { addDays, type Day, fromNumber, toNumber } from '../../law/day';
import type { Calendars } from '../../law/judge';
import type { TeachingCalendar } from '../../law/teaching-weeks';
import type { Sql } from '../../platform/database/sql';
import type { HomeStretch } from './definitions';

interface SignalRow {
  pupilId: string;
  rule: 'verzuim-langdurig' | 'verzuim-absoluut';
  location: string;
  from: Day;
  endedOn: Day | null;
}

const BATCH = 500;

/**
 * Every stretch that began on or before `until` and had not ended before `from`, of the residents that `where` leaves.
 * A run of absence lasts to its last day of absence without a teaching day between; it goes on for as long as no later
 * teaching day up to `until` has passed. Read in batches.
 */
export async function* homeStretches(
  sql: Sql,
  calendars: Calendars,
  from: Day,
  until: Day,
  where: string,
): AsyncGenerator<HomeStretch> {
  const rows = sql.stream<SignalRow>(
    `SELECT q.* FROM (
       SELECT s.pupil_id AS "pupilId", s.rule AS "rule", s.location AS "location", s.from_date AS "from",
              s.ended_on AS "endedOn",
              (SELECT r.municipality FROM residence r WHERE r.pupil_id = s.pupil_id AND r.from_date <= ?
                ORDER BY r.from_date DESC LIMIT 1) AS municipality
         FROM signal s
        WHERE s.from_date <= ?
          AND ((s.rule = 'verzuim-langdurig' AND s.status <> 'ingetrokken')
            OR (s.rule = 'verzuim-absoluut' AND (s.status <> 'ingetrokken' OR s.reason = 'geeindigd')))) q ${where}
      ORDER BY q."pupilId"`,
    [until, until],
  );
  let batch: SignalRow[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield* stretchesOf(sql, calendars, batch, from, until);
    batch = [];
  }
  yield* stretchesOf(sql, calendars, batch, from, until);
}

async function* stretchesOf(
  sql: Sql,
  calendars: Calendars,
  rows: readonly SignalRow[],
  from: Day,
  until: Day,
): AsyncGenerator<HomeStretch> {
  const runs = rows.filter(({ rule }) => rule === 'verzuim-langdurig');
  const absent = await wholeDays(sql, [...new Set(runs.map(({ pupilId }) => pupilId))]);
  for (const row of rows) {
    const end =
      row.rule === 'verzuim-absoluut'
        ? row.endedOn && addDays(row.endedOn, -1)
        : runEnd(
            row.from,
            absent.get(`${row.pupilId}|${row.location}`) ?? new Set(),
            calendars.ofLocation(row.location),
            until,
          );
    if (end !== null && end < from) continue;
    const kind = row.rule === 'verzuim-absoluut' ? 'absoluut' : 'langdurig';
    yield { pupilId: row.pupilId, kind, from: row.from, until: end !== null && end > until ? null : end };
  }
}

/** Days with a whole day of unauthorised absence, per pupil and location. */
async function wholeDays(sql: Sql, pupilIds: readonly string[]): Promise<Map<string, Set<Day>>> {
  const found = new Map<string, Set<Day>>();
  if (pupilIds.length === 0) return found;
  const { sql: theirs, value } = sql.oneOf('pupil_id', pupilIds);
  const rows = await sql.all<{ pupil: string; location: string; day: Day }>(
    `SELECT DISTINCT pupil_id AS "pupil", location, day FROM absence_record
      WHERE ${theirs} AND kind = 'ongeoorloofd' AND whole_day = 1`,
    [value],
  );
  for (const { pupil, location, day } of rows) {
    const key = `${pupil}|${location}`;
    const days = found.get(key);
    if (days) days.add(day);
    else found.set(key, new Set([day]));
  }
  return found;
}

/**
 * The last day of a run that began on `from`; null where it goes on: the last teaching day up to `until` belongs to it.
 * Pure.
 */
export function runEnd(from: Day, absent: ReadonlySet<Day>, calendar: TeachingCalendar, until: Day): Day | null {
  let last = toNumber(from);
  const limit = toNumber(until);
  for (;;) {
    const next = calendar.nextTeachingDay(last);
    if (next > limit) return null;
    if (!absent.has(fromNumber(next))) return fromNumber(last);
    last = next;
  }
}

import { addDays, type Day, fromNumber, toNumber } from '../../law/day';
import type { Calendars } from '../../law/judge';
import type { TeachingCalendar } from '../../law/teaching-weeks';
import type { Sql } from '../../platform/database/sql';
import type { HomeStretch } from './definitions';

interface SignalRow {
  id: string;
  pupilId: string;
  rule: 'verzuim-langdurig' | 'verzuim-absoluut';
  location: string;
  from: Day;
  endedOn: Day | null;
  municipality: string | null;
  /** a day of whole unauthorised absence at that location, one row each; null where there is none */
  absent: Day | null;
}

/**
 * Every stretch that began on or before `until` and had not ended before `from`, of the residents that `where` leaves.
 * A run of absence lasts to its last day of absence without a teaching day between; it goes on for as long as no later
 * teaching day up to `until` has passed. One question however many there are; held is one stretch at a time.
 */
export async function* homeStretches(
  sql: Sql,
  calendars: Calendars,
  from: Day,
  until: Day,
  where: string,
): AsyncGenerator<HomeStretch> {
  const rows = sql.stream<SignalRow>(
    `SELECT q.*, a.day AS "absent" FROM (
       SELECT s.id AS "id", s.pupil_id AS "pupilId", s.rule AS "rule", s.location AS "location",
              s.from_date AS "from", s.ended_on AS "endedOn",
              (SELECT r.municipality FROM residence r WHERE r.pupil_id = s.pupil_id AND r.from_date <= ?
                ORDER BY r.from_date DESC LIMIT 1) AS municipality
         FROM signal s
        WHERE s.from_date <= ?
          AND ((s.rule = 'verzuim-langdurig' AND s.status <> 'ingetrokken')
            OR (s.rule = 'verzuim-absoluut' AND (s.status <> 'ingetrokken' OR s.reason = 'geeindigd')))) q
       LEFT JOIN absence_record a ON q."rule" = 'verzuim-langdurig' AND a.pupil_id = q."pupilId"
        AND a.location = q."location" AND a.day >= q."from" AND a.kind = 'ongeoorloofd' AND a.whole_day = 1
      ${where} ORDER BY q."pupilId", q."id"`,
    [until, until],
  );
  let current: SignalRow | null = null;
  let absent = new Set<Day>();
  for await (const row of rows) {
    if (current !== null && current.id !== row.id) {
      yield* stretchOf(current, absent, calendars, from, until);
      absent = new Set();
    }
    current = row;
    if (row.absent !== null) absent.add(row.absent);
  }
  if (current !== null) yield* stretchOf(current, absent, calendars, from, until);
}

function* stretchOf(
  row: SignalRow,
  absent: ReadonlySet<Day>,
  calendars: Calendars,
  from: Day,
  until: Day,
): Generator<HomeStretch> {
  const end =
    row.rule === 'verzuim-absoluut'
      ? row.endedOn && addDays(row.endedOn, -1)
      : runEnd(row.from, absent, calendars.ofLocation(row.location), until);
  if (end !== null && end < from) return;
  const kind = row.rule === 'verzuim-absoluut' ? 'absoluut' : 'langdurig';
  yield {
    pupilId: row.pupilId,
    municipality: row.municipality,
    kind,
    from: row.from,
    until: end !== null && end > until ? null : end,
  };
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

import type { Day } from '../law/day';
import type { AbsenceFact, AbsenceKind } from '../law/facts';
import type { Sql } from '../platform/database/sql';

interface HistoryRow {
  pupil: string;
  number: string;
  location: string;
  day: Day;
  hundredths: number;
  kind: AbsenceKind;
  whole: number;
}

/**
 * The absence of these pupils in one query, as the law takes it: by location, then day, then number; withdrawn records
 * are left out. A pupil without absence is not in the map. `kind`: only absence of that kind.
 */
export async function loadAbsence(
  sql: Sql,
  pupilIds: readonly string[],
  kind?: Exclude<AbsenceKind, 'ingetrokken'>,
): Promise<Map<string, AbsenceFact[]>> {
  const theirs = sql.oneOf('pupil_id', pupilIds);
  const rows = await sql.all<HistoryRow>(
    `SELECT pupil_id AS "pupil", number, location, day, hundredths, kind, whole_day AS "whole"
     FROM absence_record WHERE ${theirs.sql} AND kind ${kind === undefined ? '<>' : '='} ?
     ORDER BY pupil_id, location, day, brin, number`,
    [theirs.value, kind ?? 'ingetrokken'],
  );
  const found = new Map<string, AbsenceFact[]>();
  let pupil = '';
  let list: AbsenceFact[] = [];
  for (const row of rows) {
    if (row.pupil !== pupil) {
      pupil = row.pupil;
      list = [];
      found.set(pupil, list);
    }
    list.push({
      number: row.number,
      location: row.location,
      day: row.day,
      hundredths: row.hundredths,
      kind: row.kind,
      wholeDay: row.whole === 1,
    });
  }
  return found;
}

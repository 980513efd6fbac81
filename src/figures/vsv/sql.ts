import { fromNumber, numberOf, yearOf } from '../../law/day';
import type { KeyPart } from '../../platform/database/sql';
import type { VsvDefinition } from './definition';
import { LEVELS } from './levels';
import { referenceDays } from './steps';

/** Codes and days of our own, as SQL text. */
const list = (values: readonly string[]): string =>
  values.length === 0 ? 'NULL' : values.map((value) => `'${value}'`).join(', ');

const covers = (day: string, row: string): string =>
  `${row}.from_date <= '${day}' AND (${row}.until_date IS NULL OR ${row}.until_date >= '${day}')`;

/** The rank of an enrolment as one digit: the place of its level in `LEVELS`. */
function rankSql(start: readonly string[]): string {
  const cases = start.flatMap((education) => {
    const own = LEVELS.map((one, rank) => ({ ...one, rank })).filter((one) => one.education === education);
    const told = own.filter(({ level }) => level !== null);
    const untold = own.find(({ level }) => level === null);
    return [
      ...told.map(({ level, rank }) => `WHEN e.education = '${education}' AND e.level = '${level}' THEN '${rank}'`),
      `WHEN e.education = '${education}' THEN '${untold!.rank}'`,
    ];
  });
  return `CASE ${cases.join(' ')} END`;
}

/** The tables that `vsvPeople` reads. */
export const VSV_TABLES = ['pupil', 'enrolment', 'residence', 'diploma', 'exemption', 'vsv_status'] as const;

/** In the text of the counted enrolment: one digit rank, ten characters begin, six characters location. */
const RANK = 'SUBSTR(n.counted, 1, 1)';
const LOCATION = 'SUBSTR(n.counted, 12, 6)';

/**
 * The same definition as `vsvStep`, as one query: a row for each person in A with `pupil_id`, `municipality`,
 * `location`, `rank` (place in `LEVELS`, as text) and `reason`. One pass over each table, joined by hash on PostgreSQL
 * and by key on SQLite; nothing in it differs per engine. It has no placeholders: all values are codes and days of ours.
 * `part`: only pupils with an id in it.
 */
export function vsvPeople(schoolYear: number, definition: VsvDefinition, part: KeyPart = () => ''): string {
  const { start, end } = referenceDays(schoolYear);
  const bornAfter = fromNumber(numberOf(yearOf(start) - definition.ageLimit, 10, 1));
  const late = `${schoolYear + 1}-${definition.lateUntil}`;
  const newcomerRanks = LEVELS.flatMap(({ education }, rank) =>
    definition.newcomers.includes(education) ? [`${rank}`] : [],
  );
  return `
  SELECT n.pupil_id, h.municipality, ${LOCATION} AS location, ${RANK} AS rank,
    CASE
      WHEN p.death_date <= '${end}' THEN 'overleden'
      WHEN p.departure_date <= '${end}' THEN 'vertrokken'
      ${definition.outStatuses.includes('buitenland') ? "WHEN s.status = 'buitenland' OR t.status = 'buitenland' THEN 'buitenland'" : ''}
      ${definition.outStatuses.includes('geen-vast-adres') ? "WHEN s.status = 'geen-vast-adres' OR t.status = 'geen-vast-adres' THEN 'geen-vast-adres'" : ''}
      WHEN x.pupil_id IS NOT NULL THEN 'vrijgesteld'
      WHEN n.learning = 1 THEN 'onderwijs'
      WHEN t.status IN (${list(definition.learningStatuses)}) THEN t.status
      WHEN d.qualified < '${end}' THEN 'startkwalificatie'
      WHEN d.qualified <= '${late}' THEN 'late-startkwalificatie'
      WHEN d.entry <= '${end}' AND t.status IN (${list(definition.entryStatuses)}) THEN 'entree-werkend'
      ELSE 'vsv'
    END AS reason
  FROM (
    SELECT e.pupil_id,
      MAX(CASE WHEN e.education IN (${list(definition.start)}) AND ${covers(start, 'e')}
               THEN ${rankSql(definition.start)} || CAST(e.from_date AS varchar(10)) || e.location END) AS counted,
      MAX(CASE WHEN e.education IN (${list(definition.learning)}) AND ${covers(end, 'e')} THEN 1 ELSE 0 END) AS learning
    FROM enrolment e
    WHERE e.from_date <= '${end}' AND (e.until_date IS NULL OR e.until_date >= '${start}')${part('e.pupil_id')}
    GROUP BY e.pupil_id
  ) n
  JOIN pupil p ON p.id = n.pupil_id
  LEFT JOIN (
    SELECT r.pupil_id, SUBSTR(MAX(CAST(r.from_date AS varchar(10)) || r.municipality), 11, 4) AS municipality
    FROM residence r WHERE r.from_date <= '${start}'${part('r.pupil_id')} GROUP BY r.pupil_id
  ) h ON h.pupil_id = n.pupil_id
  LEFT JOIN (
    SELECT g.pupil_id,
      MIN(CASE WHEN g.kind IN (${list(definition.qualifications)}) THEN g.day END) AS qualified,
      MIN(CASE WHEN g.kind IN (${list(definition.entryDiplomas)}) THEN g.day END) AS entry
    FROM diploma g WHERE g.day <= '${late}'${part('g.pupil_id')} GROUP BY g.pupil_id
  ) d ON d.pupil_id = n.pupil_id
  LEFT JOIN (
    SELECT DISTINCT v.pupil_id FROM exemption v
    WHERE v.article IN (${list(definition.outExemptions)}) AND ${covers(end, 'v')}${part('v.pupil_id')}
  ) x ON x.pupil_id = n.pupil_id
  LEFT JOIN vsv_status s ON s.pupil_id = n.pupil_id AND s.reference_date = '${start}'${part('s.pupil_id')}
  LEFT JOIN vsv_status t ON t.pupil_id = n.pupil_id AND t.reference_date = '${end}'${part('t.pupil_id')}
  WHERE n.counted IS NOT NULL AND p.birth_date > '${bornAfter}'${part('p.id')}
    AND NOT (s.status IS NOT NULL AND s.status = 'nieuwkomer' AND ${RANK} IN (${list(newcomerRanks)}))`;
}

import type { Day } from '../../law/day';
import { EXEMPTION_CELLS, NO_EDUCATION, type TellingCell } from './cells';

/** First and last day of the school year that starts in `year` (LPW 25). */
export function schoolYearDays(year: number): { from: Day; until: Day } {
  return { from: `${year}-08-01` as Day, until: `${year + 1}-07-31` as Day };
}

/**
 * The cases of a school year, one row each with `cell`, `pupil_id`, `day` (the day that decides where the pupil lived
 * and which education counts), `location` and `item` (id of the proces-verbaal, else ''). An exemption or absoluut verzuim counts in each year in which it was in
 * force; a report of absence in the year in which it was reached. A proces-verbaal
 * counts on the day it was drawn up. What was withdrawn does not count.
 */
function cases(year: number): string {
  const { from, until } = schoolYearDays(year);
  const within = (column: string) => `${column} BETWEEN '${from}' AND '${until}'`;
  const notBefore = `CASE WHEN x.from_date < '${from}' THEN '${from}' ELSE x.from_date END`;
  const exemptions = Object.entries(EXEMPTION_CELLS).map(
    ([article, cell]) => `
      SELECT '${cell}' AS cell, x.pupil_id, ${notBefore} AS day, '' AS location, '' AS item FROM exemption x
       WHERE x.article = '${article}' AND x.from_date <= '${until}'
         AND (x.until_date IS NULL OR x.until_date >= '${from}')`,
  );
  const reported = (cell: TellingCell, rules: string) => `
      SELECT '${cell}' AS cell, x.pupil_id, x.until_date AS day, x.location, '' AS item FROM signal x
       WHERE x.rule IN (${rules}) AND x.status <> 'ingetrokken' AND ${within('x.until_date')}`;
  const officialReports = `
      SELECT 'pv-' || i.ground AS cell, d.pupil_id, h.day, '' AS location,
             CAST(i.id AS varchar(36)) AS item
        FROM dossier_item i JOIN dossier d ON d.id = i.dossier_id
        JOIN state_change h ON h.object_id = i.id AND h.to_state = 'opgemaakt'
       WHERE i.kind = 'proces-verbaal' AND i.state NOT IN ('in_voorbereiding', 'ingetrokken') AND ${within('h.day')}
         AND i.ground IN ('absoluut', 'relatief', 'luxe')`;
  return [
    ...exemptions,
    `SELECT 'absoluut' AS cell, x.pupil_id, ${notBefore} AS day, '' AS location, '' AS item FROM signal x
      WHERE x.rule = 'verzuim-absoluut' AND x.from_date <= '${until}'
        AND (x.status <> 'ingetrokken' OR (x.reason = 'geeindigd' AND x.ended_on >= '${from}'))`,
    `SELECT 'absoluut-heringeschreven' AS cell, x.pupil_id, x.ended_on AS day, '' AS location, '' AS item FROM signal x
      WHERE x.rule = 'verzuim-absoluut' AND x.reason = 'geeindigd' AND ${within('x.ended_on')}
        AND EXISTS (SELECT 1 FROM enrolment e WHERE e.pupil_id = x.pupil_id AND e.from_date <= x.ended_on
                     AND (e.until_date IS NULL OR e.until_date >= x.ended_on))`,
    officialReports,
    reported('relatief', "'verzuim-16u', 'verzuim-langdurig'"),
    reported('luxe', "'verzuim-luxe'"),
  ].join('\n      UNION ALL ');
}

/** The education of a case: at its own location on that day, else where the pupil was last enrolled. */
const EDUCATION = `COALESCE(
  (SELECT e.education FROM enrolment e
    WHERE e.pupil_id = c.pupil_id AND e.location = c.location AND e.from_date <= c.day
      AND (e.until_date IS NULL OR e.until_date >= c.day) ORDER BY e.from_date DESC LIMIT 1),
  (SELECT e.education FROM enrolment e
    WHERE e.pupil_id = c.pupil_id AND e.from_date <= c.day ORDER BY e.from_date DESC, e.location DESC LIMIT 1),
  '${NO_EDUCATION}')`;

/** Competence follows residence on the day of the case (LPW 16). */
const HOME = `(SELECT r.municipality FROM residence r
  WHERE r.pupil_id = c.pupil_id AND r.from_date <= c.day ORDER BY r.from_date DESC LIMIT 1)`;

/** Each case of the year with `municipality` and `education` beside it. */
export function casesOfYear(year: number): string {
  return `SELECT c.cell, c.pupil_id, c.day, c.item, ${HOME} AS municipality, ${EDUCATION} AS education
    FROM (${cases(year)}) c`;
}

/** As `countSql` of everybody, with the municipality beside it: a pupil counts once in each where there was a case. */
export function countTownsSql(year: number): string {
  return `SELECT cell AS "cell", SUBSTR(latest, 11) AS "education", municipality AS "town", COUNT(*) AS "pupils" FROM (
      SELECT k.cell, k.pupil_id, k.municipality, MAX(CAST(k.day AS varchar(10)) || k.education) AS latest
        FROM (${casesOfYear(year)}) k GROUP BY k.cell, k.pupil_id, k.municipality
    ) p GROUP BY cell, SUBSTR(latest, 11), municipality`;
}

/**
 * Pupils per cell and education, each pupil once a cell: of several cases the last one tells the education.
 * `where`: a condition on `k.municipality`, or ''.
 */
export function countSql(year: number, where: string): string {
  return `SELECT cell AS "cell", SUBSTR(latest, 11) AS "education", COUNT(*) AS "pupils" FROM (
      SELECT k.cell, k.pupil_id, MAX(CAST(k.day AS varchar(10)) || k.education) AS latest
        FROM (${casesOfYear(year)}) k ${where} GROUP BY k.cell, k.pupil_id
    ) p GROUP BY cell, SUBSTR(latest, 11)`;
}

import type { Day } from '../../law/day';

/**
 * What is counted per month, with the day that decides the month. Each row: `kind`, `month` as `yyyy-mm`,
 * `municipality`, `pupil_id`, `day` and `regime`. A signal of which the state has ended was right until then. `terms`: which terms, on `term t`.
 */
export function managementEvents(from: Day, until: Day, terms = '1 = 1'): string {
  const month = (column: string) => `SUBSTR(CAST(${column} AS varchar(10)), 1, 7)`;
  const home = (pupil: string, day: string) => `(SELECT r.municipality FROM residence r
    WHERE r.pupil_id = ${pupil} AND r.from_date <= ${day} ORDER BY r.from_date DESC LIMIT 1)`;
  const regimeOf = (of: string) =>
    `COALESCE((SELECT w.regime FROM dossier w WHERE w.id = ${of}.dossier_id), 'leerplicht')`;
  const within = (column: string) => `${column} BETWEEN '${from}' AND '${until}'`;
  const signalDay = 'COALESCE(s.until_date, s.from_date)';
  const dossierDay = (kind: string, column: string) => `
    SELECT '${kind}' AS kind, ${month(`d.${column}`)} AS month, d.municipality, d.pupil_id, d.${column} AS day,
           d.regime
      FROM dossier d WHERE ${within(`d.${column}`)}`;
  const melding = (kind: string, column: string, extra = '') => `
    SELECT '${kind}' AS kind, ${month(`m.${column}`)} AS month, ${home('m.pupil_id', `m.${column}`)} AS municipality,
           m.pupil_id, m.${column} AS day, ${regimeOf('m')} AS regime
      FROM melding m WHERE ${within(`m.${column}`)}${extra}`;
  const term = (kind: string, condition: string) => `
    SELECT '${kind}' AS kind, ${month('t.ended_on')} AS month, t.municipality, t.pupil_id, t.ended_on AS day,
           ${regimeOf('t')} AS regime
      FROM term t WHERE ${within('t.ended_on')} AND ${condition} AND ${terms}`;
  return [
    `SELECT 'signalen' AS kind, ${month(signalDay)} AS month, ${home('s.pupil_id', signalDay)} AS municipality,
           s.pupil_id, ${signalDay} AS day,
           CASE WHEN s.phase = 'doorstroompunt' THEN s.phase ELSE 'leerplicht' END AS regime
      FROM signal s WHERE ${within(signalDay)} AND (s.status <> 'ingetrokken' OR s.reason = 'geeindigd')`,
    melding('meldingen', 'registered_on', " AND m.status <> 'ingetrokken'"),
    melding('meldingenAfgesloten', 'closed_on', " AND m.status <> 'ingetrokken'"),
    dossierDay('dossiersGeopend', 'opened_on'),
    dossierDay('dossiersGesloten', 'closed_on'),
    term('termijnenGehaald', "t.outcome = 'gehaald'"),
    term('termijnenTeLaat', "t.outcome = 'te_laat'"),
    term('eersteGesprekken', "t.kind = 'gesprek' AND t.outcome IN ('gehaald', 'te_laat')"),
  ].join('\n    UNION ALL ');
}

/** The first talks of the period, with the day on which the term began and the day of the talk. */
export function firstTalks(from: Day, until: Day): string {
  return `SELECT t.municipality, t.started_on AS "began", t.ended_on AS "held"
    FROM term t WHERE t.kind = 'gesprek' AND t.outcome IN ('gehaald', 'te_laat') AND t.ended_on BETWEEN '${from}' AND '${until}'`;
}

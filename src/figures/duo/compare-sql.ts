import type { Sql, Value } from '../../platform/database/sql';
import { askedMunicipalities } from '../area';
import type { FigureQuestion } from '../figure';
import { vsvDefinition } from '../vsv/definition';
import { vsvPeople } from '../vsv/sql';
import { referenceDays } from '../vsv/steps';
import type { ChosenDeliveries } from './chosen-deliveries';
import { condition, onePerPerson } from './duo-rows';
import { outside, OUTSIDE_KEY } from './duo-vsv';
import { NUMBERS } from './seen-rows';

/** Why someone is in one population and not in the other. */
export const REASONS_APART = {
  'onbekend-bij-ons': 'staat bij DUO, maar het nummer is bij ons onbekend',
  'niet-ingeschreven': 'staat bij DUO, maar was bij ons op 1 oktober niet ingeschreven',
  'andere-onderwijssoort': 'staat bij DUO, maar volgde bij ons onderwijs dat niet meetelt',
  leeftijd: 'staat bij DUO, maar valt bij ons buiten de leeftijd van de definitie',
  nieuwkomer: 'staat bij DUO, maar is bij ons een nieuwkomer in het eerste jaar',
  [OUTSIDE_KEY]: "staat bij DUO als nieuwe vsv'er, maar niet in de startpopulatie van DUO",
  'niet-in-levering': 'staat bij ons op een school uit de levering, maar niet bij DUO',
} as const;
export type ReasonApart = keyof typeof REASONS_APART;

/**
 * Everybody in either population, one row each: `pgn` (encrypted; of the row of DUO that `delivery`,
 * `month` and `enrolment` name, else of the pupil), `pupil_id` (null: unknown here), `why` (null: in both),
 * `duo` (1: early leaver at DUO), `own` (reason of the step in our statistic, null: not in it). Of our own population
 * only who was at a school of the delivery: a delivery is often of one institution. An area is asked of DUO's row where
 * there is one, else of where the pupil lived on 1 October.
 */
export function bothPopulations(
  sql: Sql,
  chosen: ChosenDeliveries,
  schoolYear: number,
  question: FigureQuestion,
): { sql: string; values: Value[] } {
  const definition = vsvDefinition(schoolYear);
  const people = vsvPeople(schoolYear, definition);
  const { start } = referenceDays(schoolYear);
  const tooOld = `${schoolYear - definition.ageLimit}-10-01`;
  const population = onePerPerson(sql, 's', chosen.population);
  const leavers = sql.oneOf('n.delivery', chosen.leavers, 'code');
  const same = sql.oneOf('s.delivery', chosen.population, 'code');
  const schools = sql.oneOf('d.delivery', chosen.population, 'code');
  const area = condition(sql, 's', question);
  const left = sql.oneOf('n.delivery', chosen.leavers, 'code');
  const gone = outside(sql, chosen, question);
  const towns = askedMunicipalities(question, start);
  const own = towns === null ? null : sql.oneOf('q.municipality', towns, 'code');
  return {
    sql: `
    SELECT s.pgn, s.delivery, s.month, s.enrolment, u.id AS pupil_id,
      CASE WHEN u.id IS NULL THEN 'onbekend-bij-ons'
           WHEN q.pupil_id IS NOT NULL THEN NULL
           WHEN u.birth_date <= '${tooOld}' THEN 'leeftijd'
           WHEN EXISTS (SELECT 1 FROM vsv_status v WHERE v.pupil_id = u.id AND v.reference_date = '${start}'
                         AND v.status = 'nieuwkomer') THEN 'nieuwkomer'
           WHEN EXISTS (SELECT 1 FROM enrolment e WHERE e.pupil_id = u.id AND e.from_date <= '${start}'
                         AND (e.until_date IS NULL OR e.until_date >= '${start}')) THEN 'andere-onderwijssoort'
           ELSE 'niet-ingeschreven' END AS why,
      CASE WHEN EXISTS (SELECT 1 FROM duo_record n WHERE n.pgn_index = s.pgn_index AND ${leavers.sql})
           THEN 1 ELSE 0 END AS duo,
      q.reason AS own
    FROM duo_record s LEFT JOIN ${NUMBERS} x ON x.pgn_index = s.pgn_index
      LEFT JOIN pupil u ON u.id = x.id LEFT JOIN (${people}) q ON q.pupil_id = u.id
    WHERE ${population.sql}${area.sql}
    UNION ALL
    SELECT n.pgn, n.delivery, n.month, n.enrolment, u.id AS pupil_id, '${OUTSIDE_KEY}' AS why, 1 AS duo, q.reason AS own
    FROM duo_record n LEFT JOIN ${NUMBERS} x ON x.pgn_index = n.pgn_index
      LEFT JOIN pupil u ON u.id = x.id LEFT JOIN (${people}) q ON q.pupil_id = u.id
    WHERE ${gone.sql}
    UNION ALL
    SELECT u.pgn, NULL AS delivery, NULL AS month, NULL AS enrolment, u.id AS pupil_id, 'niet-in-levering' AS why, 0 AS duo, q.reason AS own
    FROM (${people}) q JOIN pupil u ON u.id = q.pupil_id
    WHERE SUBSTR(q.location, 1, 4) IN (SELECT SUBSTR(d.school, 1, 4) FROM duo_record d WHERE d.school IS NOT NULL AND ${schools.sql})
      AND u.id NOT IN (SELECT x.id FROM duo_record s JOIN ${NUMBERS} x ON x.pgn_index = s.pgn_index WHERE ${same.sql})
      AND u.id NOT IN (SELECT x.id FROM duo_record n JOIN ${NUMBERS} x ON x.pgn_index = n.pgn_index WHERE ${left.sql})${own ? ` AND ${own.sql}` : ''}`,
    values: [
      ...[leavers.value, ...population.values, ...area.values, ...gone.values],
      ...[schools.value, same.value, left.value, ...(own ? [own.value] : [])],
    ],
  };
}

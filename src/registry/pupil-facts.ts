import type { Day } from '../law/day';
import type { DiplomaFact, EnrolmentFact, ExemptionFact, PupilFacts } from '../law/facts';
import type { Sql } from '../platform/database/sql';

/** Stands for "as far back as we know" in the table of residences. */
export const ALWAYS = '0001-01-01' as Day;

type Of<T> = T & { pupil: string };

/**
 * What the registry knows of these pupils, three queries whatever their number. `absence` is empty: the room above
 * fills it. Pupils that do not exist are left out. Lists are in order of date.
 */
export async function loadFacts(sql: Sql, pupilIds: readonly string[]): Promise<Map<string, PupilFacts>> {
  const people = sql.oneOf('id', pupilIds);
  const theirs = sql.oneOf('pupil_id', pupilIds);
  const found = new Map<string, PupilFacts>();
  const pupils = await sql.all<{ id: string; birth: Day; death: Day | null; departure: Day | null }>(
    `SELECT id, birth_date AS "birth", death_date AS "death", departure_date AS "departure" FROM pupil WHERE ${people.sql}`,
    [people.value],
  );
  for (const { id, birth, death, departure } of pupils) {
    found.set(id, {
      birthDate: birth,
      deathDate: death,
      departureDate: departure,
      residences: [],
      enrolments: [],
      diplomas: [],
      exemptions: [],
      absence: [],
    });
  }
  const rows = <T>(columns: string, table: string, order: string) =>
    sql.all<Of<T>>(`SELECT pupil_id AS "pupil", ${columns} FROM ${table} WHERE ${theirs.sql} ORDER BY ${order}`, [
      theirs.value,
    ]);
  for (const { pupil, ...enrolment } of await rows<EnrolmentFact>(
    'location, education, profile, teaching_days AS "teachingDays", from_date AS "from", until_date AS "until"',
    'enrolment',
    'pupil_id, from_date, location',
  )) {
    found.get(pupil)?.enrolments.push(enrolment);
  }
  // exemptions first: their end tells the server what kind of column it is
  const dated = await sql.all<Of<{ what: 'e' | 'd' | 'r'; name: string; from: Day; until: Day | null }>>(
    `SELECT pupil_id AS "pupil", from_date AS "from", article AS "name", until_date AS "until", 'e' AS "what"
       FROM exemption WHERE ${theirs.sql}
     UNION ALL SELECT pupil_id, day, kind, NULL, 'd' FROM diploma WHERE ${theirs.sql}
     UNION ALL SELECT pupil_id, from_date, municipality, NULL, 'r' FROM residence WHERE ${theirs.sql}
     ORDER BY 1, 2, 3`,
    [theirs.value, theirs.value, theirs.value],
  );
  for (const { pupil, what, name, from, until } of dated) {
    const facts = found.get(pupil);
    if (what === 'r') facts?.residences.push({ from: from === ALWAYS ? null : from, municipality: name });
    else if (what === 'd') facts?.diplomas.push({ kind: name as DiplomaFact['kind'], day: from });
    else facts?.exemptions.push({ article: name as ExemptionFact['article'], from, until });
  }
  return found;
}

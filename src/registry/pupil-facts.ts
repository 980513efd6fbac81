import type { Day } from '../law/day';
import type { DiplomaFact, EnrolmentFact, ExemptionFact, PupilFacts } from '../law/facts';
import type { Sql } from '../platform/database/sql';

/** Stands for "as far back as we know" in the table of residences. */
export const ALWAYS = '0001-01-01' as Day;

type Of<T> = T & { pupil: string };

/**
 * What the registry knows of these pupils, one query a table whatever their number. `absence` is empty: the room above
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
  for (const row of await rows<{ from: Day; municipality: string }>(
    'from_date AS "from", municipality',
    'residence',
    'pupil_id, from_date',
  )) {
    const from = row.from === ALWAYS ? null : row.from;
    found.get(row.pupil)?.residences.push({ from, municipality: row.municipality });
  }
  for (const { pupil, ...enrolment } of await rows<EnrolmentFact>(
    'location, education, profile, teaching_days AS "teachingDays", from_date AS "from", until_date AS "until"',
    'enrolment',
    'pupil_id, from_date, location',
  )) {
    found.get(pupil)?.enrolments.push(enrolment);
  }
  for (const { pupil, ...diploma } of await rows<DiplomaFact>('kind, day', 'diploma', 'pupil_id, day, kind')) {
    found.get(pupil)?.diplomas.push(diploma);
  }
  for (const { pupil, ...exemption } of await rows<ExemptionFact>(
    'article, from_date AS "from", until_date AS "until"',
    'exemption',
    'pupil_id, from_date, article',
  )) {
    found.get(pupil)?.exemptions.push(exemption);
  }
  return found;
}

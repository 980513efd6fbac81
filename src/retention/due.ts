import { birthday, type Day, toNumber } from '../law/day';
import type { LawParameters } from '../law/parameters';
import { pages, PAGE_ROWS } from '../platform/database/pages';
import type { Sql, Value } from '../platform/database/sql';
import { destroyOn, type Life, longestTerm, type RetentionRule, ruleOn, type Term } from './rules';

/** A record whose time is up. `part`: of what hangs on a pupil, which of several. */
export interface Due extends Term {
  dossierId: string | null;
  pupilId: string;
  part: string | null;
}

/** Of which municipality, of which pupils, or both: of these pupils what is of that municipality; on a day. */
export interface DueQuestion {
  law: LawParameters;
  rules: readonly RetentionRule[];
  today: Day;
  municipality?: string;
  pupils?: readonly string[];
}

/** A closed dossier with its destruction date, past or not. */
export interface DatedDossier extends Due {
  id: string;
  dossierId: string;
  known: Day | null;
}

/** Nothing of who has a legal hold or asked for restriction goes (AVG art. 18). */
export const FREE = `NOT EXISTS (SELECT 1 FROM legal_hold h WHERE h.pupil_id = p.id AND h.lifted_on IS NULL)
  AND NOT EXISTS (SELECT 1 FROM restriction h WHERE h.pupil_id = p.id AND h.lifted_on IS NULL)`;

/** The same the other way round: the few pupils of whom nothing goes, for what may name a pupil. */
export const HELD = `SELECT pupil_id FROM legal_hold WHERE lifted_on IS NULL
  UNION ALL SELECT pupil_id FROM restriction WHERE lifted_on IS NULL`;

interface Condition {
  sql: string;
  values: Value[];
}

function whose(sql: Sql, { municipality, pupils }: DueQuestion, home: Condition): Condition {
  const own = municipality === undefined ? [] : [home];
  if (pupils === undefined && own.length > 0) return home;
  const these = sql.oneOf('p.id', pupils ?? []);
  return all([{ sql: these.sql, values: [these.value] }, ...own]);
}

const all = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.map((one) => `(${one.sql})`).join(' AND '),
  values: conditions.flatMap((one) => one.values),
});

/** Dossiers stay with the municipality that closed them. */
const ofDossier = (sql: Sql, question: DueQuestion): Condition =>
  whose(sql, question, { sql: 'd.municipality = ?', values: [question.municipality ?? ''] });

/** Who has no dossier is of the municipality where it lived last. */
const ofHome = (sql: Sql, question: DueQuestion): Condition =>
  whose(sql, question, {
    sql: `p.id IN (SELECT r.pupil_id FROM residence r WHERE r.municipality = ? AND NOT EXISTS
      (SELECT 1 FROM residence l WHERE l.pupil_id = r.pupil_id AND l.from_date > r.from_date))`,
    values: [question.municipality ?? ''],
  });

/** Selects what terms count from, on `pupil p`. */
function lifeColumns({ law, today }: DueQuestion): string {
  const kinds = law.at(toNumber(today)).startQualifications.map((kind) => `'${kind}'`);
  return `p.birth_date AS "birthDate", (SELECT MIN(q.day) FROM diploma q
    WHERE q.pupil_id = p.id AND q.kind IN (${kinds.join(', ')})) AS "qualifiedOn"`;
}

type LifeRow = Pick<Life, 'birthDate' | 'qualifiedOn'>;

function lifeOf({ birthDate, qualifiedOn }: LifeRow, { law, today }: DueQuestion): Life {
  const { qualificationAge, ageLimit } = law.at(toNumber(today));
  return { birthDate, qualifiedOn, qualificationAge, ageLimit };
}

/** Of everybody born on this day or before, the term of leerplicht is over. */
const oldEnough = ({ rules, today }: DueQuestion): Day => birthday(today, -ruleOn(rules, 'leerplicht', today).jaren);

/**
 * Closed dossiers with their dates, in portions. The dossiers of one pupil and regime go together: as long as one of
 * them is open there is no date, and the longest term counts for all.
 */
export function datedDossiers(sql: Sql, question: DueQuestion): AsyncIterable<DatedDossier[]> {
  type Row = LifeRow & { id: string; pupilId: string; regime: string; qualification: number; known: Day | null };
  const scope = ofDossier(sql, question);
  const read = async (after: string): Promise<DatedDossier[]> => {
    const rows = await sql.all<Row>(
      `SELECT d.id, d.pupil_id AS "pupilId", d.regime, d.destroy_on AS "known", ${lifeColumns(question)},
              (SELECT COUNT(*) FROM dossier o JOIN signal s ON s.dossier_id = o.id
                WHERE o.pupil_id = d.pupil_id AND o.regime = d.regime AND s.phase = 'kwalificatieplicht') AS "qualification"
         FROM dossier d JOIN pupil p ON p.id = d.pupil_id
        WHERE d.status = 'afgesloten' AND NOT EXISTS (SELECT 1 FROM dossier o
                WHERE o.pupil_id = d.pupil_id AND o.regime = d.regime AND o.status <> 'afgesloten')
          AND d.id > ? AND ${scope.sql} ORDER BY d.id LIMIT ${PAGE_ROWS}`,
      [after, ...scope.values],
    );
    return rows.map(({ id, pupilId, regime, qualification, known, ...life }) => {
      const leerplicht =
        qualification > 0 ? (['leerplicht', 'kwalificatieplicht'] as const) : (['leerplicht'] as const);
      const classes = regime === 'doorstroompunt' ? (['doorstroompunt'] as const) : leerplicht;
      const term = longestTerm(classes, lifeOf(life, question), question.rules, question.today);
      return { ...term, id, dossierId: id, pupilId, part: null, known };
    });
  };
  return pages(read);
}

/** The ids of those of `dossiers` on which nothing keeps destruction back. */
export async function freeDossiers(sql: Sql, dossiers: readonly string[]): Promise<Set<string>> {
  const these = sql.oneOf('d.id', dossiers);
  const rows = await sql.all<{ id: string }>(
    `SELECT d.id FROM dossier d JOIN pupil p ON p.id = d.pupil_id WHERE ${these.sql} AND ${FREE}`,
    [these.value],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The Wpg part, items and letters alike, has a term of its own, also in a dossier that is open or stays. */
export async function dueWpg(sql: Sql, question: DueQuestion): Promise<Due[]> {
  const rule = ruleOn(question.rules, 'wpg', question.today);
  const scope = ofDossier(sql, question);
  const rows = await sql.all<{ dossierId: string; pupilId: string; first: Day }>(
    `SELECT d.id AS "dossierId", d.pupil_id AS "pupilId", MIN(i.day) AS "first"
       FROM (SELECT dossier_id, day FROM dossier_item WHERE room = 'wpg'
             UNION ALL SELECT dossier_id, made_on FROM letter WHERE room = 'wpg') i
       JOIN dossier d ON d.id = i.dossier_id JOIN pupil p ON p.id = d.pupil_id
      WHERE ${scope.sql} AND ${FREE} GROUP BY d.id, d.pupil_id ORDER BY d.id`,
    scope.values,
  );
  return rows
    .map(({ first, ...one }): Due => ({ ...one, ...termOf('wpg', first, rule), part: null }))
    .filter((one) => one.destroyOn <= question.today);
}

/**
 * The register of exemptions and leave, with what was applied for. One without an end ends with kwalificatieplicht; an
 * application that came to nothing counts from the last day it asked for.
 */
export async function dueExemptions(sql: Sql, question: DueQuestion): Promise<Due[]> {
  const rule = ruleOn(question.rules, 'vrijstelling', question.today);
  const scope = ofHome(sql, question);
  const registered = await sql.all<LifeRow & { pupilId: string; article: string; from: Day; until: Day | null }>(
    `SELECT p.id AS "pupilId", x.article, x.from_date AS "from", x.until_date AS "until", ${lifeColumns(question)}
       FROM exemption x JOIN pupil p ON p.id = x.pupil_id WHERE ${scope.sql} AND ${FREE}
      ORDER BY p.id, x.article, x.from_date`,
    scope.values,
  );
  const applied = await sql.all<{ id: string; pupilId: string; until: Day }>(
    `SELECT a.id, p.id AS "pupilId", a.until_date AS "until" FROM leave_application a JOIN pupil p ON p.id = a.pupil_id
      WHERE a.until_date < ? AND ${scope.sql} AND ${FREE} AND NOT EXISTS (SELECT 1 FROM exemption x
              WHERE x.pupil_id = a.pupil_id AND x.article = a.article AND x.from_date = a.from_date)
      ORDER BY a.id`,
    [question.today, ...scope.values],
  );
  const grown = (life: LifeRow) => birthday(life.birthDate, lifeOf(life, question).qualificationAge);
  return [
    ...registered.map(({ pupilId, article, from, until, ...life }): Due => {
      const part = `${article} ${from}`;
      return { ...termOf('vrijstelling', until ?? grown(life), rule), dossierId: null, pupilId, part };
    }),
    ...applied.map(({ id, pupilId, until }): Due => {
      return { ...termOf('vrijstelling', until, rule), dossierId: null, pupilId, part: `aanvraag ${id}` };
    }),
  ].filter((one) => one.destroyOn <= question.today);
}

/** Absence of a child, where no dossier of leerplicht holds on to it. */
export function dueAbsence(sql: Sql, question: DueQuestion): Promise<Due[]> {
  return duePupils(sql, question, ['leerplicht', 'verzuim'], {
    sql: `NOT EXISTS (SELECT 1 FROM dossier d WHERE d.pupil_id = p.id AND d.regime = 'leerplicht')
      AND (EXISTS (SELECT 1 FROM absence_record a WHERE a.pupil_id = p.id)
        OR EXISTS (SELECT 1 FROM melding m WHERE m.pupil_id = p.id))`,
    values: [],
  }).then((found) => childhood(sql, question, found));
}

/** Pupils without any dossier, of whom nothing is needed any more. */
export function dueWholePupils(sql: Sql, question: DueQuestion): Promise<Due[]> {
  const sqlText = 'NOT EXISTS (SELECT 1 FROM dossier d WHERE d.pupil_id = p.id)';
  return duePupils(sql, question, ['leerplicht', 'leerling'], { sql: sqlText, values: [] });
}

async function duePupils(
  sql: Sql,
  question: DueQuestion,
  classes: readonly ('leerplicht' | 'verzuim' | 'leerling')[],
  which: Condition,
): Promise<Due[]> {
  const scope = ofHome(sql, question);
  const found: Due[] = [];
  const read = (after: string) =>
    sql.all<LifeRow & { id: string }>(
      `SELECT p.id, ${lifeColumns(question)} FROM pupil p
        WHERE p.id > ? AND p.birth_date <= ? AND ${which.sql} AND ${scope.sql} AND ${FREE} ORDER BY p.id LIMIT ${PAGE_ROWS}`,
      [after, oldEnough(question), ...which.values, ...scope.values],
    );
  for await (const rows of pages(read)) {
    for (const { id, ...life } of rows) {
      const term = longestTerm(classes, lifeOf(life, question), question.rules, question.today);
      const recordClass = classes.at(-1)!;
      if (term.destroyOn <= question.today) {
        found.push({ ...term, recordClass, dossierId: null, pupilId: id, part: null });
      }
    }
  }
  return found;
}

/** Those of whom something is left from before they were grown. */
async function childhood(sql: Sql, { law, today }: DueQuestion, found: readonly Due[]): Promise<Due[]> {
  if (found.length === 0) return [];
  const { qualificationAge } = law.at(toNumber(today));
  const these = sql.oneOf(
    'p.id',
    found.map((one) => one.pupilId),
  );
  const rows = await sql.all<{ id: string; birthDate: Day; first: Day | null; melding: Day | null }>(
    `SELECT p.id, p.birth_date AS "birthDate", (SELECT MIN(a.day) FROM absence_record a WHERE a.pupil_id = p.id) AS "first",
            (SELECT MIN(m.from_date) FROM melding m WHERE m.pupil_id = p.id) AS "melding"
       FROM pupil p WHERE ${these.sql}`,
    [these.value],
  );
  const young = rows.filter(({ birthDate, first, melding }) => {
    const grown = birthday(birthDate, qualificationAge);
    return (first !== null && first < grown) || (melding !== null && melding < grown);
  });
  const ids = new Set(young.map(({ id }) => id));
  return found.filter((one) => ids.has(one.pupilId));
}

function termOf(recordClass: Term['recordClass'], start: Day, rule: RetentionRule): Term {
  return { recordClass, destroyOn: destroyOn(start, rule), source: rule.bron };
}

/** All that may be destroyed, by class. */
export async function dueRecords(sql: Sql, question: DueQuestion): Promise<Due[]> {
  const found: Due[] = [];
  for await (const portion of datedDossiers(sql, question)) found.push(...(await dueOf(sql, portion, question.today)));
  for (const due of [dueWpg, dueExemptions, dueAbsence, dueWholePupils]) found.push(...(await due(sql, question)));
  return found;
}

/** Those of a portion whose time is up and that nothing keeps back. */
export async function dueOf(sql: Sql, portion: readonly DatedDossier[], today: Day): Promise<Due[]> {
  const past = portion.filter((one) => one.destroyOn <= today);
  const free = await freeDossiers(
    sql,
    past.map((one) => one.id),
  );
  return past.filter(({ id }) => free.has(id)).map(({ id: _, known: __, ...due }) => due);
}

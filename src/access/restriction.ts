import type { Sql } from '../platform/database/sql';

/**
 * Restriction (beperking, AVG art. 18): what is held of a pupil is kept, and neither used nor shown while it stands. Few
 * stand at a time, mostly none. The subqueries hang on nothing of the outer query, so that an engine makes them once;
 * where none stands no id is looked at at all. CROSS JOIN: begin with the few, not with all dossiers.
 */
const STANDS = 'rp.lifted_on IS NULL';
const NONE = `NOT EXISTS (SELECT 1 FROM restriction rp WHERE ${STANDS})`;
/** One row where any stands: who has just seen that there is none need not ask it of each row of a long list. */
export const A_RESTRICTION = `SELECT 1 FROM restriction rp WHERE ${STANDS} LIMIT 1`;
const PUPILS = `SELECT rp.pupil_id FROM restriction rp WHERE ${STANDS}`;
const DOSSIERS = `SELECT rd.id FROM restriction rp CROSS JOIN dossier rd WHERE rd.pupil_id = rp.pupil_id AND ${STANDS}`;

/** Condition on a column with the id of a pupil. */
export const freeToUse = (column: string): string => `(${NONE} OR ${column} NOT IN (${PUPILS}))`;

/** Ids of the pupils whose data may not be used; the few to begin with, for what hangs on a pupil by way of others. */
export const RESTRICTED_PUPILS = PUPILS;

/** Condition on a column with the id of a dossier: work lists have no other column at hand. */
export const dossierFreeToUse = (column: string): string => `(${NONE} OR ${column} NOT IN (${DOSSIERS}))`;

/** Those of `pupils` whose data may be used. */
export async function pupilsFreeToUse(sql: Sql, pupils: readonly string[]): Promise<string[]> {
  if (pupils.length === 0) return [];
  const restricted = new Set((await sql.all<{ pupil_id: string }>(PUPILS)).map((one) => one.pupil_id));
  return restricted.size === 0 ? [...pupils] : pupils.filter((one) => !restricted.has(one));
}

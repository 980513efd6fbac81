import { type Actor, visitorOf } from '../../access/actor';
import { notFound } from '../../access/http/not-found';
import type { Day } from '../../law/day';
import type { Sql, Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { scopeOf } from '../../registry/scopes';

/** Those of `pupils` who live or lived in the municipalities of this privacy-officer. */
export async function ownResidents(
  sql: Sql,
  actor: Actor,
  pupils: readonly string[],
  today: Day,
): Promise<ReadonlySet<string>> {
  const ids = pupils.filter(isId);
  if (ids.length === 0) return new Set();
  const these = sql.oneOf('pupil_id', ids);
  const own = sql.oneOf('municipality', scopeOf(visitorOf(actor), today).destruction, 'code');
  const rows = await sql.all<{ id: string }>(
    `SELECT DISTINCT pupil_id AS "id" FROM residence WHERE ${these.sql} AND ${own.sql}`,
    [these.value, own.value],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Throws a Problem (404) where the pupil is not there, or never lived in the own municipalities. */
export async function requireResident(sql: Sql, actor: Actor, pupil: string, today: Day): Promise<void> {
  if (!(await ownResidents(sql, actor, [pupil], today)).has(pupil)) throw notFound();
}

/**
 * Whether the pupil lives in the own municipalities now, or lived there when it left the country. Another municipality
 * where it lived keeps only the dossiers of its own time.
 */
export async function livesHere(sql: Sql, actor: Actor, pupil: string, today: Day): Promise<boolean> {
  const own = sql.oneOf('r.municipality', scopeOf(visitorOf(actor), today).destruction, 'code');
  const found = await sql.get(
    `SELECT 1 AS "here" FROM residence r WHERE r.pupil_id = ? AND ${own.sql} AND r.from_date =
       (SELECT MAX(l.from_date) FROM residence l WHERE l.pupil_id = r.pupil_id AND l.from_date <= ?)`,
    [pupil, own.value, today],
  );
  return found !== undefined;
}

/** Throws a Problem: 404 as `requireResident`, 409 where the pupil lives in another municipality now. */
export async function requireHere(sql: Sql, actor: Actor, pupil: string, today: Day): Promise<void> {
  await requireResident(sql, actor, pupil, today);
  if (await livesHere(sql, actor, pupil, today)) return;
  const message = 'Deze leerling woont nu in een andere gemeente. Stuur het verzoek door naar die gemeente.';
  throw new Problem('woont-elders', message, { status: 409 });
}

/**
 * Lifts what stands on a pupil of the own municipalities, and gives the pupil; null where it does not stand, or is of
 * somebody else's pupil.
 */
export async function liftOwn(
  work: Work,
  actor: Actor,
  table: 'restriction' | 'legal_hold',
  id: string,
  today: Day,
): Promise<string | null> {
  if (!isId(id)) return null;
  const own = work.oneOf('s.municipality', scopeOf(visitorOf(actor), today).destruction, 'code');
  const found = await work.get<{ pupilId: string }>(
    `SELECT k.pupil_id AS "pupilId" FROM ${table} k WHERE k.id = ? AND k.lifted_on IS NULL
       AND EXISTS (SELECT 1 FROM residence s WHERE s.pupil_id = k.pupil_id AND ${own.sql})${work.lock}`,
    [id, own.value],
  );
  if (!found) return null;
  const lifted = [visitorOf(actor).employee, today, id];
  await work.run(`UPDATE ${table} SET lifted_by = ?, lifted_on = ? WHERE id = ?`, lifted);
  return found.pupilId;
}

import { type Actor, visitorOf } from '../../access/actor';
import { notFound } from '../../access/http/not-found';
import type { Day } from '../../law/day';
import type { Sql } from '../../platform/database/sql';
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

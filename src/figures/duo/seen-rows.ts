import type { Actor } from '../../access/actor';
import type { Condition } from '../../access/conditions';
import { freeToUse } from '../../access/restriction';
import type { Day } from '../../law/day';
import type { LawParameters } from '../../law/parameters';
import type { Sql } from '../../platform/database/sql';
import { seenPersons } from '../persons/seen-persons';

/** Every number that a pupil has or had: the way from a row of DUO to a pupil. */
export const NUMBERS = '(SELECT pgn_index, id FROM pupil UNION ALL SELECT pgn_index, pupil_id AS id FROM pupil_alias)';

/**
 * The rows of DUO that somebody may see, by the column of their pupil; begins with AND. Who is unknown here is in
 * nobody's area: only the system sees those.
 */
export function seenRows(actor: Actor, sql: Sql, column: string, today: Day, parameters: LawParameters): Condition {
  if (actor.visitor === null) return { sql: ` AND (${column} IS NULL OR ${freeToUse(column)})`, values: [] };
  const seen = seenPersons(actor, sql, today, parameters);
  return { sql: ` AND ${column} IN (SELECT p.id FROM pupil p WHERE ${seen.sql})`, values: seen.values };
}

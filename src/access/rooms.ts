import type { Day } from '../law/day';
import { Problem } from '../platform/errors';
import type { Condition } from './conditions';
import type { LogName } from './log/entry';
import type { Scope } from './scope';

/**
 * The two parts of a dossier. What falls under the Wpg (from the invitation to a hoorgesprek on) is a room of its own
 * inside it: own right, own log, own retention, and it never goes along to the Doorstroompunt.
 */
export type Room = LogName;

/** The rooms that someone may enter in a dossier to work; null: the system itself. */
export function roomsOf(scope: Pick<Scope, 'wpg'> | null): readonly Room[] {
  return scope === null || scope.wpg ? ['avg', 'wpg'] : ['avg'];
}

/** Rows of those rooms, by a column with the room. In the query, so that what may not be seen is never read. */
export function roomCondition(scope: Pick<Scope, 'wpg'> | null, column: string): Condition {
  const rooms = roomsOf(scope).map((room) => `'${room}'`);
  return { sql: `${column} IN (${rooms.join(', ')})`, values: [] };
}

/** In view, but not for who is no boa: 403. */
export function requireRoom(scope: Pick<Scope, 'wpg'> | null, room: Room): void {
  if (roomsOf(scope).includes(room)) return;
  throw new Problem(
    'alleen-boa',
    'Dit deel van het dossier is alleen voor leerplichtambtenaren die als boa zijn aangewezen.',
    { status: 403 },
  );
}

/**
 * Notes, on a table with `room`, `confidential` (1 or 0) and `author`, beside `dossier d`. A confidential note is for
 * who wrote it; once that person has left, for who has the dossier.
 */
export function noteCondition(scope: Scope | null, alias: string, today: Day): Condition {
  const room = roomCondition(scope, `${alias}.room`);
  if (scope === null) return room;
  return {
    sql: `(${room.sql} AND (${alias}.confidential = 0 OR ${alias}.author = ? OR (d.employee = ? AND NOT EXISTS (
      SELECT 1 FROM employee author WHERE author.code = ${alias}.author
        AND (author.until_date IS NULL OR author.until_date >= ?)))))`,
    values: [...room.values, scope.employee, scope.employee, today],
  };
}

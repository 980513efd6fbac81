import { code, id, instant, integer, table } from '../../platform/database/columns';

/** Processes that run, and the keys they know: `1,2*` reads two and writes with the second. A killed one goes silent. */
export const keyHolder = table('key_holder', { id: id(), keys: code(200), alive_at: instant() }, ['id']);

/** Every change to another key; `ended_at` null: it is not done. */
export const keyTurn = table(
  'key_turn',
  { version: integer(), begun_at: instant(), ended_at: instant({ nullable: true }) },
  ['version'],
);

export const keyTables = [keyHolder, keyTurn];

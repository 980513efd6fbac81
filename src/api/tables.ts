import { code, instant, integer, secret, table } from '../platform/database/columns';

/**
 * What was answered to a change that carried an `Idempotency-Key`, so that sending it again gives the same answer and
 * changes nothing. `key_hash`: of the key and the operation. `fingerprint`: of what was sent.
 */
export const apiReplay = table(
  'api_replay',
  {
    employee: code(60),
    key_hash: code(43),
    fingerprint: code(43),
    status: integer(),
    answer: secret({ oncePlain: true }),
    at: instant(),
  },
  ['employee', 'key_hash'],
  { ix_api_replay_at: { columns: ['at'] } },
);

export const apiTables = [apiReplay];

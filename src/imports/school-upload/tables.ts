import { code, id, instant, integer, secret, table } from '../../platform/database/columns';

/**
 * Absence that somebody at a school pasted or uploaded. `content` (encrypted) is there until it has been taken; so are
 * the rows that were refused, for the one who sent them.
 */
export const upload = table(
  'upload',
  {
    id: id(),
    employee: code(60),
    made_at: instant(),
    /** proef, wacht, klaar, ongedaan */
    state: code(10),
    content: secret({ nullable: true }),
    rows_total: integer(),
    rows_done: integer(),
    rows_new: integer(),
    rows_changed: integer(),
    rows_unchanged: integer(),
    rows_rejected: integer(),
    /** encrypted JSON: the rows to mend, as they were sent, with what is wrong */
    rejected: secret(),
    finished_at: instant({ nullable: true }),
  },
  ['id'],
  { ix_upload_employee: { columns: ['employee', 'id'] }, ix_upload_state: { columns: ['state'] } },
);

/** What an upload did to each record, so that it can be undone. `was` (encrypted): before it; null: not there. */
export const uploadRecord = table(
  'upload_record',
  { upload_id: id(), brin: code(4), number: code(60), was: secret({ nullable: true }), became: secret() },
  ['upload_id', 'brin', 'number'],
);

export const uploadTables = [upload, uploadRecord];

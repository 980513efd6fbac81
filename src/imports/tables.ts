import { code, id, instant, integer, json, table } from '../platform/database/columns';
import { importJob } from './upload/tables';
import { uploadTables } from './school-upload/tables';

/** What a file counted per school location, to see when the next one is unusual. */
export const importRun = table(
  'import_run',
  {
    id: id(),
    kind: code(30),
    at: instant(),
    rows_read: integer(),
    rows_new: integer(),
    rows_changed: integer(),
    rows_unchanged: integer(),
    rows_rejected: integer(),
    /** rows per school location, as JSON */
    per_location: json(),
    notices: json(),
  },
  ['id'],
  { ix_import_run_kind: { columns: ['kind', 'at'] } },
);

export const importTables = [importRun, importJob, ...uploadTables];

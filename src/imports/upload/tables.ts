import { code, flag, id, instant, integer, json, secret, table, text } from '../../platform/database/columns';

/** A file that was sent to the server, how far its import is and what it came to. `mend`: encrypted, for its sender. */
export const importJob = table(
  'import_job',
  {
    id: id(),
    kind: code(30),
    employee: code(60),
    trial: flag(),
    /** loopt, klaar, mislukt */
    state: code(10),
    started_at: instant(),
    /** when it last gave a sign of life */
    alive_at: instant(),
    ended_at: instant({ nullable: true }),
    rows_read: integer(),
    report: json({ nullable: true }),
    /** what is wrong with the file as a whole, in our own words */
    fault: text({ nullable: true }),
    mend: secret({ nullable: true }),
    /** of a trial: the file itself, encrypted, for its sender to import; gone once that was done */
    file: secret({ nullable: true }),
  },
  ['id'],
  { ix_import_job_started: { columns: ['started_at'] } },
);

import { code, id, instant, integer, table, text } from '../platform/database/columns';

/**
 * What is still to be done: written in the unit of work that made it necessary, removed in the one that did it.
 * `subject` is the id of the pupil or dossier concerned, or '' where the job is about no one.
 */
export const outbox = table(
  'outbox',
  {
    id: id(),
    kind: code(40),
    subject: code(36),
    state: code(10),
    not_before: instant(),
    attempts: integer(),
    /** counts how often the work was asked for again while it waited; the change locks the row */
    asked: integer(),
    last_error: text({ nullable: true }),
    created_at: instant(),
  },
  ['id'],
  {
    ux_outbox_waiting: { columns: ['kind', 'subject'], unique: true, where: "state = 'wacht'" },
    ix_outbox_state: { columns: ['state', 'not_before', 'id'] },
  },
);

export const jobTables = [outbox];

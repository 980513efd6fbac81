import { code, day, id, instant, integer, table, text } from '../platform/database/columns';

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
    /** when a relay last handed it to the shared queue; empty: not since it was last asked for or tried */
    handed_at: instant({ nullable: true }),
    /** when it was last asked for; asking again touches, and so locks, the waiting row */
    asked_at: instant(),
    last_error: text({ nullable: true }),
    created_at: instant(),
    /** the operation that asked for it last */
    operation: id({ nullable: true }),
  },
  ['id'],
  {
    ux_outbox_waiting: { columns: ['kind', 'subject'], unique: true, where: "state = 'wacht'" },
    ix_outbox_state: { columns: ['state', 'id'] },
    ix_outbox_due: { columns: ['not_before'], where: "state = 'wacht'" },
    ix_outbox_handed: { columns: ['handed_at', 'id'], where: "state = 'wacht'" },
  },
);

/** Work that is asked for once a day: what was asked for. The key makes it once, however many processes look. */
export const dailyRun = table('daily_run', { kind: code(40), day: day(), asked_at: instant() }, ['kind', 'day']);

export const jobTables = [outbox, dailyRun];

import { code, id, instant, secret, table } from '../../platform/database/columns';

/** An open dossier that was taken over from another system: under its number there, with what was told last. */
export const takeover = table(
  'takeover',
  {
    source: code(40),
    number: code(60),
    dossier_id: id(),
    /** items that hold the summary and the task */
    note_id: id({ nullable: true }),
    task_id: id({ nullable: true }),
    content: secret(),
    taken_at: instant(),
  },
  ['source', 'number'],
  { ix_takeover_dossier: { columns: ['dossier_id'] } },
);

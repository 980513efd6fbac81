import { code, day, id, instant, secret, table } from '../../platform/database/columns';

/**
 * A dossier goes from one municipality or region to another. It is a record beside the assignment, which follows the
 * residence by itself (contract 5). `note` is encrypted: what the one who had it wants to tell.
 */
export const handover = table(
  'handover',
  {
    id: id(),
    dossier_id: id(),
    pupil_id: id(),
    regime: code(15),
    /** verhuizing: made by the system; aankomend: offered before the move */
    kind: code(12),
    state: code(15),
    from_municipality: code(4),
    to_municipality: code(4),
    from_employee: code(60, { nullable: true }),
    offered_on: day(),
    /** the last day to accept or refuse */
    due_on: day(),
    decided_on: day({ nullable: true }),
    decided_by: code(60, { nullable: true }),
    note: secret({ nullable: true }),
    changed_at: instant(),
  },
  ['id'],
  {
    ux_handover_open: {
      columns: ['dossier_id'],
      unique: true,
      where: "state <> 'geaccepteerd' AND state <> 'ingetrokken'",
    },
    ix_handover_dossier: { columns: ['dossier_id'] },
    ix_handover_from: { columns: ['from_municipality', 'state'] },
    ix_handover_to: { columns: ['to_municipality', 'state'] },
    ix_handover_due: { columns: ['state', 'due_on'] },
  },
);

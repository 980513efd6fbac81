import { code, day, id, instant, secret, table } from '../../platform/database/columns';

/**
 * Every step that anything in a dossier took: who, when and why. `machine` names the state literal. `room` tells the
 * part of the dossier it belongs to (`avg` or `wpg`): who may not enter that part sees nothing of it. `reason` is
 * encrypted. `employee` null: Leerspoor itself.
 */
export const stateChange = table(
  'state_change',
  {
    id: id(),
    machine: code(30),
    object_id: id(),
    dossier_id: id({ nullable: true }),
    room: code(3),
    at: instant(),
    day: day(),
    step: code(40),
    from_state: code(30, { nullable: true }),
    to_state: code(30),
    employee: code(60, { nullable: true }),
    reason: secret({ nullable: true }),
  },
  ['id'],
  {
    ix_state_change_object: { columns: ['object_id', 'id'] },
    ix_state_change_dossier: { columns: ['dossier_id', 'id'] },
  },
);

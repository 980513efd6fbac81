import { code, day, id, instant, secret, table } from '../../platform/database/columns';

/** From leerplicht to the Doorstroompunt at 18, prepared three months before. `summary` is encrypted. */
export const warmHandover = table(
  'warm_handover',
  {
    id: id(),
    /** the dossier of leerplicht */
    dossier_id: id(),
    pupil_id: id(),
    state: code(15),
    /** the 18th birthday */
    birthday: day(),
    prepared_on: day(),
    ended_on: day({ nullable: true }),
    /** what the Doorstroompunt should know; nothing of the criminal-law part */
    summary: secret({ nullable: true }),
    /** the dossier of the Doorstroompunt it led to */
    to_dossier_id: id({ nullable: true }),
    changed_at: instant(),
  },
  ['id'],
  {
    ux_warm_handover_dossier: { columns: ['dossier_id'], unique: true },
    ix_warm_handover_to: { columns: ['to_dossier_id'] },
    ix_warm_handover_birthday: { columns: ['state', 'birthday'] },
  },
);

/** A point of the checklist that was done. */
export const warmHandoverItem = table(
  'warm_handover_item',
  { warm_handover_id: id(), item: code(30), done_on: day(), employee: code(60) },
  ['warm_handover_id', 'item'],
);

import { pupilUnion } from './double/tables';
import { code, day, id, instant, json, secret, table, text } from '../platform/database/columns';

/**
 * What may be destroyed of one municipality, a month at a time. `state`: opgesteld, voorgedragen (by the first person),
 * goedgekeurd (by a second: it is being destroyed), uitgevoerd, afgewezen. `certificate`: what went, in counts.
 */
export const destructionList = table(
  'destruction_list',
  {
    id: id(),
    municipality: code(4),
    /** the first day of the month */
    month: day(),
    state: code(15),
    made_at: instant(),
    proposed_by: code(60, { nullable: true }),
    decided_by: code(60, { nullable: true }),
    decided_at: instant({ nullable: true }),
    certificate: json({ nullable: true }),
  },
  ['id'],
  { ux_destruction_list: { columns: ['municipality', 'month'], unique: true } },
);

/** A record with its destruction date and the rule it follows. `state`: staat, aangehouden, elders, vernietigd. */
export const destructionItem = table(
  'destruction_item',
  {
    id: id(),
    list_id: id(),
    record_class: code(20),
    /** the dossier; emptied when it is destroyed */
    dossier_id: id({ nullable: true }),
    pupil_id: id({ nullable: true }),
    /** of what hangs on a pupil, which of several: an exemption by article and first day */
    part: code(60, { nullable: true }),
    destroy_on: day(),
    source: text(),
    state: code(12),
  },
  ['id'],
  {
    ix_destruction_item_list: { columns: ['list_id', 'state'] },
    ix_destruction_item_dossier: { columns: ['dossier_id'] },
  },
);

/** Nothing of this pupil may be destroyed while it stands (a court case, a complaint). `reason` is encrypted. */
export const legalHold = table(
  'legal_hold',
  {
    id: id(),
    pupil_id: id(),
    reason: secret(),
    placed_by: code(60),
    placed_on: day(),
    lifted_by: code(60, { nullable: true }),
    lifted_on: day({ nullable: true }),
  },
  ['id'],
  { ix_legal_hold_pupil: { columns: ['pupil_id'] } },
);

/** What was put right of a pupil at a request, how it was (encrypted) and why (encrypted). */
export const correction = table(
  'correction',
  {
    id: id(),
    pupil_id: id(),
    field: code(20),
    was: secret({ nullable: true }),
    reason: secret(),
    corrected_by: code(60),
    corrected_on: day(),
  },
  ['id'],
  { ix_correction_pupil: { columns: ['pupil_id'] } },
);

export const retentionTables = [destructionList, destructionItem, legalHold, correction, pupilUnion];

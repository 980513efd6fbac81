import { code, id, instant, secret, table } from '../../platform/database/columns';

/**
 * Two pupils that somebody found to be one. `undo`: what the union changed, row by row, to take it back with; emptied
 * once it was taken back.
 */
export const pupilUnion = table(
  'pupil_union',
  {
    id: id(),
    /** who stays */
    pupil_id: id(),
    /** the id of the one who was the double */
    former_id: id(),
    reason: secret(),
    made_by: code(60),
    made_at: instant(),
    undone_by: code(60, { nullable: true }),
    undone_at: instant({ nullable: true }),
    undo: secret({ nullable: true }),
  },
  ['id'],
  { ix_pupil_union_pupil: { columns: ['pupil_id'] }, ix_pupil_union_former: { columns: ['former_id'] } },
);

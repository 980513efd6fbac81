import { code, day, flag, id, instant, table, text } from '../../platform/database/columns';

/** One open dossier per pupil and regime (leerplicht, doorstroompunt). `employee` null: in the verdeelbak. */
export const dossier = table(
  'dossier',
  {
    id: id(),
    pupil_id: id(),
    regime: code(15),
    status: code(20),
    opened_on: day(),
    closed_on: day({ nullable: true }),
    /** of a closed dossier: the first day on which it may be destroyed, as last reckoned */
    destroy_on: day({ nullable: true }),
    /** all its signals were withdrawn */
    for_closing: flag(),
    role: code(30),
    /** where the pupil lives: of an open dossier always the residence of today */
    municipality: code(4, { nullable: true }),
    /** the municipality that the pupil moved from, until the hand-over is accepted, and the day of the move */
    handed_from: code(4, { nullable: true }),
    handed_on: day({ nullable: true }),
    employee: code(60, { nullable: true }),
    assigned_on: day(),
    /** the step that decided, in a sentence */
    assignment_reason: text(),
    changed_at: instant(),
  },
  ['id'],
  {
    ux_dossier_open: { columns: ['pupil_id', 'regime'], unique: true, where: "status <> 'afgesloten'" },
    ix_dossier_employee: { columns: ['employee', 'status'] },
    ix_dossier_pupil: { columns: ['pupil_id'] },
    ix_dossier_handed: { columns: ['handed_from'], where: 'handed_from IS NOT NULL' },
    // all that the work list counts and orders by: the rows themselves are read for one page alone
    ix_dossier_open: {
      columns: ['municipality', 'regime', 'opened_on', 'id', 'employee', 'for_closing'],
      where: "status <> 'afgesloten'",
    },
    // and of one's own dossiers, which lie scattered through the table
    ix_dossier_own: {
      columns: ['employee', 'municipality', 'regime', 'assigned_on', 'id'],
      where: "status <> 'afgesloten'",
    },
    ix_dossier_municipality: { columns: ['municipality', 'status'] },
  },
);

import { code, day, flag, id, instant, json, table, text } from '../platform/database/columns';

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
    /** all its signals were withdrawn */
    for_closing: flag(),
    role: code(30),
    /** residence of the pupil when it was last assigned */
    municipality: code(4, { nullable: true }),
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
    ix_dossier_municipality: { columns: ['municipality', 'status'] },
  },
);

/** Every assignment ever made, with its steps and what was said of each candidate. */
export const assignment = table(
  'assignment',
  {
    id: id(),
    dossier_id: id(),
    at: instant(),
    day: day(),
    role: code(30),
    employee: code(60, { nullable: true }),
    reason: text(),
    steps: json(),
  },
  ['id'],
  { ix_assignment_dossier: { columns: ['dossier_id', 'id'] } },
);

export const caseTables = [dossier, assignment];

import { code, day, id, instant, json, table, text } from '../../platform/database/columns';

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

import { code, day, id, instant, secret, table } from '../../platform/database/columns';

/** Preventive work without a dossier. A pupil may be named or not; `note` is encrypted. */
export const prevention = table(
  'prevention',
  {
    id: id(),
    municipality: code(4),
    kind: code(20),
    day: day(),
    location: code(6, { nullable: true }),
    pupil_id: id({ nullable: true }),
    employee: code(60),
    note: secret(),
    made_at: instant(),
  },
  ['id'],
  { ix_prevention_municipality: { columns: ['municipality', 'day'] }, ix_prevention_pupil: { columns: ['pupil_id'] } },
);

import { code, day, id, instant, secret, table } from '../../platform/database/columns';

/** Consent of a youth to keep health or criminal data at the Doorstroompunt (WEB 9.2.7); one that counts per kind. */
export const consent = table(
  'consent',
  {
    id: id(),
    pupil_id: id(),
    /** gezondheid, strafrecht */
    kind: code(20),
    given_on: day(),
    /** jongere, ouder */
    given_by: code(10),
    /** encrypted: how it was given */
    note: secret({ nullable: true }),
    recorded_by: code(60),
    recorded_at: instant(),
    withdrawn_on: day({ nullable: true }),
    withdrawn_by: code(60, { nullable: true }),
  },
  ['id'],
  {
    ux_consent: { columns: ['pupil_id', 'kind'], unique: true, where: 'withdrawn_on IS NULL' },
    ix_consent_pupil: { columns: ['pupil_id'] },
  },
);

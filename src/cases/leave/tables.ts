import { code, day, id, instant, integer, secret, table } from '../../platform/database/columns';

/**
 * Applications for leave, vervangende leerplicht and exemptions, and notices of the last. `details` (who applied, the
 * ground, the decision in words) and `findings` are encrypted JSON. What is granted stands in `exemption` as well: that
 * is what the law counts.
 */
export const leaveApplication = table(
  'leave_application',
  {
    id: id(),
    pupil_id: id(),
    location: code(6, { nullable: true }),
    /** residence of the pupil when it was applied for */
    municipality: code(4),
    article: code(6),
    state: code(20),
    /** hoofd, leerplichtambtenaar, college, van_rechtswege */
    decider: code(20),
    from_date: day(),
    until_date: day(),
    /** teaching days in it */
    school_days: integer(),
    applied_on: day(),
    statement_on: day({ nullable: true }),
    details: secret(),
    findings: secret({ nullable: true }),
    author: code(60, { nullable: true }),
    decided_by: code(60, { nullable: true }),
    decided_on: day({ nullable: true }),
    changed_at: instant(),
  },
  ['id'],
  {
    ix_leave_application_pupil: { columns: ['pupil_id', 'article'] },
    ix_leave_application_municipality: { columns: ['municipality', 'state', 'from_date'] },
    ix_leave_application_location: { columns: ['location', 'state', 'from_date'] },
  },
);

import { code, instant, secret, table } from '../../platform/database/columns';

/** Where a school wants to hear of its meldingen: a mailbox of the school, chosen by the school itself. */
export const schoolMail = table('school_mail', { location: code(6), email: secret(), changed_at: instant() }, [
  'location',
]);

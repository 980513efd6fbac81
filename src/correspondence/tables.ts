import { letter, letterTemplate } from './letters/tables';
import { schoolMail } from './feedback/tables';
import { mail } from './mail/tables';

export const correspondenceTables = [mail, schoolMail, letter, letterTemplate];

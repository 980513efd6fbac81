import type { ItemForm } from '../items/item';
import { APPOINTMENT } from './appointment';
import { AGREEMENT, ATTACHMENT, CONTACT, NOTE, PERSON, TASK } from './plain-forms';

/** The kinds of daily work. */
export const CASEWORK_FORMS = {
  contact: CONTACT,
  afspraak: APPOINTMENT,
  taak: TASK,
  notitie: NOTE,
  overeenkomst: AGREEMENT,
  bijlage: ATTACHMENT,
  betrokkene: PERSON,
} satisfies Record<string, ItemForm>;

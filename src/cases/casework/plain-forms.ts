import type { Day } from '../../law/day';
import { defineStates } from '../../platform/states';
import type { Input } from '../input';
import type { ItemForm } from '../items/item';

export const CHANNELS = ['telefoon', 'gesprek', 'huisbezoek', 'e-mail', 'brief', 'app', 'anders'] as const;
export const WITH_WHOM = ['leerling', 'ouders', 'school', 'hulpverlening', 'politie-of-justitie', 'anders'] as const;
export const PERSON_ROLES = [
  ...(['ouder', 'voogd', 'verzorger', 'mentor', 'zorgcoordinator', 'jeugdhulp', 'schoolarts'] as const),
  ...(['gezinsvoogd', 'politie', 'anders'] as const),
] as const;

/** There, or taken back because it was written by mistake. */
const RECORD = (name: string) =>
  defineStates({
    name,
    states: { vastgelegd: 'Vastgelegd', vervallen: 'Vervallen' },
    begin: ['vastgelegd'],
    ends: ['vastgelegd', 'vervallen'],
    steps: {
      vervallen: {
        from: ['vastgelegd'],
        to: 'vervallen',
        by: ['gemeente'],
        words: 'Laten vervallen',
        needs: ['toelichting'],
      },
    },
  });

export const TASK_STATES = defineStates({
  name: 'taak',
  states: { open: 'Open', klaar: 'Klaar', vervallen: 'Vervallen' },
  begin: ['open'],
  ends: ['klaar', 'vervallen'],
  steps: {
    afronden: { from: ['open'], to: 'klaar', by: ['gemeente'], words: 'Afronden' },
    vervallen: { from: ['open'], to: 'vervallen', by: ['gemeente'], words: 'Laten vervallen', needs: ['toelichting'] },
    heropenen: { from: ['klaar'], to: 'open', by: ['gemeente'], words: 'Weer openen' },
  },
});

export const AGREEMENT_STATES = defineStates({
  name: 'overeenkomst',
  states: { loopt: 'Loopt', nagekomen: 'Nagekomen', niet_nagekomen: 'Niet nagekomen', vervallen: 'Vervallen' },
  begin: ['loopt'],
  ends: ['nagekomen', 'niet_nagekomen', 'vervallen'],
  steps: {
    nagekomen: { from: ['loopt'], to: 'nagekomen', by: ['gemeente'], words: 'Nagekomen' },
    'niet-nagekomen': {
      from: ['loopt'],
      to: 'niet_nagekomen',
      by: ['gemeente'],
      words: 'Niet nagekomen',
      needs: ['toelichting'],
    },
    vervallen: { from: ['loopt'], to: 'vervallen', by: ['gemeente'], words: 'Laten vervallen', needs: ['toelichting'] },
  },
});

/** A day that has come: today where none is given and none is needed. */
export function pastDay(input: Input, name: string, today: Day, needed = false): Day {
  const day = input.day(name, needed) ?? today;
  if (day > today) input.refuse(name, 'Kies een dag tot en met vandaag.');
  return day;
}

export const CONTACT: ItemForm = {
  kind: 'contact',
  machine: RECORD('contact'),
  room: () => 'avg',
  eitherRoom: true,
  read: (input, today) => ({
    day: pastDay(input, 'datum', today),
    details: {
      wijze: input.oneOf('wijze', CHANNELS),
      met: input.oneOf('met', WITH_WHOM),
      bereikt: input.flag('bereikt'),
      verslag: input.text('verslag', { max: 8_000 }),
    },
  }),
};

export const NOTE: ItemForm = {
  kind: 'notitie',
  machine: RECORD('notitie'),
  room: () => 'avg',
  eitherRoom: true,
  read: (input, today) => ({ day: pastDay(input, 'datum', today), details: { tekst: input.needed('tekst', 8_000) } }),
};

/** `tot`: the day it is due; `medewerker`: who does it, else who writes it down. */
export const TASK: ItemForm = {
  kind: 'taak',
  machine: TASK_STATES,
  room: () => 'avg',
  eitherRoom: true,
  read: (input, today) => {
    const until = input.day('tot', false);
    if (until !== null && until < today) input.refuse('tot', 'Kies vandaag of een latere dag.');
    return { until, employee: input.text('medewerker', { max: 60 }), details: { tekst: input.needed('tekst', 2_000) } };
  },
};

/** What was agreed with pupil and parents, and until when it holds. */
export const AGREEMENT: ItemForm = {
  kind: 'overeenkomst',
  machine: AGREEMENT_STATES,
  room: () => 'avg',
  eitherRoom: true,
  read: (input, today) => {
    const day = pastDay(input, 'datum', today);
    const until = input.day('tot', false);
    if (until !== null && until < day) input.refuse('tot', 'Kies een dag vanaf de datum.');
    const met = input.oneOf('met', WITH_WHOM);
    return { day, until, details: { met, tekst: input.needed('tekst', 4_000) } };
  },
};

/** Somebody around the pupil, with role and period. Parents from the register are shown beside these. */
export const PERSON: ItemForm = {
  kind: 'betrokkene',
  machine: RECORD('betrokkene'),
  room: () => 'avg',
  read: (input, today) => {
    const day = input.day('begindatum', false) ?? today;
    const until = input.day('einddatum', false);
    if (until !== null && until < day) input.refuse('einddatum', 'Kies een dag vanaf de begindatum.');
    return {
      day,
      until,
      details: {
        naam: input.needed('naam'),
        rol: input.oneOf('rol', PERSON_ROLES),
        gezag: input.flag('gezag', false),
        organisatie: input.text('organisatie'),
        telefoon: input.text('telefoon', { max: 20 }),
        email: input.text('email'),
      },
    };
  },
};

/** The file itself lies outside the database; `AddAttachment` fills these fields after looking at it. */
export const ATTACHMENT: ItemForm = {
  kind: 'bijlage',
  machine: RECORD('bijlage'),
  room: () => 'avg',
  eitherRoom: true,
  fixed: true,
  read: (input) => {
    input.refuse('bestand', 'Stuur het bestand zelf mee.');
    return { details: {} };
  },
};

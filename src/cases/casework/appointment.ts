import { asDay } from '../../law/day';
import { defineStates } from '../../platform/states';
import type { ItemForm } from '../items/item';
import { WITH_WHOM } from './plain-forms';

/** A hoorgesprek is a hearing with a view to a proces-verbaal: from its invitation on the Wpg holds. */
export const APPOINTMENT_KINDS = ['gesprek', 'huisbezoek', 'overleg', 'hoorgesprek'] as const;

export const APPOINTMENT_STATES = defineStates({
  name: 'afspraak',
  states: {
    gepland: 'Gepland',
    gehouden: 'Gehouden',
    niet_verschenen: 'Niet verschenen',
    afgezegd: 'Afgezegd',
  },
  begin: ['gepland'],
  ends: ['gehouden', 'niet_verschenen', 'afgezegd'],
  steps: {
    houden: { from: ['gepland'], to: 'gehouden', by: ['gemeente'], words: 'Gehouden' },
    'niet-verschenen': { from: ['gepland'], to: 'niet_verschenen', by: ['gemeente'], words: 'Niet verschenen' },
    afzeggen: { from: ['gepland'], to: 'afgezegd', by: ['gemeente'], words: 'Afzeggen', needs: ['toelichting'] },
  },
});

const DAY_MS = 24 * 60 * 60 * 1000;
const amsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });

/** An invitation to a talk, and the talk. `begin` and `einde` are moments with a time zone. */
export const APPOINTMENT: ItemForm = {
  kind: 'afspraak',
  machine: APPOINTMENT_STATES,
  room: ({ details }) => (details['soort'] === 'hoorgesprek' ? 'wpg' : 'avg'),
  read: (input) => {
    const soort = input.oneOf('soort', APPOINTMENT_KINDS);
    const startsAt = input.instant('begin');
    const endsAt = input.instant('einde');
    const length = startsAt && endsAt ? Date.parse(endsAt) - Date.parse(startsAt) : 1;
    if (length <= 0 || length > DAY_MS) input.refuse('einde', 'Kies een einde na het begin, op dezelfde dag.');
    return {
      startsAt,
      endsAt,
      day: startsAt === null ? null : asDay(amsterdam.format(new Date(startsAt))),
      employee: input.text('medewerker', { max: 60 }),
      details: {
        soort,
        met: input.oneOf('met', WITH_WHOM),
        plaats: input.text('plaats'),
        onderwerp: input.text('onderwerp', { max: 2_000 }),
        verslag: null,
      },
    };
  },
  stepFields: { houden: (input) => ({ verslag: input.text('verslag', { max: 8_000 }) }) },
};

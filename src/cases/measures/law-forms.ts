import type { Day } from '../../law/day';
import { pastDay } from '../casework/plain-forms';
import type { Input } from '../input';
import type { Details, ItemForm } from '../items/item';
import { BENEFIT_STATES, HALT_STATES, OFFICIAL_REPORT_STATES, ROUTE_STATES, WARNING_STATES } from './states';

export const ROUTES = ['vrijwillige-hulp', 'halt', 'verplicht-kader', 'strafrecht'] as const;
export const SUSPECTS = ['ouders', 'jongere'] as const;
/** What a proces-verbaal is about, as the leerplichttelling counts it. */
export const GROUNDS = ['absoluut', 'relatief', 'luxe'] as const;
export const SANCTIONS = [
  ...([
    'geldboete',
    'taakstraf',
    'leerstraf',
    'hechtenis',
    'maatregel',
    'schuldig-zonder-straf',
    'vrijspraak',
  ] as const),
] as const;

const reason = (input: Input): Details => ({ reden: input.needed('reden', 4_000) });

/** A MAS route, with why it was chosen. Routes can run beside each other; leaving one has a reason too. */
export const ROUTE: ItemForm = {
  kind: 'mas-route',
  machine: ROUTE_STATES,
  room: () => 'avg',
  guarded: ['starten'],
  read: (input) => ({ details: { route: input.oneOf('route', ROUTES), ...reason(input) } }),
};

export const WARNING: ItemForm = {
  kind: 'waarschuwing',
  machine: WARNING_STATES,
  room: () => 'avg',
  read: (input) => ({ details: { aan: input.oneOf('aan', ['ouders', 'jongere', 'beiden']), ...reason(input) } }),
  stepFields: { verzenden: (input, today) => ({ verzondenOp: pastDay(input, 'verzondenOp', today) }) },
};

/** Referral to Halt: all its conditions are looked at when it is proposed and once more when it is sent. */
export const HALT: ItemForm = {
  kind: 'halt',
  machine: HALT_STATES,
  room: () => 'wpg',
  guarded: ['verwijzen'],
  read: (input) => ({
    details: {
      ...reason(input),
      toestemmingJongere: input.flag('toestemmingJongere', false) ?? false,
      toestemmingOuders: input.flag('toestemmingOuders', false) ?? false,
    },
  }),
  stepFields: {
    slagen: (input) => ({ uitkomst: input.needed('uitkomst', 4_000) }),
    mislukken: (input) => ({ uitkomst: input.text('uitkomst', { max: 4_000 }) }),
  },
};

export const OFFICIAL_REPORT: ItemForm = {
  kind: 'proces-verbaal',
  machine: OFFICIAL_REPORT_STATES,
  room: () => 'wpg',
  guarded: ['opmaken', 'inzenden'],
  read: (input) => ({
    ground: input.oneOf('grond', GROUNDS),
    details: { verdachte: input.oneOf('verdachte', SUSPECTS), ...reason(input) },
  }),
  stepFields: {
    opmaken: (input) => ({ nummer: input.needed('nummer', 40) }),
    inzenden: (input, today) => ({ ingezondenOp: pastDay(input, 'ingezondenOp', today) }),
    uitspraak: verdict,
  },
};

/** What the judge or the officier decided. The fine in whole euros, the proeftijd in months. */
function verdict(input: Input, today: Day, before: Details): Details {
  const soortSanctie = input.oneOf('soortSanctie', SANCTIONS);
  const boete = input.whole('boete', { least: 1, most: 100_000, needed: soortSanctie === 'geldboete' });
  const uitspraakOp = pastDay(input, 'uitspraakOp', today, true);
  const sent = before['ingezondenOp'] as Day | null;
  if (uitspraakOp && sent && uitspraakOp < sent) {
    input.refuse('uitspraakOp', 'Kies een dag vanaf de dag waarop het proces-verbaal is ingezonden.');
  }
  return {
    soortSanctie,
    uitspraak: input.needed('uitspraak', 4_000),
    uitspraakOp,
    proeftijd: input.whole('proeftijd', { least: 0, most: 60, needed: false }),
    boete,
  };
}

/** SVB: stopping child benefit of a youth of 16 or 17, and the notice of recovery once the youth is back. */
export const BENEFIT: ItemForm = {
  kind: 'svb',
  machine: BENEFIT_STATES,
  room: () => 'avg',
  guarded: ['stop-melden'],
  read: (input) => ({ details: reason(input) }),
  stepFields: { 'herstel-melden': (input, today) => ({ herstelVanaf: input.day('herstelVanaf', false) ?? today }) },
};

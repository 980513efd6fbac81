import { APPOINTMENT_KINDS } from '../../../cases/casework/appointment';
import { CHANNELS, PERSON_ROLES, WITH_WHOM } from '../../../cases/casework/plain-forms';
import { DOSSIER_CLOSINGS } from '../../../cases/dossier/closing';
import type { ItemKind, StoredItem } from '../../../cases/items/item';
import { CLOSING_NOTES } from '../../../cases/meldingen/states';
import { localMoment } from '../../text/dates';
import { GROUNDS, ROUTES, SANCTIONS, SUSPECTS } from '../../../cases/measures/law-forms';

/** One field of a form, as a page asks it; its name is that of the use case. Labels are Dutch and shown through `t()`. */
export interface FieldSpec {
  name: string;
  label: string;
  type: 'text' | 'area' | 'day' | 'moment' | 'yesno' | 'choice' | 'number';
  options?: readonly string[];
  /** what the options are called, where that is not in `CHOICE_NAMES` */
  names?: Readonly<Record<string, string>>;
  needed?: boolean;
}

/** What kinds of items are called. */
const FIELD_NAMES = {
  datum: 'Datum',
  tot: 'Tot en met',
  uiterlijk: 'Uiterlijk op',
  begindatum: 'Begindatum',
  einddatum: 'Einddatum',
  begin: 'Begin',
  einde: 'Einde',
  met: 'Met wie',
  wijze: 'Hoe',
  bereikt: 'Bereikt?',
  verslag: 'Verslag',
  tekst: 'Tekst',
  soort: 'Soort',
  plaats: 'Plaats',
  onderwerp: 'Onderwerp',
  naam: 'Naam',
  rol: 'Rol',
  gezag: 'Heeft gezag?',
  organisatie: 'Organisatie',
  telefoon: 'Telefoon',
  email: 'E-mail',
  route: 'Route',
  reden: 'Reden',
  aan: 'Aan wie',
  toestemmingJongere: 'Stemt de jongere in?',
  toestemmingOuders: 'Stemmen de ouders in?',
  grond: 'Grond',
  verdachte: 'Verdachte',
  signalen: 'Signalen',
  uitkomst: 'Uitkomst',
  nummer: 'Nummer van het proces-verbaal',
  ingezondenOp: 'Ingezonden op',
  verzondenOp: 'Verzonden op',
  soortSanctie: 'Soort sanctie',
  uitspraak: 'Uitspraak',
  uitspraakOp: 'Datum van de uitspraak',
  proeftijd: 'Proeftijd in maanden',
  boete: 'Boete in hele euro’s',
  deskundige: 'Met welke deskundige',
  overleg: 'Wat kwam uit het overleg',
  gesprek: 'Wat kwam uit het gesprek',
  weging: 'Hoe is gewogen',
  acuut: 'Is er acuut gevaar?',
  advies: 'Advies',
  herstelVanaf: 'Herstel vanaf',
  toelichting: 'Toelichting',
  medewerker: 'Wie doet het',
  opmerking: 'Opmerking voor de school',
  bericht: 'Bericht aan de school',
} as const;
type FieldName = keyof typeof FIELD_NAMES;

const field = (type: FieldSpec['type'], name: FieldName, more: Partial<FieldSpec> = {}): FieldSpec => ({
  ...{ name, label: FIELD_NAMES[name], type },
  ...more,
});
const text = (name: FieldName, needed = false) => field('text', name, { needed });
const area = (name: FieldName, needed = false) => field('area', name, { needed });
const day = (name: FieldName, needed = false) => field('day', name, { needed });
const yesNo = (name: FieldName) => field('yesno', name, { needed: true });
const one = (name: FieldName, options: readonly string[]) => field('choice', name, { options, needed: true });
const number = (name: FieldName) => field('number', name);

/** The words of every code that can be chosen. */
export const CHOICE_NAMES: Readonly<Record<string, string>> = {
  ...{ telefoon: 'Telefoon', gesprek: 'Gesprek', huisbezoek: 'Huisbezoek', 'e-mail': 'E-mail', brief: 'Brief' },
  ...{ app: 'App', anders: 'Anders', leerling: 'Leerling', ouders: 'Ouders', school: 'School' },
  ...{ hulpverlening: 'Hulpverlening', 'politie-of-justitie': 'Politie of justitie', overleg: 'Overleg' },
  ...{ hoorgesprek: 'Hoorgesprek (Wpg)', ouder: 'Ouder', voogd: 'Voogd', verzorger: 'Verzorger', mentor: 'Mentor' },
  ...{ zorgcoordinator: 'Zorgcoördinator', jeugdhulp: 'Jeugdhulp', schoolarts: 'Schoolarts' },
  ...{ gezinsvoogd: 'Gezinsvoogd', politie: 'Politie', 'vrijwillige-hulp': 'Vrijwillige hulp', halt: 'Halt' },
  ...{ 'verplicht-kader': 'Hulp in verplicht kader', strafrecht: 'Strafrecht', jongere: 'Jongere' },
  ...{ beiden: 'Ouders en jongere', absoluut: 'Absoluut verzuim', relatief: 'Relatief verzuim' },
  ...{ luxe: 'Luxeverzuim', geldboete: 'Geldboete', taakstraf: 'Taakstraf', leerstraf: 'Leerstraf' },
  ...{ hechtenis: 'Hechtenis', maatregel: 'Maatregel', 'schuldig-zonder-straf': 'Schuldig zonder straf' },
  ...{ vrijspraak: 'Vrijspraak', '': 'Geen' },
  ...CLOSING_NOTES,
  ...DOSSIER_CLOSINGS,
};

/** A code as it is shown; one that has no words is shown as it is. */
export function choiceName(code: string): string {
  return CHOICE_NAMES[code] ?? code;
}

/** What is asked when an item is added. */
export const ADD_FIELDS: Record<Exclude<ItemKind, 'bijlage'>, readonly FieldSpec[]> = {
  contact: [day('datum'), one('wijze', CHANNELS), one('met', WITH_WHOM), yesNo('bereikt'), area('verslag')],
  afspraak: [
    ...[one('soort', APPOINTMENT_KINDS), field('moment', 'begin', { needed: true })],
    ...[field('moment', 'einde', { needed: true }), one('met', WITH_WHOM), text('plaats'), text('onderwerp')],
  ],
  taak: [area('tekst', true), field('day', 'tot', { label: FIELD_NAMES.uiterlijk })],
  notitie: [day('datum'), area('tekst', true)],
  overeenkomst: [day('datum'), one('met', WITH_WHOM), area('tekst', true), day('tot')],
  betrokkene: [
    ...[text('naam', true), one('rol', PERSON_ROLES), field('yesno', 'gezag'), text('organisatie')],
    ...[text('telefoon'), text('email'), day('begindatum'), day('einddatum')],
  ],
  'mas-route': [one('route', ROUTES), area('reden', true)],
  waarschuwing: [one('aan', ['ouders', 'jongere', 'beiden']), area('reden', true)],
  halt: [area('reden', true), field('yesno', 'toestemmingJongere'), field('yesno', 'toestemmingOuders')],
  'proces-verbaal': [one('grond', GROUNDS), one('verdachte', SUSPECTS), area('reden', true)],
  zorgmelding: [area('signalen', true)],
  svb: [area('reden', true)],
  raad: [area('reden', true)],
};

/** Kinds that may be for a colleague. */
export const FOR_SOMEBODY: readonly ItemKind[] = ['taak', 'afspraak'];

/** Who does it: one of the colleagues, by code. */
export function whoField(staff: readonly { code: string; name: string }[]): FieldSpec {
  const names = Object.fromEntries(staff.map(({ code, name }) => [code, name]));
  return { ...one('medewerker', Object.keys(names)), names };
}

/** What a step of an item asks beside an explanation. */
export const STEP_FIELDS: Partial<Record<ItemKind, Readonly<Record<string, readonly FieldSpec[]>>>> = {
  afspraak: { houden: [area('verslag')] },
  waarschuwing: { verzenden: [day('verzondenOp')] },
  halt: { slagen: [area('uitkomst', true)], mislukken: [area('uitkomst')] },
  'proces-verbaal': {
    opmaken: [text('nummer', true)],
    inzenden: [day('ingezondenOp')],
    uitspraak: [
      ...[one('soortSanctie', SANCTIONS), area('uitspraak', true), day('uitspraakOp', true)],
      ...[number('proeftijd'), number('boete')],
    ],
  },
  zorgmelding: {
    overleggen: [text('deskundige', true), area('overleg', true)],
    bespreken: [area('gesprek', true)],
    wegen: [area('weging', true), yesNo('acuut')],
  },
  svb: { 'herstel-melden': [day('herstelVanaf')] },
  raad: { advies: [area('advies', true)] },
};

export const EXPLANATION: FieldSpec = area('toelichting');
export const REASON: FieldSpec = area('reden', true);
export const UNTIL: FieldSpec = day('tot', true);
export const MESSAGE: FieldSpec = area('bericht', true);
/** A choice under its own name, from these codes. */
export const choiceOf = (name: FieldName, options: readonly string[], needed = true): FieldSpec => ({
  ...one(name, options),
  needed,
});

/** The name of a detail as it is shown. */
export function detailName(name: string): string {
  return Object.hasOwn(FIELD_NAMES, name) ? FIELD_NAMES[name as FieldName] : name;
}

export const CORRECT_NAMES = { titel: 'verbeteren', knop: 'Bewaar de verbetering' } as const;

/** What stands in an item, as the fields of its form show it. */
export function valuesOf({
  day,
  until,
  startsAt,
  endsAt,
  employee,
  ground,
  details,
}: StoredItem): Record<string, string> {
  const plain = Object.entries(details).map(([name, value]) => [name, shownValue(value)] as const);
  return {
    ...{ datum: day, begindatum: day, tot: until ?? '', einddatum: until ?? '', grond: ground ?? '' },
    medewerker: employee ?? '',
    ...{ begin: startsAt ? localMoment(startsAt) : '', einde: endsAt ? localMoment(endsAt) : '' },
    ...Object.fromEntries(plain),
  };
}

function shownValue(value: string | number | boolean | null): string {
  if (typeof value === 'boolean') return value ? 'ja' : 'nee';
  return value === null ? '' : String(value);
}

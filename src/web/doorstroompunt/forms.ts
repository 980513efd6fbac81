import { SENSITIVE_KINDS } from '../../cases/consent/consent-store';
import { CONTACT_KINDS, LEAVER_SITUATIONS, OUTCOMES, PARTNER_KINDS } from '../../trajectories/vocabulary';
import type { FormName } from '../../trajectories/trajectory-forms';
import type { FieldSpec } from '../leerplicht/work/item-fields';
import { CONSENT_NAMES, CONTACT_NAMES, GIVER_NAMES, OUTCOME_NAMES, PARTNER_NAMES, SITUATION_NAMES } from './words';

/** The forms of a trajectory, by the last part of their address. */
export const FORM_NAMES: Record<FormName, string> = {
  contact: 'Contact vastleggen',
  frequentie: 'Afspraak over contact',
  intake: 'Intake vastleggen',
  starten: 'Traject starten',
  afsluiten: 'Traject afsluiten',
  'niet-starten': 'Traject niet starten',
  partner: 'Wie helpt mee',
  schooloverleg: 'Overleg met de school',
  verklaring: 'Verklaring van de school',
  toestemming: 'Toestemming vastleggen',
  'toestemming-intrekken': 'Toestemming intrekken',
};

const FIELD_NAMES = {
  datum: 'Datum',
  soort: 'Soort',
  wijze: 'Hoe',
  bereikt: 'Is de jongere bereikt?',
  notitie: 'Verslag',
  dagen: 'Ten minste eens per zoveel dagen',
  uitkomst: 'Waar gaat de jongere naartoe',
  urenPerWeek: 'Uren werk per week',
  reden: 'Reden',
  naam: 'Naam',
  contact: 'Telefoon, e-mail of contactpersoon',
  begindatum: 'Begindatum',
  einddatum: 'Einddatum',
  vestiging: 'Vestiging (zes tekens)',
  uitkomstGesprek: 'Wat kwam eruit',
  gegevenDoor: 'Wie stemde in',
  toelichting: 'Toelichting',
  statement: 'Soort onderwijs',
  situatie: 'Situatie',
} as const;

type Label = keyof typeof FIELD_NAMES;
const field = (
  type: FieldSpec['type'],
  name: string,
  { called = name as Label, ...more }: Partial<Omit<FieldSpec, 'label'>> & { called?: Label } = {},
): FieldSpec => ({ type, name, label: FIELD_NAMES[called], ...more });
const day = field('day', 'datum', { needed: true });

const STATEMENT_NAMES = { pro: 'Praktijkonderwijs', vso: 'Voortgezet speciaal onderwijs (vso)' } as const;

/** What each of them asks; the names are those that the use cases point at. */
export const FORM_FIELDS: Record<FormName, readonly FieldSpec[]> = {
  contact: [
    day,
    field('choice', 'soort', { called: 'wijze', options: CONTACT_KINDS, names: CONTACT_NAMES, needed: true }),
    field('yesno', 'bereikt', { needed: true }),
    field('area', 'notitie'),
  ],
  frequentie: [field('number', 'dagen', { needed: true })],
  intake: [day],
  starten: [day],
  afsluiten: [
    day,
    field('choice', 'uitkomst', { options: OUTCOMES, names: OUTCOME_NAMES, needed: true }),
    field('number', 'urenPerWeek'),
    field('area', 'reden'),
  ],
  'niet-starten': [day, field('area', 'reden', { needed: true })],
  partner: [
    field('choice', 'soort', { options: PARTNER_KINDS, names: PARTNER_NAMES, needed: true }),
    field('text', 'naam', { needed: true }),
    field('area', 'contact'),
    field('day', 'begindatum', { needed: true }),
    field('day', 'einddatum'),
  ],
  schooloverleg: [
    day,
    field('text', 'vestiging'),
    field('area', 'uitkomst', { called: 'uitkomstGesprek', needed: true }),
  ],
  verklaring: [
    day,
    field('choice', 'soort', { called: 'statement', options: ['pro', 'vso'], names: STATEMENT_NAMES, needed: true }),
  ],
  toestemming: [
    field('choice', 'soort', { options: SENSITIVE_KINDS, names: CONSENT_NAMES, needed: true }),
    field('choice', 'gegevenDoor', { options: Object.keys(GIVER_NAMES), names: GIVER_NAMES, needed: true }),
    day,
    field('area', 'toelichting'),
  ],
  'toestemming-intrekken': [field('choice', 'soort', { options: SENSITIVE_KINDS, names: CONSENT_NAMES, needed: true })],
};

export const END_PARTNER: readonly FieldSpec[] = [field('day', 'einddatum', { needed: true })];

export const MOMENT_NAMES = { moment: 'Waar is de jongere nu' } as const;
export const LEAVER_FIELDS: readonly FieldSpec[] = [
  day,
  field('choice', 'situatie', { options: LEAVER_SITUATIONS, names: SITUATION_NAMES, needed: true }),
  field('area', 'notitie'),
];

export function isForm(name: string): name is FormName {
  return Object.hasOwn(FORM_NAMES, name);
}

import type { FieldSpec } from '../leerplicht/work/item-fields';
import type { WorkForm } from '../leerplicht/work/form-page';

const FIELD_NAMES = {
  reden: 'Reden',
  toelichting: 'Wat moet de ander weten',
  samenvatting: 'Samenvatting',
  naarGemeente: 'Naar welke gemeente (naam of code)',
} as const;

const area = (name: keyof typeof FIELD_NAMES, needed: boolean): FieldSpec => ({
  ...{ name, label: FIELD_NAMES[name], type: 'area', needed },
});

export const REASON_FIELDS: readonly FieldSpec[] = [area('reden', true)];
export const NOTE_FIELDS: readonly FieldSpec[] = [area('toelichting', true)];
export const SUMMARY_FIELDS: readonly FieldSpec[] = [area('samenvatting', true)];
export const OFFER_FIELDS: readonly FieldSpec[] = [
  { name: 'naarGemeente', label: FIELD_NAMES.naarGemeente, type: 'text', needed: true },
  area('reden', true),
  area('toelichting', false),
];

export const TITLE_NAMES = {
  toelichten: 'Schrijf een toelichting',
  samenvatting: 'Schrijf de samenvatting',
  vervallen: 'Laten vervallen',
  nieuw: 'Draag dit dossier over',
} as const;

export const backToList = (href: string): WorkForm['back'] => ({ href, text: 'Terug naar de overdracht' });

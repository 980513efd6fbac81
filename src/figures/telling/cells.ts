import type { ExemptionArticle } from '../../law/facts';

/** The cells of the leerplichttelling (LPW 25, domain.md 5): pupils, not incidents. */
export const TELLING_CELLS = [
  { key: 'vrijstelling-3a', name: 'Vervangende leerplicht (art. 3a)' },
  { key: 'vrijstelling-3b', name: 'Vervangende leerplicht laatste schooljaar (art. 3b)' },
  { key: 'vrijstelling-5a', name: 'Vrijgesteld: lichamelijk of psychisch niet geschikt (art. 5 onder a)' },
  { key: 'vrijstelling-5b', name: 'Vrijgesteld: bezwaar tegen de richting (art. 5 onder b)' },
  { key: 'vrijstelling-5c', name: 'Vrijgesteld: school in het buitenland (art. 5 onder c)' },
  { key: 'vrijstelling-trekkend', name: 'Vrijgesteld: trekkend bestaan (art. 5a)' },
  { key: 'vrijstelling-15', name: 'Vrijgesteld: ander voldoende onderwijs (art. 15)' },
  { key: 'absoluut', name: 'Absoluut verzuim' },
  { key: 'absoluut-heringeschreven', name: 'Absoluut verzuim, weer ingeschreven' },
  { key: 'relatief', name: 'Relatief verzuim: ten minste één keer gemeld' },
  { key: 'luxe', name: 'Luxeverzuim: ten minste één keer gemeld' },
  { key: 'pv-absoluut', name: 'Proces-verbaal voor absoluut verzuim' },
  { key: 'pv-relatief', name: 'Proces-verbaal voor relatief verzuim' },
  { key: 'pv-luxe', name: 'Proces-verbaal voor luxeverzuim' },
] as const;
export type TellingCell = (typeof TELLING_CELLS)[number]['key'];

export const EXEMPTION_CELLS: Partial<Record<ExemptionArticle, TellingCell>> = {
  ART3A: 'vrijstelling-3a',
  ART3B: 'vrijstelling-3b',
  ART5_A: 'vrijstelling-5a',
  ART5_B: 'vrijstelling-5b',
  ART5_C: 'vrijstelling-5c',
  ART5A: 'vrijstelling-trekkend',
  ART15: 'vrijstelling-15',
};

/** Who never was at a school. */
export const NO_EDUCATION = 'geen';

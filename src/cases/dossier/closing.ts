import { CLOSING_NOTES, CLOSING_REASONS, type ClosingNote, type ClosingReason } from '../meldingen/states';

/** Why a dossier is closed: the reasons that DUO knows, and those for a dossier in which no melding is open. */
export const DOSSIER_CLOSINGS = {
  ...CLOSING_REASONS,
  geen_signaal_meer: 'Alle signalen zijn ingetrokken',
  overgedragen: 'Overgedragen aan een andere gemeente of regio',
  achttien: 'Achttien geworden en overgedragen aan het Doorstroompunt',
  startkwalificatie: 'Startkwalificatie behaald',
  vrijgesteld: 'Vrijgesteld van de leerplicht',
  samengevoegd: 'Samengevoegd met een ander dossier',
  anders: 'Anders',
} as const;
export type DossierClosing = keyof typeof DOSSIER_CLOSINGS;

export function isClosingReason(reason: DossierClosing): reason is ClosingReason {
  return Object.hasOwn(CLOSING_REASONS, reason);
}

export const DOSSIER_CLOSING_KEYS = Object.keys(DOSSIER_CLOSINGS) as DossierClosing[];
/** What a person can give as the reason; two dossiers become one by joining the pupils, never by hand. */
export const CHOSEN_CLOSING_KEYS = DOSSIER_CLOSING_KEYS.filter((key) => key !== 'samengevoegd');
export const CLOSING_REASON_KEYS = Object.keys(CLOSING_REASONS) as ClosingReason[];
export const CLOSING_NOTE_KEYS = Object.keys(CLOSING_NOTES) as ClosingNote[];

/** A reason as it was kept with the step (`geen_signaal_meer: uitleg`), in words and what was added to it. */
export function closingWords(kept: string): { reason: string; more: string | null } {
  const [, key, more] = /^([a-z_]+)(?:: (.*))?$/s.exec(kept) ?? [];
  const known = DOSSIER_CLOSING_KEYS.find((one) => one === key);
  return known ? { reason: DOSSIER_CLOSINGS[known], more: more ?? null } : { reason: kept, more: null };
}

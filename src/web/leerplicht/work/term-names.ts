import type { TermKind } from '../../../cases/terms/term-settings';

/** What has to happen before a term ends. */
export const TERM_NAMES: Record<TermKind, string> = {
  melden: 'De school vult de melding aan',
  oppakken: 'Dossier of melding oppakken',
  gesprek: 'Gesprek voeren met de leerling of de ouders',
  terugkoppeling: 'De school laten weten wat er gebeurt',
  'pv-na-verhoor': 'Proces-verbaal opmaken (1 maand na het verhoor)',
  'pv-na-melding': 'Proces-verbaal opmaken (2 maanden na de melding)',
  aanhouding: 'Aangehouden dossier hervatten',
  taak: 'Taak afronden',
  'afspraak-overleg': 'Afspraak uit het overleg nakomen',
  'besluit-verlof': 'Besluiten over verlof',
  'besluit-vervangende-leerplicht': 'Besluiten over vervangende leerplicht',
};

import {
  CLOSING_NOTES,
  CLOSING_REASONS,
  MELDING,
  type MeldingKind,
  type MeldingStatus,
  PRIORITIES,
  SUSPECTED_REASONS,
} from '../../cases/meldingen/states';
import type { Tone } from '../components/show';

/** What kinds, states and reasons of meldingen are called; the words of DUO come from the room that owns them. */
export const KIND_NAMES: Record<MeldingKind, string> = {
  '16-uur': '16 uur in 4 lesweken',
  langdurig: 'Langdurig relatief verzuim',
  luxe: 'Luxeverzuim',
  '18plus': 'Verzuim 18-plus',
  overig: 'Overig verzuim',
  zorg: 'Zorgen om een leerling',
};

export const MELDING_TONES: Record<MeldingStatus, Tone> = {
  geregistreerd: 'active',
  in_behandeling: 'safe',
  afgesloten: 'neutral',
  ter_kennisgeving: 'neutral',
  ingetrokken: 'neutral',
};

export const PRIORITY_NAMES: Record<(typeof PRIORITIES)[number], string> = {
  laag: 'Laag',
  normaal: 'Normaal',
  hoog: 'Hoog',
};

export const MELDING_STATUS_WORDS = MELDING.states;
export { CLOSING_NOTES, CLOSING_REASONS, SUSPECTED_REASONS };

import type { Rule } from '../../law/facts';
import { defineStates } from '../../platform/states';

/** Status as exchanged with DUO since August 2020 (domain.md section 2); that of a signal is the same. */
export const MELDING_STATUSES = [
  'geregistreerd',
  'in_behandeling',
  'afgesloten',
  'ter_kennisgeving',
  'ingetrokken',
] as const;
export type MeldingStatus = (typeof MELDING_STATUSES)[number];

export const MELDING_STEPS = [
  'in-behandeling-nemen',
  'ter-kennisgeving-nemen',
  'afsluiten',
  'intrekken',
  'herstellen',
] as const;
export type MeldingStep = (typeof MELDING_STEPS)[number];

/** The school registers, corrects and withdraws; the municipality takes up and closes. */
export const MELDING = defineStates<MeldingStatus, MeldingStep>({
  name: 'melding',
  states: {
    geregistreerd: 'Geregistreerd',
    in_behandeling: 'In behandeling',
    afgesloten: 'Afgesloten',
    ter_kennisgeving: 'Ter kennisgeving aangenomen',
    ingetrokken: 'Ingetrokken',
  },
  begin: ['geregistreerd'],
  ends: ['afgesloten', 'ter_kennisgeving', 'ingetrokken'],
  steps: {
    'in-behandeling-nemen': {
      from: ['geregistreerd'],
      to: 'in_behandeling',
      by: ['gemeente'],
      words: 'In behandeling nemen',
    },
    'ter-kennisgeving-nemen': {
      from: ['geregistreerd'],
      to: 'ter_kennisgeving',
      by: ['gemeente'],
      words: 'Ter kennisgeving aannemen',
    },
    afsluiten: {
      from: ['in_behandeling'],
      to: 'afgesloten',
      by: ['gemeente', 'leerspoor'],
      words: 'Afsluiten',
      needs: ['reden', 'opmerking'],
    },
    intrekken: {
      from: ['geregistreerd', 'in_behandeling'],
      to: 'ingetrokken',
      by: ['school', 'leerspoor'],
      words: 'Intrekken',
      needs: ['reden'],
    },
    // the absence that a withdrawn melding rested on stands again
    herstellen: { from: ['ingetrokken'], to: 'geregistreerd', by: ['leerspoor'], words: 'Herstellen' },
  },
});

/** Kinds of melding as DUO knows them, and `zorg`: a concern of the school without a number of hours. */
export const MELDING_KINDS = ['16-uur', 'langdurig', 'luxe', '18plus', 'overig', 'zorg'] as const;
export type MeldingKind = (typeof MELDING_KINDS)[number];

/** What a school may report by hand; the others follow from the registered absence. */
export const MANUAL_KINDS = ['luxe', 'overig', '18plus', 'zorg'] as const;
export type ManualKind = (typeof MANUAL_KINDS)[number];

/** The kind of melding that a signal must be reported as; null where no school has to report it. */
export function meldingKindOf(rule: Rule): MeldingKind | null {
  switch (rule) {
    case 'verzuim-16u':
      return '16-uur';
    case 'verzuim-langdurig':
      return 'langdurig';
    case 'verzuim-luxe':
      return 'luxe';
    case 'verzuim-18plus':
      return '18plus';
    case 'te-laat':
    case 'uitval-18plus':
    case 'verzuim-absoluut':
    case 'ziekteverzuim':
      return null;
  }
}

/** Besluit verzuimmelding, bijlage: why a melding is closed. */
export const CLOSING_REASONS = {
  terug_naar_school: 'Terug naar school, opleiding hervat',
  beeindigd_andere_opleiding: 'Inschrijving beëindigd: andere opleiding',
  beeindigd_werk: 'Inschrijving beëindigd: werk',
  beeindigd_overig: 'Inschrijving beëindigd: overige redenen',
  beeindigd_overleden: 'Inschrijving beëindigd: overleden',
  geen_verzuim_langdurig_ziek: 'Geen verzuim: langdurig ziek',
  geen_verzuim_legitiem_afwezig: 'Geen verzuim: legitiem afwezig',
} as const;
export type ClosingReason = keyof typeof CLOSING_REASONS;

/** Besluit verzuimmelding, bijlage: what is said with it. */
export const CLOSING_NOTES = {
  gezien_door_gemeente: 'Leerling is gezien door de gemeente',
  actie_richting_leerling: 'Er wordt actie ondernomen richting de leerling',
  geen_actie_meer: 'Er loopt geen actie meer',
} as const;
export type ClosingNote = keyof typeof CLOSING_NOTES;

export const PRIORITIES = ['laag', 'normaal', 'hoog'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What the school thinks is behind it. Fixed words, so that nothing special is written down by accident. */
export const SUSPECTED_REASONS = {
  motivatie: 'Geen motivatie of verkeerde studiekeuze',
  schoolklimaat: 'Problemen op school of met medeleerlingen',
  thuissituatie: 'Omstandigheden thuis',
  lichamelijk_of_psychisch: 'Lichamelijk of psychisch niet in staat',
  financieel: 'Schulden of geldzorgen',
  werk: 'Werk naast of in plaats van school',
  politie_of_justitie: 'Aanraking met politie of justitie',
  vakantie: 'Vakantie buiten de schoolvakanties',
  onbekend: 'Onbekend',
  anders: 'Anders',
} as const;
export type SuspectedReason = keyof typeof SUSPECTED_REASONS;

import { defineStates } from '../../platform/states';

export const WARM_STATES = ['voorbereiding', 'gereed', 'overgedragen', 'vervallen'] as const;
export type WarmState = (typeof WARM_STATES)[number];

export const WARM_STEPS = ['gereedmelden', 'herzien', 'overdragen', 'laten_vervallen'] as const;
export type WarmStep = (typeof WARM_STEPS)[number];

/** The warm hand-over at 18 (domain.md 4): prepared, complete, done; or the ground for it is gone. */
export const WARM_HANDOVER = defineStates<WarmState, WarmStep>({
  name: 'warme-overdracht',
  states: {
    voorbereiding: 'In voorbereiding',
    gereed: 'Gereed',
    overgedragen: 'Overgedragen',
    vervallen: 'Vervallen',
  },
  begin: ['voorbereiding'],
  ends: ['overgedragen', 'vervallen'],
  steps: {
    gereedmelden: { from: ['voorbereiding'], to: 'gereed', by: ['leerspoor'], words: 'Gereedmelden' },
    herzien: { from: ['gereed'], to: 'voorbereiding', by: ['leerspoor'], words: 'Herzien' },
    overdragen: { from: ['gereed'], to: 'overgedragen', by: ['gemeente'], words: 'Overdragen' },
    laten_vervallen: {
      from: ['voorbereiding', 'gereed'],
      to: 'vervallen',
      by: ['gemeente', 'leerspoor'],
      words: 'Laten vervallen',
      needs: ['reden'],
    },
  },
});

/** What must be done before the file goes over. */
export const CHECKLIST = {
  'gesprek-jongere': 'Met de jongere is gesproken over de overdracht.',
  toestemming: 'De jongere weet welke gegevens meegaan en wat vrijwillig is.',
  doorstroompunt: 'Er is overlegd met de trajectbegeleider van het Doorstroompunt.',
  'lopende-hulp': 'Lopende hulp en afspraken zijn op een rij gezet.',
  samenvatting: 'De samenvatting voor het Doorstroompunt is geschreven.',
  strafrecht: 'In de samenvatting staat niets uit het strafrechtelijke deel.',
} as const;
export type ChecklistItem = keyof typeof CHECKLIST;
export const CHECKLIST_ITEMS = Object.keys(CHECKLIST) as ChecklistItem[];

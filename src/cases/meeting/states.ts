import { defineStates } from '../../platform/states';

export const MEETING_STATES = ['gepland', 'gehouden', 'vervallen'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

/** A leerlingoverleg: planned, then held with a report, or cancelled. */
export const MEETING = defineStates<MeetingState, 'houden' | 'afzeggen'>({
  name: 'overleg',
  states: { gepland: 'Gepland', gehouden: 'Gehouden', vervallen: 'Vervallen' },
  begin: ['gepland'],
  ends: ['gehouden', 'vervallen'],
  steps: {
    houden: { from: ['gepland'], to: 'gehouden', by: ['gemeente'], words: 'Verslag vastleggen' },
    afzeggen: { from: ['gepland'], to: 'vervallen', by: ['gemeente'], words: 'Afzeggen' },
  },
});

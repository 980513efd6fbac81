import { defineStates } from '../../platform/states';

export const HANDOVER_STATES = ['aangeboden', 'geaccepteerd', 'geweigerd', 'verlopen', 'ingetrokken'] as const;
export type HandoverState = (typeof HANDOVER_STATES)[number];

export const HANDOVER_STEPS = ['accepteren', 'weigeren', 'verlopen', 'opnieuw_aanbieden', 'intrekken'] as const;
export type HandoverStep = (typeof HANDOVER_STEPS)[number];

/** A dossier goes to another municipality or region. Whatever becomes of it, the dossier stays with somebody. */
export const HANDOVER = defineStates<HandoverState, HandoverStep>({
  name: 'overdracht',
  states: {
    aangeboden: 'Aangeboden',
    geaccepteerd: 'Geaccepteerd',
    geweigerd: 'Geweigerd',
    verlopen: 'Verlopen',
    ingetrokken: 'Ingetrokken',
  },
  begin: ['aangeboden'],
  ends: ['geaccepteerd', 'ingetrokken'],
  steps: {
    accepteren: { from: ['aangeboden', 'verlopen'], to: 'geaccepteerd', by: ['gemeente'], words: 'Accepteren' },
    weigeren: {
      from: ['aangeboden', 'verlopen'],
      to: 'geweigerd',
      by: ['gemeente'],
      words: 'Weigeren',
      needs: ['reden'],
    },
    verlopen: { from: ['aangeboden'], to: 'verlopen', by: ['leerspoor'], words: 'Verlopen' },
    opnieuw_aanbieden: {
      from: ['geweigerd', 'verlopen'],
      to: 'aangeboden',
      by: ['gemeente'],
      words: 'Opnieuw aanbieden',
      needs: ['reden'],
    },
    intrekken: {
      from: ['aangeboden', 'geweigerd', 'verlopen'],
      to: 'ingetrokken',
      by: ['gemeente', 'leerspoor'],
      words: 'Intrekken',
      needs: ['reden'],
    },
  },
});

/** Which side takes a step: the one that had the dossier, or the one that gets it. */
export const SIDE_OF: Record<HandoverStep, 'van' | 'naar' | null> = {
  accepteren: 'naar',
  weigeren: 'naar',
  verlopen: null,
  opnieuw_aanbieden: 'van',
  intrekken: 'van',
};

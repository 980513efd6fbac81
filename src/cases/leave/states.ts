import { defineStates } from '../../platform/states';

/** The school decides what the head may, the municipality the rest; `leave-desk` says who stands for which. */
export const LEAVE = defineStates({
  name: 'verlof',
  states: {
    ingediend: 'Ingediend',
    aan_te_vullen: 'Aan te vullen',
    toegekend: 'Toegekend',
    afgewezen: 'Afgewezen',
    ingetrokken: 'Ingetrokken',
    herroepen: 'Herroepen',
  },
  begin: ['ingediend'],
  ends: ['toegekend', 'afgewezen', 'ingetrokken', 'herroepen'],
  steps: {
    'aanvulling-vragen': {
      ...{ from: ['ingediend'], to: 'aan_te_vullen', by: ['school', 'gemeente'] },
      ...{ words: 'Om aanvulling vragen', needs: ['toelichting'] },
    },
    aanvullen: { from: ['aan_te_vullen'], to: 'ingediend', by: ['school', 'gemeente'], words: 'Aanvullen' },
    toekennen: { from: ['ingediend'], to: 'toegekend', by: ['school', 'gemeente'], words: 'Toekennen' },
    afwijzen: {
      ...{ from: ['ingediend', 'aan_te_vullen'], to: 'afgewezen', by: ['school', 'gemeente'] },
      ...{ words: 'Afwijzen', needs: ['toelichting'] },
    },
    intrekken: {
      ...{ from: ['ingediend', 'aan_te_vullen'], to: 'ingetrokken', by: ['school', 'gemeente'] },
      ...{ words: 'Intrekken', needs: ['toelichting'] },
    },
    herroepen: {
      ...{ from: ['toegekend'], to: 'herroepen', by: ['school', 'gemeente'] },
      ...{ words: 'Herroepen', needs: ['toelichting'] },
    },
  },
});
export const LEAVE_STEPS = Object.keys(LEAVE.steps);

import type { ItemForm } from '../items/item';
import { CARE_REPORT_STATES, COUNCIL_STATES } from './states';

/** Zorgmelding: each step of the meldcode is a step here, with what came of it. */
export const CARE_REPORT: ItemForm = {
  kind: 'zorgmelding',
  machine: CARE_REPORT_STATES,
  room: () => 'avg',
  read: (input) => ({ details: { signalen: input.needed('signalen', 8_000) } }),
  stepFields: {
    overleggen: (input) => ({ deskundige: input.needed('deskundige'), overleg: input.needed('overleg', 4_000) }),
    bespreken: (input) => ({ gesprek: input.needed('gesprek', 4_000) }),
    wegen: (input) => ({ weging: input.needed('weging', 4_000), acuut: input.flag('acuut') }),
  },
};

/** A request to the Raad voor de Kinderbescherming to investigate. */
export const COUNCIL: ItemForm = {
  kind: 'raad',
  machine: COUNCIL_STATES,
  room: () => 'avg',
  read: (input) => ({ details: { reden: input.needed('reden', 4_000) } }),
  stepFields: { advies: (input) => ({ advies: input.needed('advies', 4_000) }) },
};

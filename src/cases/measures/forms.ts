import type { ItemForm } from '../items/item';
import { CARE_REPORT, COUNCIL } from './care-forms';
import { BENEFIT, HALT, OFFICIAL_REPORT, ROUTE, WARNING } from './law-forms';

/** MAS routes and measures. */
export const MEASURE_FORMS = {
  'mas-route': ROUTE,
  waarschuwing: WARNING,
  halt: HALT,
  'proces-verbaal': OFFICIAL_REPORT,
  zorgmelding: CARE_REPORT,
  svb: BENEFIT,
  raad: COUNCIL,
} satisfies Record<string, ItemForm>;

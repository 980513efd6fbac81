import { CASEWORK_FORMS } from '../casework/forms';
import { MEASURE_FORMS } from '../measures/forms';
import type { ItemForm, ItemKind } from './item';

/** Every kind of item by its name: total, so that a kind without a form does not compile. */
export const ITEM_FORMS: Readonly<Record<ItemKind, ItemForm>> = { ...CASEWORK_FORMS, ...MEASURE_FORMS };

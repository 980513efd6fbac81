import type { Condition } from '../../access/conditions';
import { noteCondition } from '../../access/rooms';
import type { Scope } from '../../access/scope';
import type { Day } from '../../law/day';
import type { TermKind } from './term-settings';

/** Terms of an item of a dossier: who may not see the item is not told of its term either. */
export const ITEM_TERMS: readonly TermKind[] = ['taak', 'pv-na-verhoor', 'pv-na-melding'];

/** Terms as far as somebody may know of them, on `term t` beside `dossier d`: a proces-verbaal is for who is boa. */
export function seenTerms(scope: Scope | null, today: Day): Condition {
  const item = noteCondition(scope, 'i', today);
  const ofItems = ITEM_TERMS.map((kind) => `'${kind}'`).join(', ');
  return {
    sql: `(t.kind NOT IN (${ofItems})
      OR EXISTS (SELECT 1 FROM dossier_item i WHERE i.id = t.subject_id AND ${item.sql}))`,
    values: item.values,
  };
}

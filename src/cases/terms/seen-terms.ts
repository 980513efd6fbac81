import type { Condition } from '../../access/conditions';
import { noteCondition } from '../../access/rooms';
import type { Scope } from '../../access/scope';
import type { Day } from '../../law/day';
import type { TermKind } from './term-settings';

/** Terms of an item of a dossier: who may not see the item is not told of its term either. */
export const ITEM_TERMS: readonly TermKind[] = ['taak', 'pv-na-verhoor', 'pv-na-melding'];

/** Those of them that tell of a proces-verbaal. */
const WPG_TERMS: readonly TermKind[] = ['pv-na-verhoor', 'pv-na-melding'];

/**
 * For lists and figures, on `term t`: terms of the Wpg part are for who is boa. Those of confidential tasks stand in none:
 * their author has them in the agenda and on the page of the dossier. Null: the system itself.
 */
export function listedTerms(scope: Pick<Scope, 'wpg'> | null): string {
  if (scope === null) return '(1 = 1)';
  const hidden = scope.wpg ? 'i.confidential = 1' : "(i.confidential = 1 OR i.room = 'wpg')";
  const task = `NOT (t.kind = 'taak' AND EXISTS (SELECT 1 FROM dossier_item i WHERE i.id = t.subject_id AND ${hidden}))`;
  return scope.wpg ? task : `(t.kind NOT IN (${WPG_TERMS.map((kind) => `'${kind}'`).join(', ')}) AND ${task})`;
}

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

import type { Condition } from '../../access/conditions';
import { noteCondition } from '../../access/rooms';
import type { Scope } from '../../access/scope';
import type { Day } from '../../law/day';
import type { TermKind } from './term-settings';

/** Terms of an item of a dossier: who may not see the item is not told of its term either. */
export const ITEM_TERMS: readonly TermKind[] = ['taak', 'pv-na-verhoor', 'pv-na-melding'];

/** Those of them that tell of a proces-verbaal. */
const WPG_TERMS: readonly TermKind[] = ['pv-na-verhoor', 'pv-na-melding'];

/** For lists, without a look at the items, on `term t`: the terms of the Wpg part are for who is boa. */
export function listedTerms({ wpg }: Pick<Scope, 'wpg'>): string {
  return wpg ? '(1 = 1)' : `t.kind NOT IN (${WPG_TERMS.map((kind) => `'${kind}'`).join(', ')})`;
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

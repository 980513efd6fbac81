import type { Day } from '../../law/day';
import { RowRefusal } from './columns';

/** The six characters of a location, from a brin and a vestiging that may be two digits. */
export function locationOf(brin: string, vestiging: string): string | RowRefusal {
  if (vestiging.length === 2) return brin + vestiging;
  if (vestiging.startsWith(brin)) return vestiging;
  return new RowRefusal('vestiging', vestiging, 'begint niet met de brin van deze rij');
}

/** A refusal where a period ends before it begins. */
export function periodRefusal(from: Day | null | undefined, until: Day | null | undefined): RowRefusal | null {
  return from && until && until < from ? new RowRefusal('einddatum', until, 'ligt voor begindatum') : null;
}

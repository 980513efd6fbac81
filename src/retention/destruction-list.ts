import type { Day } from '../law/day';
import type { RecordClass } from './rules';

export const LIST_STATES = {
  opgesteld: 'Opgesteld',
  voorgedragen: 'Voorgedragen',
  goedgekeurd: 'Goedgekeurd, wordt vernietigd',
  uitgevoerd: 'Uitgevoerd',
  afgewezen: 'Afgewezen',
} as const;
export type ListState = keyof typeof LIST_STATES;

export interface DestructionList {
  id: string;
  municipality: string;
  month: Day;
  state: ListState;
  proposedBy: string | null;
  decidedBy: string | null;
  /** JSON of `Certificate`; of a list that is being destroyed: what went so far */
  certificate: string | null;
}

/** A record on a list, without saying whose: its number on the list and the year of birth have to do. */
export interface ListedItem {
  id: string;
  recordClass: RecordClass;
  /** null: it has gone */
  pupilId: string | null;
  birthYear: number | null;
  destroyOn: Day;
  source: string;
  /** aangehouden: kept; elders: it is another municipality's by now, and stays too */
  state: 'staat' | 'aangehouden' | 'elders' | 'vernietigd';
  held: boolean;
}

/** What went, in counts: per class of records, and rows per table. Nothing of anybody. */
export interface Certificate {
  gemeente: string;
  maand: Day;
  vernietigdOp: Day;
  voorgedragenDoor: string;
  goedgekeurdDoor: string;
  records: Partial<Record<RecordClass, number>>;
  /** pupils of whom nothing is left, with their last dossier or by themselves */
  leerlingen: number;
  aangehouden: number;
  /** left out, as it was another municipality's by then; not told by certificates of before it was looked at */
  elders?: number;
  rijen: Record<string, number>;
}

export const LIST = `SELECT id, municipality, month, state, proposed_by AS "proposedBy", decided_by AS "decidedBy", certificate
  FROM destruction_list`;

import type { Day } from '../../law/day';
import { regionOf } from '../../registry/facts';
import { type FigureQuestion, type Per, UNKNOWN } from '../figure';
import { LEVELS } from './levels';
import { type Reason, REASONS, type Step } from './steps';

/** Persons counted by the column of the question and the reason of their step. */
export interface Counted {
  key: string | null;
  reason: Reason;
  n: number;
}

/** One row of the statistic. A - B are `participants`; X is `leavers`. */
export interface Tally {
  key: string;
  reasons: Map<Reason, number>;
}

type KeyColumn = 'municipality' | 'location' | 'rank';

/** The column of `vsvPeople` that a distribution is counted by; regions are added up from municipalities. */
export const KEY_COLUMNS: Record<Per, KeyColumn> = {
  regio: 'municipality',
  gemeente: 'municipality',
  school: 'location',
  niveau: 'rank',
  onderwijssoort: 'rank',
};

/**
 * What is counted apart for a question, with a space between. Schools, levels and kinds of education are published beside
 * each other, and levels and kinds beside those of other areas: what is withheld of one hangs on the others.
 */
export function countedColumns({ per, publication }: FigureQuestion): readonly KeyColumn[] {
  const column = KEY_COLUMNS[per];
  if (!publication || column === 'municipality') return [column];
  return [column === 'location' ? 'location' : 'municipality', 'rank'];
}

/** The same in SQL, on `vsvPeople q`. */
export function countedKey(question: FigureQuestion): string {
  const columns = countedColumns(question);
  if (columns.length === 1) return `q.${columns[0]!}`;
  return columns
    .map((column) => (column === 'municipality' ? `COALESCE(q.${column}, '')` : `q.${column}`))
    .join(" || ' ' || ");
}

/** The key of a row by what stands in its column. `start`: the day whose regions count. */
export function keyOf(per: Per, value: string | null, start: Day): string {
  if (value === null) return UNKNOWN;
  if (per === 'regio') return regionOf(value, start) ?? UNKNOWN;
  if (per === 'gemeente') return value;
  // either, or both for a publication: see `countedColumns`
  const columns = value.split(' ');
  if (per === 'school') return columns[0]!;
  const { name, education } = LEVELS[Number(columns.at(-1))]!;
  return per === 'niveau' ? name : education;
}

/** Rows by key, in order, what is not known last; and the total of all. */
export function tally(counted: readonly Counted[], per: Per, start: Day): { rows: Tally[]; total: Tally } {
  const rows = new Map<string, Tally>();
  const total: Tally = { key: 'totaal', reasons: new Map() };
  for (const { key: value, reason, n } of counted) {
    const key = keyOf(per, value, start);
    const row = rows.get(key) ?? { key, reasons: new Map<Reason, number>() };
    rows.set(key, row);
    for (const one of [row, total]) one.reasons.set(reason, (one.reasons.get(reason) ?? 0) + n);
  }
  const sorted = [...rows.values()].sort((a, b) => {
    if ((a.key === UNKNOWN) !== (b.key === UNKNOWN)) return a.key === UNKNOWN ? 1 : -1;
    return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
  });
  return { rows: sorted, total };
}

export function inStep({ reasons }: Tally, step: Step): number {
  let sum = 0;
  for (const [reason, n] of reasons) if (REASONS[reason] === step) sum += n;
  return sum;
}

export function everybody({ reasons }: Tally): number {
  let sum = 0;
  for (const n of reasons.values()) sum += n;
  return sum;
}

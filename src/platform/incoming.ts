import type { Work } from './database/sql';

/** Why one row cannot be taken, in Dutch. `value` is as it was sent: whoever shows it masks it. */
export interface Refusal {
  column: string;
  value: string;
  reason: string;
}

/** `later`: known with other content; nothing written yet. */
export type Outcome = 'nieuw' | 'ongewijzigd' | 'gewijzigd' | 'later' | Refusal;

export interface Found<E> {
  /** rows with one key are about one thing, and the last one counts */
  key: string;
  entry: E;
}

export interface Settled {
  /** per group, per entry */
  outcomes: Outcome[][];
  /** what is remarkable about entries that were taken all the same, by the place of their group and in it */
  remarks?: { group: number; place: number; remark: string }[];
  /** pupils whose data changed, in order of first appearance */
  pupils?: string[];
  /** locations whose calendar changed */
  locations?: string[];
  staffChanged?: boolean;
}

/**
 * How a room takes rows that come in from outside. Known rows with other content are written only in the `final` pass,
 * at the end of the file: only then is sure that no later row with the same key says what already stands. So the same
 * file sent twice changes nothing, even where it holds a key twice.
 */
export interface IncomingStore<R, E> {
  /** all rows with one key matter, not the last alone */
  readonly cumulative?: boolean;
  /**
   * Names of what these rows write in: only rows that share one wait for each other, and nothing else is written that
   * other kinds write. Without it the kind is imported while no other is.
   */
  turns?(rows: readonly R[]): string[];
  /** Looks up what the rows are about, in their order. */
  resolve(work: Work, rows: readonly R[]): Promise<(Found<E> | Refusal)[]>;
  /** Takes groups of entries with one key each, in order of arrival. */
  settle(work: Work, groups: readonly E[][], final: boolean): Promise<Settled>;
}

export function isRefusal<T extends object>(value: T | Refusal): value is Refusal {
  return 'column' in value && 'reason' in value;
}

/** How one kind of thing is read and compared; null: it is not there. */
export interface Keeping<S, E> {
  /** What stands after the entry, given what stood; `known`: what stood before the first entry. */
  apply(state: S | null, entry: E, known: S | null): S | null | Refusal;
  same(a: S, b: S): boolean;
}

export interface Decision<S> {
  outcomes: Outcome[];
  /** what should stand */
  state: S | null;
  /** whether it must be written now */
  write: boolean;
}

/** What becomes of entries with one key, given what is known. Pure. */
export function decide<S extends object, E>(
  known: S | null,
  entries: readonly E[],
  keeping: Keeping<S, E>,
  final: boolean,
): Decision<S> {
  const same = (a: S | null, b: S | null) => (a === null || b === null ? a === b : keeping.same(a, b));
  const outcomes: Outcome[] = [];
  let state = known;
  for (const entry of entries) {
    const next = keeping.apply(state, entry, known);
    if (next !== null && isRefusal(next)) {
      outcomes.push(next);
      continue;
    }
    outcomes.push(state === null && next !== null ? 'nieuw' : same(state, next) ? 'ongewijzigd' : 'gewijzigd');
    state = next;
  }
  if (known === null) return { outcomes, state, write: state !== null };
  const unchanged = same(known, state);
  if (!unchanged && !final) return { outcomes: outcomes.map(() => 'later'), state, write: false };
  const settled = outcomes.map((outcome): Outcome => (typeof outcome === 'object' ? outcome : 'ongewijzigd'));
  const last = outcomes.findLastIndex((outcome) => typeof outcome !== 'object');
  if (!unchanged) settled[last] = 'gewijzigd';
  return { outcomes: settled, state, write: !unchanged };
}

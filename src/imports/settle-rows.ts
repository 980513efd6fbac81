import type { Work } from '../platform/database/sql';
import { isRefusal, type Outcome, type Settled } from '../platform/incoming';
import type { ImportKind } from './kinds';

/** What became of rows, in their order, and what is remarkable about those that were taken. */
export interface SettledRows {
  outcomes: Outcome[];
  keys: string[];
  remarks: { line: number; remark: string }[];
}

interface Options {
  /** false: what is known with other content waits for the end of the file */
  final: boolean;
  /** whether something with this key waits already */
  isWaiting?: (key: string) => boolean;
}

/** What follows from what was written, in the same unit of work. */
export type Follow = (work: Work, settled: Settled) => Promise<void>;

interface With<R, E> {
  kind: Pick<ImportKind<R, E>, 'store' | 'observer'>;
  follow: Follow;
}

/** Settles rows of one kind in a unit of work, and does what follows from it. */
export async function settleRows<R, E>(
  work: Work,
  { kind, follow }: With<R, E>,
  rows: readonly { line: number; row: R }[],
  { final, isWaiting = () => false }: Options,
): Promise<SettledRows> {
  const all = rows.map(({ row }) => row);
  await ourTurn(work, kind.store.turns?.(all));
  const found = await kind.store.resolve(work, all);
  const outcomes: Outcome[] = new Array(rows.length);
  const keys: string[] = new Array(rows.length);
  const places = new Map<string, number>();
  const groups: E[][] = [];
  const members: number[][] = [];
  for (let i = 0; i < rows.length; i++) {
    const one = found[i]!;
    if (isRefusal(one)) {
      outcomes[i] = one;
      continue;
    }
    keys[i] = one.key;
    if (!final && isWaiting(one.key)) {
      outcomes[i] = 'later';
      continue;
    }
    const place = places.get(one.key);
    if (place === undefined) {
      places.set(one.key, groups.length);
      groups.push([one.entry]);
      members.push([i]);
    } else {
      groups[place]!.push(one.entry);
      members[place]!.push(i);
    }
  }
  const settled: Settled = groups.length === 0 ? { outcomes: [] } : await kind.store.settle(work, groups, final);
  if (groups.length > 0) await follow(work, settled);
  const accepted: { line: number; entry: E }[] = [];
  for (let g = 0; g < groups.length; g++) {
    for (let n = 0; n < groups[g]!.length; n++) {
      const i = members[g]![n]!;
      const outcome = settled.outcomes[g]![n]!;
      outcomes[i] = outcome;
      if (typeof outcome === 'string' && outcome !== 'later')
        accepted.push({ line: rows[i]!.line, entry: groups[g]![n]! });
    }
  }
  const remarks = [...((await kind.observer?.observe(work, accepted)) ?? [])];
  for (const { group, place, remark } of settled.remarks ?? []) {
    remarks.push({ line: rows[members[group]![place]!]!.line, remark });
  }
  return { outcomes, keys, remarks };
}

/** Two imports at once would each find the same key free. */
async function ourTurn(work: Work, turns: readonly string[] | undefined): Promise<void> {
  if (turns === undefined) return work.exclusive('import');
  await work.shared('import');
  await work.exclusive(...turns.map((turn) => `import ${turn}`));
}

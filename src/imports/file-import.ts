import type { Work } from '../platform/database/sql';
import { isRefusal, type Outcome, type Refusal, type Settled } from '../platform/incoming';
import type { JudgeAgain } from './judge-again';
import type { ImportKind, ReadRow } from './kinds';
import type { ReportBuilder } from './report';
import type { RowsToMend } from './rows-to-mend';

/** Runs a change in a unit of work: one each for a real import, the same one throughout for a preview. */
export type InUnit = <T>(change: (work: Work) => Promise<T>) => Promise<T>;

/** Rows known with other content that wait for the end of the file, at most. */
const MOST_WAITING = 50_000;
const FINAL_CHUNK = 5_000;

/** What became of the rows of a chunk, in their order. */
interface Chunk<R> {
  rows: readonly ReadRow<R>[];
  outcomes: Outcome[];
  keys: string[];
  remarks: { line: number; remark: string }[];
}

/** Settles the rows of one file, chunk by chunk. Nothing is remembered of a chunk before its unit of work stands. */
export class FileImport<R, E> {
  /** what is known with other content, by key: written at the end, when the last row of each key is known */
  private readonly waiting = new Map<string, ReadRow<R>[]>();
  private waitingRows = 0;
  readonly perLocation = new Map<string, number>();

  constructor(
    private readonly kind: ImportKind<R, E>,
    private readonly inUnit: InUnit,
    private readonly judgeAgain: JudgeAgain,
    private readonly report: ReportBuilder,
    private readonly mend: RowsToMend,
  ) {}

  async take(rows: readonly ReadRow<R>[]): Promise<void> {
    if (rows.length === 0) return;
    await this.book(await this.inUnit((work) => this.settle(work, rows, false)));
    if (this.waitingRows > MOST_WAITING) await this.finish();
  }

  /** Writes what waited. */
  async finish(): Promise<void> {
    const groups = [...this.waiting.values()];
    this.waiting.clear();
    this.waitingRows = 0;
    for (let start = 0; start < groups.length; start += FINAL_CHUNK) {
      const rows = groups.slice(start, start + FINAL_CHUNK).flat();
      await this.book(await this.inUnit((work) => this.settle(work, rows, true)));
    }
  }

  private async settle(work: Work, rows: readonly ReadRow<R>[], final: boolean): Promise<Chunk<R>> {
    // two imports at once would each find the same key free
    await work.exclusive('import');
    const found = await this.kind.store.resolve(
      work,
      rows.map(({ row }) => row),
    );
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
      if (!final && this.waiting.has(one.key)) {
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
    const settled: Settled = groups.length === 0 ? { outcomes: [] } : await this.kind.store.settle(work, groups, final);
    await this.judgeAgain.after(work, settled, this.kind.judges);
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
    const remarks = (await this.kind.observer?.observe(work, accepted)) ?? [];
    return { rows, outcomes, keys, remarks };
  }

  private async book({ rows, outcomes, keys, remarks }: Chunk<R>): Promise<void> {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const outcome = outcomes[i]!;
      if (outcome === 'later') this.wait(keys[i]!, row);
      else if (typeof outcome === 'string') {
        this.report.counts[outcome]++;
        this.count(row.row);
      } else await this.reject(row, [outcome]);
    }
    for (const { line, remark } of remarks) this.report.notice(remark, line);
  }

  async reject(row: { line: number; raw: string }, refusals: readonly Refusal[]): Promise<void> {
    this.report.reject(row.line, refusals);
    await this.mend.add(row.raw);
  }

  private wait(key: string, row: ReadRow<R>): void {
    const earlier = this.waiting.get(key) ?? [];
    if (earlier.length > 0 && !this.kind.store.cumulative) {
      const { row: replaced } = earlier.pop()!;
      this.report.counts.ongewijzigd++;
      this.count(replaced);
      this.waitingRows--;
    }
    // a copy: the line would keep its whole piece of the file in memory
    earlier.push({ ...row, raw: Buffer.from(row.raw).toString() });
    this.waiting.set(key, earlier);
    this.waitingRows++;
  }

  private count(row: R): void {
    const location = this.kind.locationOf?.(row);
    if (location) this.perLocation.set(location, (this.perLocation.get(location) ?? 0) + 1);
  }
}

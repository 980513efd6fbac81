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

interface Placed<R, E> extends ReadRow<R> {
  key: string;
  entry: E;
}

interface Taken<R> {
  row: ReadRow<R>;
  outcome: Outcome;
  key: string;
}

interface Chunk<R> {
  taken: Taken<R>[];
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
    const found = await this.kind.store.resolve(work, rows.map(({ row }) => row));
    const taken: Taken<R>[] = [];
    const groups = new Map<string, Placed<R, E>[]>();
    found.forEach((one, i) => {
      const row = rows[i]!;
      if (isRefusal(one)) taken.push({ row, outcome: one, key: '' });
      else if (!final && this.waiting.has(one.key)) taken.push({ row, outcome: 'later', key: one.key });
      else {
        const placed = { ...row, key: one.key, entry: one.entry };
        const group = groups.get(one.key);
        if (group) group.push(placed);
        else groups.set(one.key, [placed]);
      }
    });
    const list = [...groups.values()];
    const settled: Settled =
      list.length === 0
        ? { outcomes: [] }
        : await this.kind.store.settle(work, list.map((group) => group.map(({ entry }) => entry)), final);
    await this.judgeAgain.after(work, settled, this.kind.judges);
    const accepted: Placed<R, E>[] = [];
    list.forEach((group, g) =>
      group.forEach((row, n) => {
        const outcome = settled.outcomes[g]![n]!;
        taken.push({ row, outcome, key: row.key });
        if (typeof outcome === 'string' && outcome !== 'later') accepted.push(row);
      }),
    );
    const remarks = (await this.kind.observer?.observe(work, accepted)) ?? [];
    return { taken, remarks };
  }

  private async book({ taken, remarks }: Chunk<R>): Promise<void> {
    for (const { row, outcome, key } of taken) {
      if (outcome === 'later') this.wait(key, row);
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

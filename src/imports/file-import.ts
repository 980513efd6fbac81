import type { Work } from '../platform/database/sql';
import type { Refusal } from '../platform/incoming';
import type { Ground } from './ground';
import type { ImportKind, ReadRow } from './kinds';
import type { ReportBuilder } from './report';
import type { RowsToMend } from './rows-to-mend';
import { type Follow, settleRows, type SettledRows } from './settle-rows';

/** Rows known with other content that wait for the end of the file, at most. */
const MOST_WAITING = 50_000;
const FINAL_CHUNK = 5_000;

/** What became of the rows of a chunk, in their order. */
interface Chunk<R> extends SettledRows {
  rows: readonly ReadRow<R>[];
}

/** Settles the rows of one file, chunk by chunk. Nothing is remembered of a chunk before its unit of work stands. */
export class FileImport<R, E> {
  /** what is known with other content, by key: written at the end, when the last row of each key is known */
  private readonly waiting = new Map<string, ReadRow<R>[]>();
  private waitingRows = 0;
  readonly perLocation = new Map<string, number>();
  private taking: Promise<void> = Promise.resolve();

  constructor(
    private readonly kind: ImportKind<R, E>,
    private readonly ground: Ground,
    private readonly report: ReportBuilder,
    private readonly mend: RowsToMend,
    private readonly follow: Follow,
  ) {}

  /** Begins with these rows once those before are in: a server takes them while the next are read. */
  async take(rows: readonly ReadRow<R>[]): Promise<void> {
    await this.taking;
    this.taking = this.takeNow(rows);
    // who asks for anything after this is told of it
    this.taking.catch(() => undefined);
  }

  /** Everything that was given is in, or fell. */
  async settled(): Promise<void> {
    await this.taking.catch(() => undefined);
  }

  async reject(row: { line: number; raw: string }, refusals: readonly Refusal[]): Promise<void> {
    await this.taking;
    await this.rejectNow(row, refusals);
  }

  /** Writes what waited. */
  async finish(): Promise<void> {
    await this.taking;
    await this.finishNow();
  }

  private async takeNow(rows: readonly ReadRow<R>[]): Promise<void> {
    if (rows.length === 0) return;
    if (this.ground.trial)
      await this.kind.needs(
        this.ground.trial,
        rows.map(({ row }) => row),
      );
    await this.book(await this.ground.inUnit((work) => this.settle(work, rows, false)));
    if (this.waitingRows > MOST_WAITING) await this.finishNow();
  }

  private async finishNow(): Promise<void> {
    const groups = [...this.waiting.values()];
    this.waiting.clear();
    this.waitingRows = 0;
    for (let start = 0; start < groups.length; start += FINAL_CHUNK) {
      const rows = groups.slice(start, start + FINAL_CHUNK).flat();
      await this.book(await this.ground.inUnit((work) => this.settle(work, rows, true)));
    }
  }

  private async settle(work: Work, rows: readonly ReadRow<R>[], final: boolean): Promise<Chunk<R>> {
    const isWaiting = (key: string) => this.waiting.has(key);
    const { kind, follow } = this;
    return { rows, ...(await settleRows(work, { kind, follow }, rows, { final, isWaiting })) };
  }

  private async book({ rows, outcomes, keys, remarks }: Chunk<R>): Promise<void> {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const outcome = outcomes[i]!;
      if (outcome === 'later') this.wait(keys[i]!, row);
      else if (typeof outcome === 'string') {
        this.report.counts[outcome]++;
        this.count(row.row);
      } else await this.rejectNow(row, [outcome]);
    }
    for (const { line, remark } of remarks) this.report.notice(remark, line);
  }

  private async rejectNow(row: { line: number; raw: string }, refusals: readonly Refusal[]): Promise<void> {
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

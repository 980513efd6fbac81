import type { Database } from '../../platform/database/database';
import type { Value, Work } from '../../platform/database/sql';
import { isDue, isLost, type JobTime } from '../job-time';
import type { JobData, SharedQueueLimits } from './shared-queue';

interface Row {
  id: string;
  kind: string;
  attempts: number;
}

/** Rows of one kind that go to the shared queue as one job. */
export interface Parcel {
  id: string;
  kind: string;
  data: JobData;
}

const WAITING = "state = 'wacht' AND";

/** Marks outbox rows as handed over, and takes the mark back. Marked is not done: only doing a row removes it. */
export class HandOver {
  constructor(
    private readonly database: Database,
    private readonly time: JobTime,
    private readonly limits: SharedQueueLimits,
  ) {}

  /** Whether there is anything to hand over: a look, without taking the write lock. `lostMs` as in `take`. */
  async waits(lostMs: number): Promise<boolean> {
    const { lost, fresh } = this.conditions(lostMs);
    for (const { sql, values } of [lost, fresh]) {
      if (await this.database.read.get(`SELECT id FROM outbox WHERE ${sql} ORDER BY handed_at, id LIMIT 1`, values))
        return true;
    }
    return false;
  }

  /**
   * Marks at most so many rows that are due, and groups runs of one kind: first those handed over `lostMs` ago and
   * still waiting, then those that were not. No two relays mark the same row.
   */
  async take(atMost: number, lostMs: number): Promise<Parcel[]> {
    return this.database.work(async (work) => {
      const now = new Date(this.time.now()).toISOString();
      const { lost, fresh } = this.conditions(lostMs);
      const rows = await this.pick(work, `${lost.sql} ORDER BY handed_at, id`, lost.values, atMost);
      rows.push(...(await this.pick(work, `${fresh.sql} ORDER BY id`, fresh.values, atMost - rows.length)));
      if (rows.length === 0) return [];
      await this.mark(work, rows, now);
      return this.parcels(rows, now);
    });
  }

  /** These did not reach the shared queue, or came back from it undone. */
  async takeBack(ids: string[]): Promise<void> {
    await this.database.work(async (work) => {
      const these = work.oneOf('id', ids);
      const sql = `SELECT id FROM outbox WHERE ${these.sql} AND handed_at IS NOT NULL ORDER BY id${work.claim}`;
      await this.mark(work, await work.all<{ id: string }>(sql, [these.value]), null);
    });
  }

  private conditions(lostMs: number) {
    const now = this.time.now();
    const due = isDue(now);
    const lost = isLost(now, lostMs);
    return {
      lost: { sql: `${WAITING} ${lost.sql} AND ${due.sql}`, values: [...lost.values, ...due.values] },
      fresh: { sql: `${WAITING} handed_at IS NULL AND ${due.sql}`, values: due.values },
    };
  }

  private async pick(work: Work, where: string, values: Value[], atMost: number): Promise<Row[]> {
    if (atMost <= 0) return [];
    return work.all<Row>(`SELECT id, kind, attempts FROM outbox WHERE ${where} LIMIT ${atMost}${work.claim}`, values);
  }

  private async mark(work: Work, rows: { id: string }[], at: string | null): Promise<void> {
    const these = work.oneOf(
      'id',
      rows.map((row) => row.id),
    );
    await work.run(`UPDATE outbox SET handed_at = ? WHERE ${these.sql}`, [at, these.value]);
  }

  /** The id of a job is that of its first row with the attempt and the moment: an old job never stands in its way. */
  private parcels(rows: Row[], at: string): Parcel[] {
    const parcels: Parcel[] = [];
    for (const { id, kind, attempts } of rows) {
      const last = parcels.at(-1);
      if (last?.kind === kind && last.data.ids.length < this.limits.rows) last.data.ids.push(id);
      else parcels.push({ id: `${id}-${attempts}-${Date.parse(at)}`, kind, data: { ids: [id] } });
    }
    return parcels;
  }
}

import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from '../platform/database/database';
import { isDatabaseTrouble } from '../platform/database/database-problem';
import type { Work } from '../platform/database/sql';
import { backoff, errorCode, errorTrace, MAX_ATTEMPTS } from './failure';
import { JobHandlers } from './handlers';
import { isDue, JobTime } from './job-time';
import { Problem } from '../platform/errors';
import { newId } from '../platform/ids';
import { inOperation } from '../platform/operation';
import { SpanKind, traced } from '../platform/telemetry';

interface Waiting {
  id: string;
  kind: string;
  subject: string;
  operation: string | null;
}

/** What became of a batch: rows worked, and rows that failed (they wait for another attempt, or are parked). */
export interface Outcome {
  done: number;
  failed: number;
}

const NOTHING: Outcome = { done: 0, failed: 0 };

/**
 * Works outbox rows in batches of one kind, each batch in one unit of work that also takes its rows out. A process
 * that is killed at any moment leaves them waiting, with nothing of their work done.
 */
@Injectable()
export class Batches {
  private readonly log = new Logger(Batches.name);

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(JobTime) private readonly time: JobTime,
  ) {}

  /** Works the rows that have waited longest, at most `size`, up to the first of another kind. */
  async workNext(size: number): Promise<Outcome> {
    return this.attempt((work) => this.head(work, size));
  }

  /** Works exactly these rows, of one kind, as far as they are still waiting and their time has come. */
  async workThese(ids: string[]): Promise<Outcome> {
    return this.attempt((work) => {
      const among = work.oneOf('id', ids);
      const due = isDue(this.time.now());
      const sql = `SELECT id, kind, subject, operation FROM outbox WHERE ${among.sql} AND state = 'wacht' AND ${due.sql}`;
      return work.all<Waiting>(`${sql} ORDER BY id${work.claim}`, [among.value, ...due.values]);
    });
  }

  private async head(work: Work, size: number): Promise<Waiting[]> {
    const due = isDue(this.time.now());
    const rows = await work.all<Waiting>(
      `SELECT id, kind, subject, operation FROM outbox WHERE state = 'wacht' AND ${due.sql} ORDER BY id LIMIT ${size}${work.claim}`,
      due.values,
    );
    const other = rows.findIndex((row) => row.kind !== rows[0]!.kind);
    return other < 0 ? rows : rows.slice(0, other);
  }

  /** On an error the batch is undone and split, until the row at fault stands alone. */
  private async attempt(claim: (work: Work) => Promise<Waiting[]>): Promise<Outcome> {
    let rows: Waiting[] = [];
    try {
      await this.database.work(async (work) => {
        rows = await claim(work);
        if (rows.length > 0) await this.run(work, rows);
      });
      return { done: rows.length, failed: 0 };
    } catch (error) {
      // a full disk or a server that went away is no fault of these rows
      if (rows.length === 0 || isDatabaseTrouble(error)) throw error;
      if (rows.length === 1) return this.fail(rows[0]!, error);
      const middle = Math.ceil(rows.length / 2);
      const ids = rows.map((row) => row.id);
      return sum(await this.workThese(ids.slice(0, middle)), await this.workThese(ids.slice(middle)));
    }
  }

  private async run(work: Work, rows: Waiting[]): Promise<void> {
    const kind = rows[0]!.kind;
    const handler = this.handlers.of(kind);
    if (!handler) throw new Problem('taak-onbekend', `Deze versie kent de taak ${kind} niet.`, { logLevel: 'error' });
    const subjects = rows.map((row) => row.subject);
    // Taken out first: a handler that asks for the same again gets a row of its own.
    const these = work.oneOf(
      'id',
      rows.map((row) => row.id),
    );
    await work.run(`DELETE FROM outbox WHERE ${these.sql}`, [these.value]);
    await this.inTheirOperation(rows, () => handler.handle(work, subjects));
    // What once failed for these subjects has now been done.
    const about = work.oneOf('subject', subjects, 'code');
    await work.run(`DELETE FROM outbox WHERE state = 'mislukt' AND kind = ? AND ${about.sql}`, [kind, about.value]);
  }

  /** Rows that one operation asked for are done as part of it; others in one of their own, which names them all. */
  private inTheirOperation(rows: Waiting[], handle: () => Promise<void>): Promise<void> {
    const asked = [...new Set(rows.flatMap(({ operation }) => operation ?? []))];
    const operation = asked.length === 1 ? asked[0]! : newId();
    const kind = rows[0]!.kind;
    return inOperation(operation, async () => {
      await traced(
        `taak ${kind}`,
        { 'leerspoor.taak': kind, 'leerspoor.aantal': rows.length },
        handle,
        SpanKind.CONSUMER,
      );
      this.log.debug({ msg: 'taken gedaan', soort: kind, aantal: rows.length, gevraagdDoor: asked });
    });
  }

  private async fail(row: Waiting, error: unknown): Promise<Outcome> {
    const code = errorCode(error);
    const trace = errorTrace(error);
    const attempts = await this.database.work(async (work) => {
      const sql = `SELECT attempts FROM outbox WHERE id = ? AND state = 'wacht'${work.claim}`;
      const found = await work.get<{ attempts: number }>(sql, [row.id]);
      if (!found) return 0;
      const attempts = found.attempts + 1;
      await work.run(
        'UPDATE outbox SET attempts = ?, state = ?, not_before = ?, handed_at = NULL, last_error = ? WHERE id = ?',
        [
          attempts,
          attempts >= MAX_ATTEMPTS ? 'mislukt' : 'wacht',
          new Date(this.time.now() + backoff(attempts)).toISOString(),
          trace,
          row.id,
        ],
      );
      return attempts;
    });
    if (attempts === 0) return NOTHING;
    const parked = attempts >= MAX_ATTEMPTS;
    this.log[parked ? 'error' : 'warn']({ msg: 'taak mislukt', taak: row.id, soort: row.kind, poging: attempts, code });
    if (error instanceof Error) this.log.debug({ msg: 'taak mislukt', taak: row.id, err: error });
    return { done: 0, failed: 1 };
  }
}

function sum(a: Outcome, b: Outcome): Outcome {
  return { done: a.done + b.done, failed: a.failed + b.failed };
}

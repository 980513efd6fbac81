import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database';
import { Problem } from '../platform/errors';
import { madeAt } from '../platform/ids';
import { dueAt, JobTime } from './job-time';
import { JOB_KINDS, type JobKind } from './kinds';
import { Outbox } from './outbox';

export type JobState = 'wacht' | 'mislukt';

/** A job as it may be shown: whom it is about stays inside. `lastError` is a code. */
export interface Job {
  id: string;
  kind: string;
  state: JobState;
  attempts: number;
  since: string;
  lastError: string | null;
}

export interface JobCount {
  kind: string;
  state: JobState;
  count: number;
}

const JOB = 'id, kind, state, attempts, created_at AS "since", last_error AS "lastError"';

/** What waits and what failed; tries again. */
@Injectable()
export class Queue {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(JobTime) private readonly time: JobTime,
  ) {}

  /** The jobs that have been there longest, failed ones first. */
  async list(options: { state?: JobState; limit: number; from?: number }): Promise<Job[]> {
    const where = options.state ? 'WHERE state = ?' : '';
    return this.database.read.all<Job>(`SELECT ${JOB} FROM outbox ${where} ORDER BY state, id LIMIT ? OFFSET ?`, [
      ...(options.state ? [options.state] : []),
      options.limit,
      options.from ?? 0,
    ]);
  }

  /** The job with this number, or undefined where it was done in the meantime. */
  async find(id: string): Promise<Job | undefined> {
    return this.database.read.get<Job>(`SELECT ${JOB} FROM outbox WHERE id = ?`, [id]);
  }

  async counts(): Promise<JobCount[]> {
    return this.database.read.all<JobCount>(
      'SELECT kind, state, COUNT(*) AS "count" FROM outbox GROUP BY kind, state ORDER BY kind, state',
    );
  }

  async count(state: JobState): Promise<number> {
    const sql = 'SELECT COUNT(*) AS "count" FROM outbox WHERE state = ?';
    return (await this.database.read.get<{ count: number }>(sql, [state]))!.count;
  }

  /** When the job that waits longest was asked for first, in milliseconds since 1970; null where nothing waits. */
  async waitingSince(): Promise<number | null> {
    const sql = "SELECT id FROM outbox WHERE state = 'wacht' ORDER BY id LIMIT 1";
    const oldest = await this.database.read.get<{ id: string }>(sql);
    return oldest ? madeAt(oldest.id) : null;
  }

  /** For how long the oldest job waits, in seconds; 0 where nothing waits. */
  async oldestSeconds(): Promise<number> {
    const since = await this.waitingSince();
    return since === null ? 0 : Math.max(0, this.time.now() - since) / 1000;
  }

  /** When the first waiting job may be tried, in milliseconds since 1970; null where nothing waits. */
  async nextAt(): Promise<number | null> {
    const sql = 'SELECT MIN(not_before) AS "at" FROM outbox WHERE state = \'wacht\'';
    const at = (await this.database.read.get<{ at: string | null }>(sql))!.at;
    return at === null ? null : dueAt(new Date(at).getTime(), this.time.now());
  }

  /**
   * Puts failed jobs back among the waiting: these, or all where none is named. Where the same work waits already it
   * is joined. Gives how many; throws a Problem where an id is not that of a failed job, and then changes nothing.
   */
  async retry(ids: string[]): Promise<number> {
    return this.database.work(async (work) => {
      const among = ids.length > 0 ? work.oneOf('id', ids) : null;
      const failed = await work.all<{ id: string; kind: string; subject: string }>(
        `SELECT id, kind, subject FROM outbox WHERE state = 'mislukt'${among ? ` AND ${among.sql}` : ''}${work.claim}`,
        among ? [among.value] : [],
      );
      const found = new Set(failed.map((row) => row.id));
      const unknown = ids.filter((id) => !found.has(id));
      if (unknown.length > 0) {
        throw new Problem('taak-niet-mislukt', `Geen mislukte taak met nummer ${unknown.join(', ')}.`, { status: 404 });
      }
      const these = work.oneOf('id', [...found]);
      await work.run(`DELETE FROM outbox WHERE ${these.sql}`, [these.value]);
      for (const kind of new Set(failed.map((row) => row.kind))) {
        if (!JOB_KINDS.includes(kind as JobKind)) {
          throw new Problem('taak-onbekend', `Deze versie kent de taak ${kind} niet.`);
        }
        const subjects = failed.filter((row) => row.kind === kind).map((row) => row.subject);
        await this.outbox.add(work, kind as JobKind, subjects);
      }
      return failed.length;
    });
  }
}

import { Logger } from '@nestjs/common';
import { Batches } from '../../../src/jobs/batches';
import { EmbeddedTransport } from '../../../src/jobs/embedded-transport';
import { JobHandlers } from '../../../src/jobs/handlers';
import { JobTime } from '../../../src/jobs/job-time';
import { JOB_KINDS, type JobKind } from '../../../src/jobs/kinds';
import { Outbox } from '../../../src/jobs/outbox';
import { Queue } from '../../../src/jobs/queue';
import { Relay } from '../../../src/jobs/relay';
import { SystemClock } from '../../../src/platform/clock';
import type { Work } from '../../../src/platform/database/sql';
import { type Engine, freshDatabase } from '../../support/database';

Logger.overrideLogger(false);

/** Time that passes only when somebody sleeps. */
export class TestTime extends JobTime {
  private at = Date.parse('2026-03-02T08:00:00.000Z');
  readonly slept: number[] = [];

  override now(): number {
    return this.at;
  }

  override async sleep(milliseconds: number): Promise<void> {
    this.slept.push(milliseconds);
    this.at += milliseconds;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A queue on a database of its own. */
export async function queueUnderTest(options: { time?: JobTime; engine?: Engine } = {}) {
  const { database, path, remove } = await freshDatabase(options.engine);
  const time = options.time ?? new TestTime();
  const handlers = new JobHandlers();
  const outbox = new Outbox(new SystemClock());
  const queue = new Queue(database, outbox, time);
  const batches = new Batches(database, handlers, time);
  return {
    ...{ database, path, remove, time, handlers, outbox, queue, batches },
    relay: new Relay(batches, queue, time),
    transport: new EmbeddedTransport(batches, queue, outbox, time),
    add: (kind: JobKind, subjects: string[]) => database.work((work) => outbox.add(work, kind, subjects)),
    /** Every kind not named does nothing. */
    handle: (given: Partial<Record<JobKind, (work: Work, subjects: string[]) => Promise<void>>>) => {
      for (const kind of JOB_KINDS) handlers.register(kind, { handle: given[kind] ?? (async () => undefined) });
    },
    rows: () =>
      database.read.all<{
        id: string;
        kind: string;
        subject: string;
        state: string;
        attempts: number;
        last_error: string;
      }>('SELECT id, kind, subject, state, attempts, last_error FROM outbox ORDER BY id'),
  };
}

/** Writes a fact that is unique in the database, as every handler must. */
export async function note(work: Work, subjects: string[]): Promise<void> {
  const columns = ['employee', 'kind', 'area'];
  const rows = subjects.map((subject) => [subject, 'school', '99AA']);
  await work.insert('employee_area', columns, rows, { key: columns });
}

/** What `note` wrote, in order. */
export async function noted(database: { read: { all<R>(sql: string): Promise<R[]> } }): Promise<string[]> {
  const rows = await database.read.all<{ employee: string }>('SELECT employee FROM employee_area ORDER BY employee');
  return rows.map((row) => row.employee);
}

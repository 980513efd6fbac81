import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { Batches } from '../../src/jobs/batches';
import { BullMqTransport } from '../../src/jobs/bullmq/bullmq-transport';
import { SharedQueueLimits } from '../../src/jobs/bullmq/shared-queue';
import { JobTime } from '../../src/jobs/job-time';
import { Outbox } from '../../src/jobs/outbox';
import { Queue } from '../../src/jobs/queue';
import { Database } from '../../src/platform/database/database';
import { findRedis, sweep } from './redis';

/** How the tests get waiting work done: in the process, or through a Redis. The whole suite can run on either. */
const throughRedis = process.env['LEERSPOOR_TEST_TRANSPORT'] === 'bullmq';

/** the longest that work of one test takes */
const PATIENCE_MS = 30_000;
const LOOK_MS = 5;

/** As much in one job as a batch in the process, so that work is done in the same order. */
class TestLimits extends SharedQueueLimits {
  override rows = 100;
  override emptiedMs = 500;
  override closeMs = 50;
}

/** found once for a spec file */
let redis: ReturnType<typeof findRedis> | null = null;

afterAll(async () => {
  await (await redis)?.leave();
});

/** Does whatever waits and is due in the outbox of these rooms; throws where a job fails. */
export async function workAll(rooms: INestApplicationContext): Promise<void> {
  await (throughRedis ? throughBullMq(rooms) : inProcess(rooms));
}

async function inProcess(rooms: INestApplicationContext): Promise<void> {
  const batches = rooms.get(Batches, { strict: false });
  for (;;) {
    const { done, failed } = await batches.workNext(100);
    if (failed > 0) throw new Error('a job failed');
    if (done === 0) return;
  }
}

/** A worker that starts, does everything and stops: between two calls nothing is done, as in the process. */
async function throughBullMq(rooms: INestApplicationContext): Promise<void> {
  const from = { strict: false };
  const [database, batches, outbox] = [rooms.get(Database, from), rooms.get(Batches, from), rooms.get(Outbox, from)];
  const [time, queue] = [rooms.get(JobTime, from), rooms.get(Queue, from)];
  const due = async () => ((await queue.nextAt()) ?? Infinity) <= time.now();
  if (!(await due())) return;
  redis ??= findRedis();
  const { url } = await redis;
  const prefix = `leerspoor-test-${randomBytes(6).toString('hex')}`;
  // the rooms may stand on a time of their own; a worker waits by the machine's
  const house = { database, batches, outbox, time: Object.assign(new JobTime(), { now: () => time.now() }) };
  const transport = new BullMqTransport(house, { address: url, prefix, limits: new TestLimits() });
  try {
    transport.work();
    for (const until = Date.now() + PATIENCE_MS; await due();) {
      if (Date.now() > until) throw new Error('work still waits');
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  } finally {
    await transport.stop();
    await sweep(url, prefix);
  }
  const failed = await database.read.get('SELECT id FROM outbox WHERE attempts > 0 LIMIT 1');
  if (failed) throw new Error('a job failed');
}

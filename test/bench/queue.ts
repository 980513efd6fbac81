/**
 * Pupils a second judged through Redis by two workers, from the outbox to the last signal. The limit is BullMQ without
 * our outbox: jobs that name as many pupils, each judged in one unit of work, by two processes. Same pupils, same
 * PostgreSQL, same Redis.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { Queue as BullQueue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { NestFactory } from '@nestjs/core';
import { JudgePupils } from '../../src/cases/judging/judge-pupils';
import { AppModule } from '../../src/cli/app.module';
import { migrations, tables } from '../../src/cli/schema';
import { SharedQueueLimits } from '../../src/jobs/bullmq/shared-queue';
import { Outbox } from '../../src/jobs/outbox';
import { Transport } from '../../src/jobs/transport';
import { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { Encryption } from '../../src/platform/encryption';
import { readSettings } from '../../src/platform/settings';
import { SystemClock } from '../../src/platform/clock';
import { startRedis } from '../support/redis';
import { fillRegion, TODAY } from './fill-region';
import { BENCH_ENVIRONMENT } from './import';
import { type BenchResult, perSecond, rateResult } from './measure';
import { ownDatabase } from './own-database';

const PUPILS = 6_000;
const RECORDS = 30;
const RUNS = 3;
const WORKERS = 2;
const BARE = 'kaal';

type Side = 'leerspoor' | 'limit';

/** A worker in a process of its own; resolves once it takes jobs. */
function worker(side: Side, env: Record<string, string>): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, [side], { env: { ...process.env, ...env } });
    child.once('message', () => resolve(child));
    child.once('error', reject);
  });
}

async function end(children: ChildProcess[]): Promise<void> {
  await Promise.all(
    children.map((child) => {
      const over = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      return over;
    }),
  );
}

export async function run(): Promise<BenchResult> {
  const [own, redis] = [await ownDatabase(), await startRedis()];
  const env = {
    ...BENCH_ENVIRONMENT,
    LEERSPOOR_PEILDATUM: TODAY,
    LEERSPOOR_DATABASE: own.address,
    LEERSPOOR_REDIS: redis.url,
  };
  const database = await openDatabase({ address: own.address, tables, migrations });
  try {
    await database.migrate();
    await fillRegion(database, new Encryption(env.LEERSPOOR_SLEUTEL), { pupils: PUPILS, records: RECORDS });
    const rates: number[] = [];
    const limits: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      limits.push(await measure(database, 'limit', env));
      rates.push(await measure(database, 'leerspoor', env));
    }
    return rateResult('queue', 'leerlingen/s', rates, limits);
  } finally {
    await database.close();
    await own.remove();
    await redis.down();
  }
}

async function measure(database: Database, side: Side, env: Record<string, string>): Promise<number> {
  await database.work(async (work) => {
    for (const table of ['signal', 'signal_change', 'dossier', 'assignment', 'outbox', 'audit_entry', 'audit_pupil'])
      await work.run(`DELETE FROM ${table}`);
  });
  const pupils = (await database.read.all<{ id: string }>('SELECT id FROM pupil ORDER BY id')).map((row) => row.id);
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => worker(side, env)));
  const rate = await perSecond(PUPILS, () =>
    side === 'limit' ? throughBare(pupils, env['LEERSPOOR_REDIS']!) : throughOutbox(database, pupils),
  );
  await end(workers);
  const { n } = (await database.read.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM signal'))!;
  if (n === 0) throw new Error('de meting heeft niets beoordeeld');
  return rate;
}

async function throughOutbox(database: Database, pupils: string[]): Promise<void> {
  const outbox = new Outbox(new SystemClock());
  await database.work((work) => outbox.add(work, 'beoordeel-leerling', pupils));
  while (await database.read.get("SELECT id FROM outbox WHERE kind = 'beoordeel-leerling' LIMIT 1")) await pause(20);
}

async function throughBare(pupils: string[], url: string): Promise<void> {
  const queue = new BullQueue<{ ids: string[] }>(BARE, { connection: { url } });
  const size = new SharedQueueLimits().rows;
  const jobs: { name: string; data: { ids: string[] }; opts: object }[] = [];
  for (let from = 0; from < pupils.length; from += size) {
    const opts = { removeOnComplete: true, jobId: `k-${randomBytes(8).toString('hex')}` };
    jobs.push({ name: BARE, data: { ids: pupils.slice(from, from + size) }, opts });
  }
  await queue.addBulk(jobs);
  while ((await queue.getJobCountByTypes('wait', 'active', 'delayed')) > 0) await pause(20);
  await queue.close();
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function workHere(side: Side): Promise<void> {
  const settings = readSettings(
    Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('LEERSPOOR_'))),
  );
  const app = await NestFactory.createApplicationContext(AppModule.forCommands(settings, 'silent'), { logger: false });
  if (side === 'leerspoor') app.get(Transport, { strict: false }).work();
  else {
    const [judge, database] = [app.get(JudgePupils, { strict: false }), app.get(Database)];
    const connection = new Redis(settings.LEERSPOOR_REDIS!, { maxRetriesPerRequest: null });
    const bare = new Worker<{ ids: string[] }>(
      BARE,
      (job) => database.work((work) => judge.handle(work, job.data.ids)),
      { connection },
    );
    await bare.waitUntilReady();
  }
  // the shared queue connects by itself
  await pause(1_000);
  process.send!('klaar');
}

if (require.main === module && process.send) void workHere(process.argv[2] as Side);

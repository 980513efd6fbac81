import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoDay, generateDemo } from '../../src/cli/demo/generate-demo';
import { newSecret } from '../../src/platform/encryption';
import { freshAddress } from '../support/database';
import { describeWhere } from '../support/not-run';
import { hasPostgres, onServer } from '../support/postgres';
import { ensureBuilt, leerspoor, type Running, start, waitFor } from '../support/process';
import { canStartRedis, type OwnRedis, startRedis } from '../support/redis';
import { chance } from './support/chance';
import { lookInside, type Region } from './support/region';

const LONG = Boolean(process.env['LEERSPOOR_LANG']);
const PUPILS = LONG ? 1_200 : 400;
const KILLS = LONG ? 100 : 4;
const KILLS_PER_ROUND = LONG ? 10 : 4;
const WORKERS = 2;
const SEED = 20260801;
/** longest time between two kills; a worker needs a good second to get going */
const LIVES_MS = 4_000;
/** after the last kill everything must be done by itself within so long */
const RECOVERS_MS = 60_000;

/** no signal hangs on these */
const BESIDE_THE_POINT = ['contactpersonen', 'vsv-status'];

describeWhere(hasPostgres() && canStartRedis(), 'PostgreSQL and a redis-server', 'kill -9 of workers', () => {
  let folder: string;
  let redis: OwnRedis;
  let undisturbed: Region;
  let importing: string[][];
  const leave: (() => Promise<void>)[] = [];
  const key = newSecret();

  async function freshRegion(): Promise<{ env: Record<string, string>; remove: () => Promise<void> }> {
    const { address, remove } = await freshAddress('postgres');
    leave.push(remove);
    const common = { LEERSPOOR_DATABASE: address, LEERSPOOR_SLEUTEL: key, LEERSPOOR_PEILDATUM: demoDay() };
    const env = { ...common, LEERSPOOR_REDIS: redis.url };
    for (const args of [['migrate'], ...importing, ['peil']]) {
      expect(await leerspoor(args, env)).toMatchObject({ code: 0 });
    }
    return { env, remove };
  }

  const waiting = (env: Record<string, string>): Promise<number> =>
    onServer(env['LEERSPOOR_DATABASE']!, async (client) => {
      const { rows } = await client.query<{ n: string }>('SELECT COUNT(*) AS n FROM outbox');
      return Number(rows[0]!.n);
    });

  async function untilDone(env: Record<string, string>, milliseconds: number): Promise<void> {
    const deadline = Date.now() + milliseconds;
    while ((await waiting(env)) > 0) {
      if (Date.now() > deadline) throw new Error(`${await waiting(env)} rows still wait`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async function end(worker: Running): Promise<void> {
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toMatchObject({ code: 0 });
  }

  beforeAll(async () => {
    ensureBuilt();
    redis = await startRedis();
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-worker-kill-'));
    const { files } = await generateDemo({ seed: SEED, folder: join(folder, 'bestanden'), pupils: PUPILS });
    importing = files
      .filter(({ soort }) => !BESIDE_THE_POINT.includes(soort))
      .map(({ soort, path }) => ['import', soort, path, '--json']);
    const { env } = await freshRegion();
    const worker = start(['worker'], env);
    await waitFor(worker, /^Leerspoor werkt taken/);
    await untilDone(env, RECOVERS_MS);
    await end(worker);
    undisturbed = await lookInside(env);
  }, 240_000);

  afterAll(async () => {
    await redis.down();
    for (const remove of leave) await remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has something to lose', () => {
    expect(undisturbed.signals.length).toBeGreaterThan(10);
    expect(undisturbed.faults).toEqual([]);
  });

  it(
    `stands as if undisturbed after ${KILLS} kills`,
    async () => {
      const random = chance(SEED);
      for (let kills = 0; kills < KILLS;) {
        const { env } = await freshRegion();
        const workers = Array.from({ length: WORKERS }, () => start(['worker'], env));
        for (let inRound = 0; inRound < KILLS_PER_ROUND && kills < KILLS; inRound++, kills++) {
          await new Promise((resolve) => setTimeout(resolve, 500 + random() * LIVES_MS));
          const victim = Math.floor(random() * WORKERS);
          workers[victim]!.child.kill('SIGKILL');
          expect((await workers[victim]!.ended).code).toBeNull();
          workers[victim] = start(['worker'], env);
          // work that is never lacking: everybody is judged again
          expect(await leerspoor(['peil'], env)).toMatchObject({ code: 0 });
        }
        await untilDone(env, RECOVERS_MS);
        await Promise.all(workers.map((worker) => waitFor(worker, /^Leerspoor werkt taken/)));
        await Promise.all(workers.map(end));
        expect(await lookInside(env)).toEqual(undisturbed);
      }
    },
    KILLS * 60_000,
  );
});

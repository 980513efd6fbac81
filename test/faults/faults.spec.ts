import { chance } from '../jobs/support/chance';
import { lookInside } from '../jobs/support/region';
import { describeWhere } from '../support/not-run';
import { canStartPostgres } from '../support/own-postgres';
import { onServer } from '../support/postgres';
import { type Running, waitFor } from '../support/process';
import { canStartRedis, onRedis } from '../support/redis';
import { type Env, pause, RECOVERS_MS, RegionUnderFault } from './region-under-fault';

const LONG = Boolean(process.env['LEERSPOOR_LANG']);
const PUPILS = LONG ? 800 : 300;
const KILLS = LONG ? 100 : 5;
const KILLS_PER_ROUND = LONG ? 10 : 5;
const SEED = 20260801;
/** longest time between two kills; a process needs a good second to get going */
const LIVES_MS = 3_500;

/** Only a look at whether the server does its work; 0 where nothing answers. */
const ready = async (address: string): Promise<number> =>
  fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status,
    () => 0,
  );

async function waitForWords({ said }: Running, words: string, milliseconds = 20_000): Promise<void> {
  for (const deadline = Date.now() + milliseconds; !said().stderr.includes(words);) {
    if (Date.now() > deadline) throw new Error(`never saw ${words}: ${said().stderr}`);
    await pause(50);
  }
}

async function untilReady(address: string, milliseconds = RECOVERS_MS): Promise<void> {
  for (const deadline = Date.now() + milliseconds; (await ready(address)) !== 200;) {
    if (Date.now() > deadline) throw new Error('the server did not come back');
    await pause(200);
  }
}

describeWhere(canStartPostgres() && canStartRedis(), 'PostgreSQL and Redis to start', 'a region under faults', () => {
  let region: RegionUnderFault;

  beforeAll(async () => {
    region = await RegionUnderFault.make(PUPILS);
  }, 300_000);
  afterAll(() => region.leave());
  afterEach(() => region.endAll());

  const standsAsUndisturbed = async (env: Env): Promise<void> => {
    await region.untilDone(env);
    await region.endAll();
    expect(await lookInside(env)).toEqual(region.undisturbed);
  };

  /** Two workers, a server that relays, and an import that is begun again until it ends by itself. */
  class Crew {
    private readonly crew: { args: string[]; env: Env; now: Running }[];
    imported = false;

    constructor(env: Env) {
      const start = (args: string[], more: Env = {}) => {
        const all = { ...env, ...more };
        return { args, env: all, now: region.start(args, all) };
      };
      this.crew = [
        start(['worker']),
        start(['worker']),
        start(['serve'], { PORT: '0' }),
        start(['import', 'verzuim', region.absence, '--json']),
      ];
    }

    /** Kills one of them, and starts it again. */
    async kill(random: () => number): Promise<void> {
      const victim = this.crew[Math.floor(random() * this.crew.length)]!;
      victim.now.child.kill('SIGKILL');
      const { code, stderr } = await victim.now.ended;
      // an import may have ended before; nothing else may end by itself
      expect({ args: victim.args, code: victim.args[0] === 'import' ? null : code, stderr }).toMatchObject({
        code: null,
      });
      victim.now = region.start(victim.args, victim.env);
    }

    async untilImported(): Promise<void> {
      expect(await this.crew[3]!.now.ended).toMatchObject({ code: 0 });
    }
  }

  it('has something to lose', () => {
    expect(region.undisturbed.signals.length).toBeGreaterThan(10);
    expect(region.undisturbed.faults).toEqual([]);
  });

  it(
    `stands as if undisturbed after ${KILLS} kills of workers, servers that relay and imports`,
    async () => {
      const random = chance(SEED);
      for (let kills = 0; kills < KILLS;) {
        const env = await region.fresh();
        const crew = new Crew(env);
        for (let inRound = 0; inRound < KILLS_PER_ROUND && kills < KILLS; inRound++, kills++) {
          await pause(300 + random() * LIVES_MS);
          await crew.kill(random);
          // work that is never lacking: everybody without a school is judged again
          if (inRound % 3 === 0) await region.command(['peil'], env);
        }
        await crew.untilImported();
        await region.command(['peil'], env);
        await standsAsUndisturbed(env);
      }
    },
    120_000 + KILLS * 30_000,
  );

  it('stands as if undisturbed where PostgreSQL is cut off and restarted under everything', async () => {
    const env = await region.fresh();
    const { server, address } = await region.serve(env);
    const workers = [region.start(['worker'], env), region.start(['worker'], env)];
    const importing = region.start(['import', 'verzuim', region.absence, '--json'], env);
    await pause(1_500);
    await region.postgres.down();
    // one that is started while the database is away waits for it
    workers.push(region.start(['worker'], env));
    await waitForWords(workers[2]!, 'antwoordt nog niet');
    expect(await ready(address)).toBe(503);
    await region.postgres.up();
    await untilReady(address);
    await waitFor(workers[2]!, /^Leerspoor werkt taken/);
    // an import whose COMMIT was cut off says so and is begun again; sending a file twice changes nothing
    if ((await importing.ended).code !== 0) await region.import(env);
    await region.command(['peil'], env);
    await region.untilDone(env);
    for (const { child } of [server, ...workers]) expect(child.exitCode).toBeNull();
    await standsAsUndisturbed(env);
  }, 200_000);

  it('stands as if undisturbed where two processes import the same file at once', async () => {
    const env = await region.fresh();
    region.start(['worker'], env);
    await Promise.all([region.import(env), region.import(env)]);
    await region.command(['peil'], env);
    await standsAsUndisturbed(env);
  }, 120_000);

  it('stands as if undisturbed where Redis is emptied and restarted under everything', async () => {
    const env = await region.fresh();
    const { server, address } = await region.serve(env);
    const workers = [region.start(['worker'], env), region.start(['worker'], env)];
    const importing = region.import(env);
    await pause(1_000);
    await onRedis(region.redis.url, (client) => client.flushall());
    await pause(500);
    await region.redis.down();
    await pause(1_500);
    await region.redis.up();
    await importing;
    await untilReady(address);
    await region.command(['peil'], env);
    await region.untilDone(env);
    for (const { child } of [server, ...workers]) expect(child.exitCode).toBeNull();
    await standsAsUndisturbed(env);
  }, 200_000);

  it('asks for what is done daily once, whatever runs and however often it is started', async () => {
    const env: Env = { ...(await region.fresh()), LEERSPOOR_PEILTIJD: '00:00' };
    delete env['LEERSPOOR_PEILDATUM'];
    const crew = () => [region.start(['worker'], env), region.start(['worker'], env), region.start(['worker'], env)];
    const [servers, first] = [await Promise.all([region.serve(env), region.serve(env)]), crew()];
    await Promise.all(first.map((one) => waitFor(one, /^Leerspoor werkt taken/)));
    await region.untilDone(env);
    for (const { child } of first) child.kill('SIGKILL');
    await Promise.all(crew().map((one) => waitFor(one, /^Leerspoor werkt taken/)));
    await pause(1_000);
    expect(servers).toHaveLength(2);
    const asked = await onServer(env['LEERSPOOR_DATABASE']!, (client) =>
      client.query('SELECT kind FROM daily_run ORDER BY kind'),
    );
    const swept = await onServer(env['LEERSPOOR_DATABASE']!, (client) => client.query('SELECT day FROM sweep'));
    expect([asked.rows, swept.rows]).toEqual([
      [{ kind: 'maak-vernietigingslijsten' }, { kind: 'peil' }],
      [expect.anything()],
    ]);
  }, 120_000);
  // it takes as long as a process that sits still is borne with
  if (LONG)
    it('stands as if undisturbed where a worker freezes past its lock in the middle of a job', async () => {
      const env = await region.fresh();
      const frozen = region.start(['worker'], env);
      await waitFor(frozen, /^Leerspoor werkt taken/);
      await region.import(env);
      await region.command(['peil'], env);
      // frozen where it holds rows in a unit of work
      await onServer(env['LEERSPOOR_DATABASE']!, async (client) => {
        const busy = `SELECT 1 FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()`;
        for (const until = Date.now() + 20_000; (await client.query(busy)).rowCount === 0;) {
          if (Date.now() > until) throw new Error('the worker was never in a unit of work');
        }
      });
      frozen.child.kill('SIGSTOP');
      const begin = Date.now();
      region.start(['worker'], env);
      await region.untilDone(env, RECOVERS_MS + 5_000);
      expect(Date.now() - begin).toBeLessThan(RECOVERS_MS + 5_000);
      frozen.child.kill('SIGCONT');
      await pause(3_000);
      expect(frozen.child.exitCode).toBeNull();
      await standsAsUndisturbed(env);
    }, 200_000);
});

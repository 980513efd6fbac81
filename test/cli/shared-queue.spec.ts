import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEADLINE_MS } from '../../src/platform/shutdown';
import { describeWhere } from '../support/not-run';
import { ensureBuilt, leerspoor, type Running, start, waitFor } from '../support/process';
import { canStartRedis, type OwnRedis, startRedis } from '../support/redis';

describeWhere(canStartRedis(), 'a redis-server to start', 'commands with a shared queue', () => {
  let folder: string;
  let env: Record<string, string>;
  let redis: OwnRedis;
  let server: Running;
  let address: string;

  const gauge = async (name: string): Promise<number> => {
    const text = await (await fetch(`${address}/metrics`, { headers: { authorization: 'Bearer meten' } })).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  const until = async (condition: () => Promise<boolean>): Promise<void> => {
    for (const deadline = Date.now() + 20_000; !(await condition());) {
      if (Date.now() > deadline) throw new Error('waited too long');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const ready = async (): Promise<number> => (await fetch(`${address}/readyz`)).status;
  /** A change of staff asks for work. */
  const ask = async (employee: string): Promise<void> => {
    const file = join(folder, 'medewerkers.csv');
    writeFileSync(file, `medewerker;naam;rol\n${employee};Verzonnen;leerplichtambtenaar\n`);
    expect(await leerspoor(['import', 'medewerkers', file], env)).toMatchObject({ code: 0 });
  };

  beforeAll(async () => {
    ensureBuilt();
    redis = await startRedis();
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-shared-'));
    const database = {
      LEERSPOOR_DATABASE: join(folder, 'leerspoor.db'),
      LEERSPOOR_METRICS_TOKEN: 'meten',
      LEERSPOOR_PEILTIJD: 'uit',
    };
    env = { ...database, LEERSPOOR_REDIS: redis.url, PORT: '0' };
    await leerspoor(['migrate'], env);
    server = start(['serve'], env);
    address = (await waitFor(server, /^Leerspoor luistert op (http:\S+)\n$/))[1]!;
  }, 180_000);
  afterAll(async () => {
    server.child.kill('SIGKILL');
    await server.ended;
    await redis.down();
    rmSync(folder, { recursive: true, force: true });
  });

  it('serve hands work over and leaves doing it to a worker', async () => {
    await until(async () => (await ready()) === 200);
    await ask('m1');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await gauge('leerspoor_wachtrij_wachtend')).toBe(1);
    expect(await gauge('leerspoor_wachtrij_oudste_seconden')).toBeGreaterThan(1);
    expect(await gauge('leerspoor_wachtrij_mislukt')).toBe(0);
    const state = (await (await fetch(`${address}/readyz`)).json()) as { details: { wachtrij: object } };
    expect(state.details.wachtrij).toMatchObject({ status: 'up', wachtend: 1, mislukt: 0 });
    const worker = start(['worker'], env);
    await waitFor(worker, /^Leerspoor werkt taken van de gedeelde wachtrij/);
    await until(async () => (await gauge('leerspoor_wachtrij_wachtend')) === 0);
    expect(await gauge('leerspoor_wachtrij_oudste_seconden')).toBe(0);
    const begin = Date.now();
    worker.child.kill('SIGTERM');
    expect(await worker.ended).toMatchObject({ code: 0, stderr: '' });
    expect(Date.now() - begin).toBeLessThan(DEADLINE_MS);
  });

  it('without Redis serve is not ready, takes in work all the same, and is ready again by itself', async () => {
    await redis.down();
    await until(async () => (await ready()) === 503);
    const begin = Date.now();
    const answer = (await (await fetch(`${address}/readyz`)).json()) as { details: unknown };
    expect(answer.details).toMatchObject({ database: { status: 'up' }, wachtrij: { status: 'down' } });
    expect(Date.now() - begin).toBeLessThan(2_000);
    await ask('m2');
    expect(await gauge('leerspoor_wachtrij_wachtend')).toBe(1);
    // the outbox is the truth: a person can always work it
    expect(await leerspoor(['werk', '--tot-leeg'], env)).toMatchObject({ code: 0 });
    expect(await gauge('leerspoor_wachtrij_wachtend')).toBe(0);
    await redis.up();
    await until(async () => (await ready()) === 200);
    const lines = server.said().stderr.split('\n');
    expect(lines.filter((line) => line.includes('antwoordt niet'))).toHaveLength(1);
  });

  it('a worker and a server end in good order where Redis is away', async () => {
    await redis.down();
    const worker = start(['worker'], env);
    await waitFor(worker, /^Leerspoor werkt taken/);
    const begin = Date.now();
    for (const running of [worker, server]) running.child.kill('SIGTERM');
    for (const running of [worker, server]) expect(await running.ended).toMatchObject({ code: 0 });
    expect(Date.now() - begin).toBeLessThan(DEADLINE_MS);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoDay, generateDemo } from '../../src/cli/demo/generate-demo';
import { tables } from '../../src/cli/schema';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { newSecret } from '../../src/platform/encryption';
import { type FreshAddress, freshAddress } from '../support/database';
import { describeWhere } from '../support/not-run';
import { hasPostgres } from '../support/postgres';
import { ensureBuilt, leerspoor, type Running, start, waitFor } from '../support/process';
import { canStartRedis, onRedis, type OwnRedis, startRedis } from '../support/redis';
import { found, type Known, known, numbersIn } from './known-people';

const IMPORTED = ['scholen', 'leerlingen', 'contactpersonen', 'verzuim'];

describeWhere(hasPostgres() && canStartRedis(), 'PostgreSQL and a redis-server to start', 'servers at scale', () => {
  let folder: string;
  let fresh: FreshAddress;
  let redis: OwnRedis;
  let database: Database;
  let people: Known;
  const running: Running[] = [];
  /** every command that Redis was given, with what it carried */
  const commands: string[] = [];

  beforeAll(async () => {
    ensureBuilt();
    [fresh, redis] = [await freshAddress('postgres'), await startRedis()];
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-lek-'));
    const secret = newSecret();
    const env = {
      ...{ LEERSPOOR_DATABASE: fresh.address, LEERSPOOR_REDIS: redis.url, LEERSPOOR_SLEUTEL: secret, PORT: '0' },
      ...{ LEERSPOOR_BIJLAGEN: join(folder, 'bijlagen'), LEERSPOOR_PEILDATUM: demoDay(), LEERSPOOR_PEILTIJD: 'uit' },
    };
    await onRedis(redis.url, async (client) => {
      const monitor = await client.duplicate().monitor();
      monitor.on('monitor', (_time: string, args: string[]) => commands.push(args.join(' ')));
      try {
        expect(await leerspoor(['migrate'], env)).toMatchObject({ code: 0 });
        const { files } = await generateDemo({ seed: 7, folder: join(folder, 'bestanden'), pupils: 80 });
        for (const soort of IMPORTED) {
          const { path } = files.find((one) => one.soort === soort)!;
          const done = await leerspoor(['import', soort, path], env);
          expect({ soort, stderr: done.stderr }).toEqual({ soort, stderr: '' });
        }
        expect(await leerspoor(['peil'], env)).toMatchObject({ code: 0 });
        for (const command of ['serve', 'worker']) running.push(start([command], env));
        await waitFor(running[1]!, /werkt taken/);
        database = await openDatabase({ address: fresh.address, tables, migrations: [] });
        for (const until = Date.now() + 60_000; ;) {
          const { n } = (await database.read.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM outbox'))!;
          if (n === 0) break;
          if (Date.now() > until) throw new Error(`${n} jobs are left`);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      } finally {
        monitor.disconnect();
      }
    });
    people = await known(database, secret);
  }, 180_000);

  afterAll(async () => {
    for (const { child, ended } of running) {
      child.kill('SIGTERM');
      await ended;
    }
    await database.close();
    await redis.down();
    await fresh.remove();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('the tables of PostgreSQL hold no number, contact data or key', async () => {
    expect(people.numbers.size).toBe(80);
    let rows = 0;
    for (const { name } of tables) {
      const all = await database.read.all(`SELECT * FROM ${name}`);
      rows += all.length;
      const text = JSON.stringify(all);
      expect({ name, numbers: numbersIn(text, people.numbers) }).toEqual({ name, numbers: [] });
      for (const texts of [people.contacts, people.keys])
        expect({ name, text: found(text, texts) }).toMatchObject({ text: null });
    }
    expect(rows).toBeGreaterThan(500);
  });

  it('Redis was told no number, contact data, name or key', () => {
    expect(commands.length).toBeGreaterThan(20);
    const text = commands.join('\n');
    expect(text).toMatch(/beoordeel/);
    expect(numbersIn(text, people.numbers)).toEqual([]);
    for (const texts of [people.contacts, people.names, people.keys]) expect(found(text, texts)).toBeNull();
  });

  it('nor do the log lines of server and worker', () => {
    const text = running.map((one) => one.said().stderr).join('\n');
    expect(numbersIn(text, people.numbers)).toEqual([]);
    for (const texts of [people.contacts, people.names, people.keys]) expect(found(text, texts)).toBeNull();
  });
});

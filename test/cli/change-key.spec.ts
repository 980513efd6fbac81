import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations, tables } from '../../src/cli/schema';
import { hashOfToken } from '../../src/access/tokens';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import type { Value } from '../../src/platform/database/sql';
import { Encryption } from '../../src/platform/encryption';
import { newId } from '../../src/platform/ids';
import { findSecret } from '../../src/platform/key-file';
import { cell } from '../../src/platform/place';
import { pupil } from '../../src/registry/tables';
import { ensureBuilt, leerspoor, type Running, start, waitFor } from '../support/process';

const PUPILS = 2_500;
const KEY = 'leerspoor_sleutel-van-een-school';
const NOW = '2026-01-01T00:00:00.000Z';

/** A database with a key file and a school full of pupils, that a server serves while its key changes. */
describe('leerspoor sleutel wissel', () => {
  let folder: string;
  let path: string;
  let database: Database;
  let env: Record<string, string>;
  const servers: Running[] = [];

  beforeAll(async () => {
    ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-sleutel-'));
    path = join(folder, 'leerspoor.db');
    env = { LEERSPOOR_DATABASE: path, LEERSPOOR_BIJLAGEN: join(folder, 'bijlagen'), PORT: '0' };
    const encryption = new Encryption(findSecret({ LEERSPOOR_DATABASE: path }));
    database = await openDatabase({ address: path, tables, migrations });
    await database.migrate();
    await database.work(async (work) => {
      const insert = (table: string, rows: Record<string, Value>[]) =>
        work.insert(
          table,
          Object.keys(rows[0]!),
          rows.map((row) => Object.values(row)),
        );
      const ids = Array.from({ length: PUPILS }, () => newId());
      await insert(
        'pupil',
        ids.map((id, n) => {
          const pgn = String(100_000_000 + n);
          const sealed = encryption.encrypt(pgn, cell(pupil, 'pgn', { id }));
          const rest = { birth_date: '2012-05-06', last_name: `K${n}`, secret_address: 0, changed_at: NOW };
          return { id, pgn: sealed, pgn_index: encryption.index(pgn), ...rest };
        }),
      );
      await insert(
        'enrolment',
        ids.map((pupil_id) => {
          const rest = { location: '01AB00', from_date: '2020-08-01', education: 'vo' };
          return { id: newId(), pupil_id, ...rest };
        }),
      );
      const school = { name: 'De Eik', municipality: '0114', holiday_region: 'Noord' };
      await insert('school_location', [{ code: '01AB00', brin: '01AB', ...school }]);
      const rights = { rights: 'leerlingen:lezen', until_date: '2099-01-01', made_on: '2026-01-01' };
      await insert('machine', [{ id: newId(), name: 'las', key_hash: hashOfToken(KEY), schools: '01AB', ...rights }]);
    });
  }, 120_000);

  afterAll(async () => {
    for (const { child, ended } of servers) {
      child.kill('SIGTERM');
      await ended;
    }
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const serve = async (): Promise<string> => {
    const server = start(['serve'], { ...env, LEERSPOOR_VERZOEKEN_PER_MINUUT: '1000000' });
    servers.push(server);
    return (await waitFor(server, /luistert op (\S+)/))[1]!;
  };

  /** How many pupils stand under which key. */
  const underKey = async (): Promise<Record<string, number>> => {
    const sql = 'SELECT SUBSTR(pgn, 1, 2) AS "key", COUNT(*) AS "n" FROM pupil GROUP BY SUBSTR(pgn, 1, 2)';
    const rows = await database.read.all<{ key: string; n: number }>(sql);
    return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
  };

  const holders = async (): Promise<string[]> =>
    (await database.read.all<{ id: string }>('SELECT id FROM key_holder')).map(({ id }) => id);

  it('serves on while everything goes to another key, is killed halfway and goes on', async () => {
    const address = await serve();
    const wrong: string[] = [];
    let asked = 0;
    let stop = false;
    const asking = (async () => {
      while (!stop) {
        const page = 1 + (asked++ % 50);
        const answer = await fetch(`${address}/api/v1/leerlingen?pagina=${page}&paginagrootte=50`, {
          headers: { authorization: `Bearer ${KEY}` },
        });
        const body = await answer.text();
        const numbers = body.match(/"pgn":"1\d{8}"/g) ?? [];
        if (answer.status !== 200 || numbers.length === 0) wrong.push(`${answer.status} ${body.slice(0, 200)}`);
      }
    })();
    try {
      const before = await holders();
      const killed = start(['sleutel', 'wissel'], env);
      while (!((await underKey())['2~']! > 200)) await new Promise((resolve) => setTimeout(resolve, 5));
      killed.child.kill('SIGKILL');
      await killed.ended;
      const lost = (await holders()).filter((id) => !before.includes(id));
      expect(lost).toHaveLength(1);
      const halfway = await underKey();
      expect(halfway['1~']).toBeGreaterThan(0);
      expect(halfway['2~']).toBeGreaterThan(0);
      // a process that starts now takes both keys from the file
      await serve();
      // the one that was killed is given up after a minute: no need to wait for it here
      const { sql, value } = database.read.oneOf('id', lost);
      await database.work((work) => work.run(`DELETE FROM key_holder WHERE ${sql}`, [value]));
      const done = await leerspoor(['sleutel', 'wissel', '--json'], env);
      expect(done).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(done.stdout)).toMatchObject({ sleutel: 2 });
    } finally {
      stop = true;
      await asking;
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(10);
    expect(await underKey()).toEqual({ '2~': PUPILS });
    expect(readFileSync(`${path}.sleutel`, 'utf8')).toMatch(/^2:\S+\n$/);
    expect(readFileSync(`${path}.sleutel.oud`, 'utf8')).toMatch(/^1:\S+\n$/);
    for (const file of [`${path}.sleutel`, `${path}.sleutel.oud`]) expect(statSync(file).mode & 0o777).toBe(0o600);
  }, 120_000);

  it('begins with a new key each time it was done', async () => {
    const again = await leerspoor(['sleutel', 'wissel'], env);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('sleutel 3');
    expect(readFileSync(`${path}.sleutel.oud`, 'utf8').match(/^\d/gm)).toEqual(['1', '2']);
  }, 60_000);

  it('makes a key to set, the next after those there are', async () => {
    const first = await leerspoor(['sleutel', 'nieuw'], { ...env, LEERSPOOR_DATABASE: 'postgres://x/y' });
    expect(first.code).toBe(2);
    const made = await leerspoor(['sleutel', 'nieuw'], env);
    expect(made.stdout).toMatch(/^1:[A-Za-z0-9+/]{43}=\n$/);
    const next = await leerspoor(['sleutel', 'nieuw'], { ...env, LEERSPOOR_SLEUTEL: made.stdout.trim() });
    expect(next.stdout).toMatch(/^2:[A-Za-z0-9+/]{43}=\n$/);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import type { Work } from '../../src/platform/database/sql';
import { describeWhere } from '../support/not-run';
import { hasPostgres, onServer } from '../support/postgres';
import { sampleDatabase, SAMPLE_COLUMNS, sampleRow } from '../support/sample-database';

const original = Client.prototype.query;
const MINE = 'SELECT pg_backend_pid() AS "pid"';

describeWhere(hasPostgres(), 'PostgreSQL', 'a connection to PostgreSQL that breaks', () => {
  let database: Database;
  let address: string;
  let remove: () => Promise<void>;

  beforeAll(async () => {
    ({ database, address, remove } = await sampleDatabase('postgres'));
  });
  afterAll(() => remove());

  /** Ends the server's side of a connection, as a restart does. */
  const cut = (pid: number) => onServer(address, (client) => client.query('SELECT pg_terminate_backend($1)', [pid]));
  const pid = async (work: Pick<Work, 'get'>): Promise<number> => (await work.get<{ pid: number }>(MINE))!.pid;
  const insert = (work: Work, name: string) => work.insert('sample', SAMPLE_COLUMNS, [sampleRow({ name })]);
  const names = async (like: string): Promise<number> =>
    (await database.read.get<{ n: number }>('SELECT COUNT(*) AS "n" FROM sample WHERE name = ?', [like]))!.n;

  it('between two statements of a unit of work: that begins again, and its rows are there once', async () => {
    let times = 0;
    await database.work(async (work) => {
      times++;
      await insert(work, 'between');
      if (times > 1) return;
      await cut(await pid(work));
      // the driver hears of it while nobody asks anything
      await sleep(200);
      await work.get(MINE);
    });
    expect(times).toBe(2);
    expect(await names('between')).toBe(1);
  });

  it('while COMMIT is asked: nothing is done a second time by itself, and it is told', async () => {
    let times = 0;
    const committed = database.work(async (work) => {
      times++;
      await insert(work, 'at the end');
      await cut(await pid(work));
    });
    await expect(committed).rejects.toMatchObject({ code: '08007' });
    expect(times).toBe(1);
    expect(await names('at the end')).toBe(0);
  });

  it('that does not break gets one statement at a time, also where a unit of work asks several at once', async () => {
    const asked = jest.spyOn(Client.prototype, 'query');
    let open = 0;
    let most = 0;
    asked.mockImplementation(function (this: Client, ...given: unknown[]) {
      most = Math.max(most, ++open);
      const answer = (original as (...given: unknown[]) => Promise<unknown>).apply(this, given);
      return answer.finally(() => open--) as never;
    } as never);
    try {
      const got = await database.work((work) => Promise.all([1, 2, 3].map((n) => work.get(`SELECT ${n} AS "n"`))));
      expect(got).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
      const failing = database.work((work) => Promise.all([work.get('SELECT 1/0'), insert(work, 'beside')]));
      await expect(failing).rejects.toMatchObject({ code: '22012' });
    } finally {
      asked.mockRestore();
    }
    expect(most).toBe(1);
    expect(await names('beside')).toBe(0);
  });

  it('while it lies idle in the pool: the next question gets another', async () => {
    await cut(await database.work(pid));
    await sleep(200);
    expect(await names('nobody')).toBe(0);
  });

  it('under a stream: the reader hears of it, and the pool is whole again', async () => {
    const read = async (): Promise<void> => {
      let cutOff = false;
      for await (const _ of database.read.stream('SELECT g FROM generate_series(1, 100000) g')) {
        if (cutOff) continue; // rows that were already on their way
        const own = `SELECT pid FROM pg_stat_activity WHERE query LIKE 'FETCH%' AND datname = current_database()`;
        const found = await onServer(address, (client) => client.query<{ pid: number }>(own));
        for (const row of found.rows) await cut(row.pid);
        cutOff = found.rows.length > 0;
      }
    };
    await expect(read()).rejects.toThrow();
    await Promise.all(Array.from({ length: 8 }, () => database.read.get(MINE)));
  });

  it('cannot be held for ever: who sits still in a unit of work loses it, a statement and a lock have an end', async () => {
    const settings = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
    for (const name of settings) {
      const { value } = (await database.read.get<{ value: string }>(`SELECT current_setting('${name}') AS "value"`))!;
      expect({ name, value }).not.toEqual({ name, value: '0' });
    }
  });

  it('has a number that is set: units of work hold seven in ten at most, and leave the rest to who reads', async () => {
    const small = await openDatabase({ address, tables: [], migrations: [], connections: 4 });
    let held = 0;
    let free: () => void = () => undefined;
    const freed = new Promise<void>((resolve) => (free = resolve));
    const holding = Array.from({ length: 3 }, () => small.work(async () => void (held++, await freed)));
    for (const end = Date.now() + 20_000; held < 2 && Date.now() < end;) await sleep(20);
    await sleep(300); // the third has had its chance, and still waits
    expect(held).toBe(2);
    expect(await small.read.get<{ one: number }>('SELECT 1 AS "one"')).toEqual({ one: 1 });
    free();
    await Promise.all(holding);
    expect(held).toBe(3);
    await small.close();
  });
});

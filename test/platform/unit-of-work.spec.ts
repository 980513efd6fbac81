import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Database } from '../../src/platform/database/database';
import type { Work } from '../../src/platform/database/sql';
import { forEachEngine } from '../support/database';
import { SAMPLE_COLUMNS, sampleDatabase, sampleRow } from '../support/sample-database';

const moment = (ms = 5) => new Promise((resolve) => setTimeout(resolve, ms));

forEachEngine('a unit of work', (engine) => {
  let database: Database;
  let address: string;
  let remove: () => Promise<void>;

  beforeAll(async () => ({ database, address, remove } = await sampleDatabase(engine)));
  beforeEach(() => database.work((work) => work.run('DELETE FROM sample')));
  afterAll(() => remove());

  const add = (work: Work, name: string, amount = 0) =>
    work.insert('sample', SAMPLE_COLUMNS, [sampleRow({ name, amount })]);
  const names = async () =>
    (await database.read.all<{ name: string }>('SELECT name FROM sample ORDER BY name')).map((row) => row.name);
  const amountOf = async (name: string) =>
    (await database.read.get<{ amount: number }>('SELECT amount FROM sample WHERE name = ?', [name]))?.amount;

  /** Reads, waits and writes back: two of these at once would lose one of the two. */
  async function addOne(work: Work, lock: string): Promise<void> {
    const { amount } = (await work.get<{ amount: number }>(`SELECT amount FROM sample WHERE name = 'a'${lock}`))!;
    await moment(2);
    await work.run("UPDATE sample SET amount = ? WHERE name = 'a'", [amount + 1]);
  }

  it('locks what it reads with `lock`: parallel units come one after the other and none is lost', async () => {
    await database.work((work) => add(work, 'a'));
    await Promise.all(Array.from({ length: 20 }, () => database.work((work) => addOne(work, work.lock))));
    expect(await amountOf('a')).toBe(20);
  });

  it('is alone behind an `exclusive` name: parallel units come one after the other and none is lost', async () => {
    await database.work((work) => add(work, 'a'));
    const unit = async (work: Work) => {
      await work.exclusive('teller');
      await addOne(work, '');
    };
    await Promise.all(Array.from({ length: 20 }, () => database.work(unit)));
    expect(await amountOf('a')).toBe(20);
  });

  it('lets in who shares a name, and keeps who wants to be alone out until they are done', async () => {
    await database.work((work) => add(work, 'a'));
    const order: string[] = [];
    const sharing = (name: string) =>
      database.work(async (work) => {
        await work.shared('teller');
        order.push(`${name} in`);
        await moment(60);
        order.push(`${name} out`);
      });
    const first = sharing('one');
    await moment(20);
    const alone = database.work(async (work) => {
      await work.exclusive('teller', 'en nog een');
      order.push('alone');
    });
    await Promise.all([first, alone]);
    expect(order).toEqual(['one in', 'one out', 'alone']);
    order.length = 0;
    await Promise.all([sharing('one'), sharing('two')]);
    // a file has one writer; a server lets them in together
    expect(order.slice(0, 2).map((line) => line.slice(-2))).toEqual(
      engine === 'postgres' ? ['in', 'in'] : ['in', 'ut'],
    );
  });

  it('leaves others room to read, however many wait for each other', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const units = Array.from({ length: 12 }, () =>
      database.work(async (work) => {
        await work.exclusive('teller');
        await held;
      }),
    );
    await moment(100);
    expect(await names()).toEqual([]);
    release();
    await Promise.all(units);
  });

  it('is seen by others only when it is done', async () => {
    await database.work(async (work) => {
      await add(work, 'a');
      expect(await work.get('SELECT name FROM sample')).toEqual({ name: 'a' });
      expect(await names()).toEqual([]);
    });
    expect(await names()).toEqual(['a']);
  });

  it('that fails leaves nothing, passes its error on, and does not roll back its neighbours', async () => {
    const failing = database.work(async (work) => {
      await add(work, 'fails');
      await moment(20);
      throw new Error('halverwege');
    });
    const neighbours = ['x', 'y'].map((name) =>
      database.work(async (work) => {
        await add(work, `${name}1`);
        await moment(10);
        await add(work, `${name}2`);
      }),
    );
    await expect(failing).rejects.toThrow('halverwege');
    await Promise.all(neighbours);
    expect(await names()).toEqual(['x1', 'x2', 'y1', 'y2']);
  });

  it('that broke a rule of the database leaves nothing either, and the next one works', async () => {
    await database.work((work) => add(work, 'a'));
    const unit = database.work(async (work) => void (await add(work, 'b'), await add(work, 'a')));
    await expect(unit).rejects.toMatchObject({ code: engine === 'sqlite' ? 'SQLITE_CONSTRAINT_UNIQUE' : '23505' });
    for (let i = 0; i < 6; i++) await database.work((work) => add(work, `c${i}`));
    expect(await names()).toEqual(['a', 'c0', 'c1', 'c2', 'c3', 'c4', 'c5']);
  });

  describe('that the database asks to try again', () => {
    const busy = () => Object.assign(new Error('try again'), { code: engine === 'sqlite' ? 'SQLITE_BUSY' : '40001' });

    it('starts again whole: what it wrote the first time is gone', async () => {
      let attempts = 0;
      await database.work(async (work) => {
        attempts++;
        await add(work, `attempt ${attempts}`);
        if (attempts < 3) throw busy();
      });
      expect(attempts).toBe(3);
      expect(await names()).toEqual(['attempt 3']);
    });

    it('gives up after five attempts and leaves nothing', async () => {
      let attempts = 0;
      const unit = database.work(async (work) => {
        await add(work, `attempt ${++attempts}`);
        throw busy();
      });
      await expect(unit).rejects.toThrow('try again');
      expect(attempts).toBe(5);
      expect(await names()).toEqual([]);
    });

    it('is not tried again for any other error', async () => {
      let attempts = 0;
      await expect(database.work(async () => Promise.reject(new Error(`fault ${++attempts}`)))).rejects.toThrow(
        'fault 1',
      );
      expect(attempts).toBe(1);
    });
  });

  if (engine === 'postgres') {
    it('comes through a deadlock: the one that the server ends starts again, and both stand', async () => {
      await database.work(async (work) => void (await add(work, 'a'), await add(work, 'b')));
      let attempts = 0;
      const unit = (first: string, second: string) =>
        database.work(async (work) => {
          attempts++;
          await work.run('UPDATE sample SET amount = amount + 1 WHERE name = ?', [first]);
          await moment(100);
          await work.run('UPDATE sample SET amount = amount + 1 WHERE name = ?', [second]);
        });
      await Promise.all([unit('a', 'b'), unit('b', 'a')]);
      expect(attempts).toBe(3);
      expect([await amountOf('a'), await amountOf('b')]).toEqual([2, 2]);
    });
  } else {
    it('waits for another process that writes to the same file', async () => {
      await database.work((work) => add(work, 'a'));
      const script = `
        const Database = require(${JSON.stringify(require.resolve('better-sqlite3'))});
        const other = new Database(process.argv[1]);
        other.exec("BEGIN IMMEDIATE; UPDATE sample SET amount = 10");
        process.stdout.write('begonnen');
        setTimeout(() => other.exec('COMMIT'), 300);`;
      const child = spawn(process.execPath, ['-e', script, address], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'exit');
      await once(child.stdout, 'data');
      await database.work((work) => work.run('UPDATE sample SET amount = amount + 1'));
      expect(await amountOf('a')).toBe(11);
      expect(await ended).toEqual([0, null]);
    });
  }
});

import type { Database } from '../../src/platform/database/database';
import type { Value } from '../../src/platform/database/sql';
import { newId } from '../../src/platform/ids';
import { forEachEngine } from '../support/database';
import { SAMPLE_COLUMNS, sampleDatabase, sampleRow } from '../support/sample-database';

/** One contract, two engines: what a room writes against `Sql` means the same on both. */
forEachEngine('the sql port', (engine) => {
  let database: Database;
  let remove: () => Promise<void>;

  beforeAll(async () => ({ database, remove } = await sampleDatabase(engine)));
  beforeEach(() => database.work((work) => work.run('DELETE FROM sample')));
  afterAll(() => remove());

  const add = (...rows: Value[][]) => database.work((work) => work.insert('sample', SAMPLE_COLUMNS, rows));
  const names = async (sql = 'SELECT name FROM sample ORDER BY name', values: Value[] = []) =>
    (await database.read.all<{ name: string }>(sql, values)).map((row) => row.name);

  it('gives back days, moments, whole numbers, flags, text and nothing exactly as they went in', async () => {
    const full = {
      ...{ id: newId(), name: "L'été; ?", story: 'Ÿ\n"x"', born: '2026-03-29', seen: '2026-03-29T00:59:59.123Z' },
      ...{ amount: -2_000_000_000, chosen: 1 as const, extra: '{"a":[1,null]}' },
    };
    const empty = {
      id: newId(),
      name: 'leeg',
      story: null,
      born: null,
      seen: null,
      amount: 0,
      chosen: 0 as const,
      extra: null,
    };
    await add(sampleRow(full), sampleRow(empty));
    expect(await database.read.get('SELECT * FROM sample WHERE id = ?', [full.id])).toEqual(full);
    expect(await database.read.get('SELECT * FROM sample WHERE id = ?', [empty.id])).toEqual(empty);
  });

  it('counts in one pass what is stored, with the same days and numbers as every other question', async () => {
    await add(sampleRow({ name: 'a', born: '2026-03-29' }), sampleRow({ name: 'b', born: '2026-03-29' }));
    const sql =
      'SELECT s.born, COUNT(*) AS n FROM sample s JOIN sample t ON t.id = s.id WHERE s.born = ? GROUP BY s.born';
    expect(await database.read.scan(sql, ['2026-03-29'])).toEqual([{ born: '2026-03-29', n: 2 }]);
    expect(await database.read.scan(sql, ['2026-03-30'])).toEqual([]);
    await expect(database.read.scan('SELECT nothing FROM nowhere')).rejects.toBeDefined();
    expect(await names()).toEqual(['a', 'b']);
  });

  it('counts a table in parts to the same sums, whether it is parted or not', async () => {
    await add(...Array.from({ length: 40 }, (_, i) => sampleRow({ name: `n${i}`, amount: i % 3 })));
    const seen: string[] = [];
    const rows = await database.read.scanParts<{ amount: number; n: number }>('sample', (part) => {
      seen.push(part('s.id'));
      return `SELECT s.amount, COUNT(*) AS n FROM sample s WHERE s.amount >= 0${part('s.id')} GROUP BY s.amount`;
    });
    // forty rows are not worth dividing
    expect(seen).toEqual(['']);
    expect(rows.sort((a, b) => a.amount - b.amount).map(({ n }) => n)).toEqual([14, 13, 13]);
    await expect(database.read.scanParts('sample', () => 'SELECT nothing FROM nowhere')).rejects.toBeDefined();
  });

  it.each(['0001-01-01', '1900-02-28', '2024-02-29', '2025-10-26', '9999-12-31'])('keeps the day %s', async (born) => {
    await add(sampleRow({ name: 'a', born }));
    expect(await database.read.get('SELECT max(born) AS last, min(born) AS first FROM sample')).toEqual({
      first: born,
      last: born,
    });
    expect(await names('SELECT name FROM sample WHERE born = ?', [born])).toEqual(['a']);
    expect(await names('SELECT name FROM sample WHERE born < ?', [born])).toEqual([]);
  });

  it.each([
    '2026-03-29T01:00:00.000Z',
    '2026-10-25T00:30:00.001Z',
    '2026-10-25T01:30:00.001Z',
    '1970-01-01T00:00:00.000Z',
  ])('keeps the moment %s, also where the clock in Amsterdam jumps', async (seen) => {
    await add(sampleRow({ name: 'a', seen }));
    expect(await database.read.get('SELECT max(seen) AS seen FROM sample')).toEqual({ seen });
    expect(await names('SELECT name FROM sample WHERE seen >= ?', [seen])).toEqual(['a']);
    expect(await names('SELECT name FROM sample WHERE seen > ?', [seen])).toEqual([]);
  });

  it('gives counts and sums as numbers, and the sum of nothing as null', async () => {
    await add(sampleRow({ name: 'a', amount: 2_000_000_000 }), sampleRow({ name: 'b', amount: 2_000_000_000 }));
    const question = 'SELECT count(*) AS rows, sum(amount) AS total FROM sample WHERE name <> ?';
    expect(await database.read.get(question, ['c'])).toEqual({ rows: 2, total: 4_000_000_000 });
    expect(await database.read.get('SELECT sum(amount) AS total FROM sample WHERE name = ?', ['c'])).toEqual({
      total: null,
    });
  });

  it('get gives the first row or undefined; run tells how many rows it touched', async () => {
    await add(sampleRow({ name: 'a' }), sampleRow({ name: 'b' }));
    expect(await database.read.get('SELECT name FROM sample ORDER BY name DESC')).toEqual({ name: 'b' });
    expect(await database.read.get('SELECT name FROM sample WHERE name = ?', ['c'])).toBeUndefined();
    const change = (name: string) =>
      database.work((work) => work.run('UPDATE sample SET amount = ? WHERE name >= ?', [1, name]));
    expect(await change('b')).toBe(1);
    expect(await change('a')).toBe(2);
    expect(await change('z')).toBe(0);
  });

  it('tells capitals apart and looks up text with quotes and % as it is', async () => {
    await add(sampleRow({ name: 'a' }), sampleRow({ name: 'A' }), sampleRow({ name: `%'";--` }));
    expect(await names('SELECT name FROM sample WHERE name = ?', ['A'])).toEqual(['A']);
    expect(await names('SELECT name FROM sample WHERE name = ?', [`%'";--`])).toEqual([`%'";--`]);
  });

  describe('insert', () => {
    it('takes no rows and more rows than one statement holds', async () => {
      expect(await add()).toBe(0);
      expect(await add(...Array.from({ length: 5_001 }, (_, i) => sampleRow({ name: `n${i}` })))).toBe(5_001);
      expect(await database.read.get('SELECT count(*) AS n FROM sample')).toEqual({ n: 5_001 });
    });

    it('refuses a row whose key is taken, and none of the call stands', async () => {
      await add(sampleRow({ name: 'a' }));
      await expect(add(sampleRow({ name: 'b' }), sampleRow({ name: 'a' }))).rejects.toMatchObject({
        code: engine === 'sqlite' ? 'SQLITE_CONSTRAINT_UNIQUE' : '23505',
      });
      expect(await names()).toEqual(['a']);
    });

    it('leaves out a row whose key is taken where that is asked, and counts the others', async () => {
      await add(sampleRow({ name: 'a', amount: 1 }));
      const rows = [sampleRow({ name: 'a', amount: 2 }), sampleRow({ name: 'b', amount: 2 })];
      const onConflict = { key: ['name'] };
      expect(await database.work((work) => work.insert('sample', SAMPLE_COLUMNS, rows, onConflict))).toBe(1);
      expect(await database.read.get('SELECT amount FROM sample WHERE name = ?', ['a'])).toEqual({ amount: 1 });
    });

    it('updates only the named columns of a row whose key is taken', async () => {
      await add(sampleRow({ name: 'a', amount: 1, story: 'oud' }));
      const row = sampleRow({ name: 'a', amount: 2, story: 'nieuw' });
      const onConflict = { key: ['name'], update: ['amount'] };
      expect(await database.work((work) => work.insert('sample', SAMPLE_COLUMNS, [row], onConflict))).toBe(1);
      expect(await database.read.get('SELECT amount, story FROM sample')).toEqual({ amount: 2, story: 'oud' });
    });

    it('knows the key of a partial index: only the chosen ones are unique', async () => {
      await add(sampleRow({ name: 'a', amount: 7, chosen: 1 }));
      const rows = [sampleRow({ name: 'b', amount: 7, chosen: 0 }), sampleRow({ name: 'c', amount: 7, chosen: 1 })];
      const onConflict = { key: ['amount'], where: 'chosen = 1' };
      expect(await database.work((work) => work.insert('sample', SAMPLE_COLUMNS, rows, onConflict))).toBe(1);
      expect(await names()).toEqual(['a', 'b']);
    });
  });

  it('insertNew tells which rows it left out, also one that comes twice in the same call', async () => {
    await add(sampleRow({ name: 'b', amount: 1 }));
    const rows = ['a', 'b', 'c', 'a'].map((name) => sampleRow({ name, amount: 2 }));
    expect(await database.work((work) => work.insertNew('sample', SAMPLE_COLUMNS, rows, ['name']))).toEqual([1, 3]);
    expect(await names('SELECT name FROM sample WHERE amount = ? ORDER BY name', [2])).toEqual(['a', 'c']);
    expect(await database.work((work) => work.insertNew('sample', SAMPLE_COLUMNS, [], ['name']))).toEqual([]);
  });

  describe('oneOf', () => {
    const ids = [newId(), newId(), newId()];
    beforeEach(() =>
      add(
        sampleRow({ id: ids[0]!, name: `a,"'`, born: '2026-01-01' }),
        sampleRow({ id: ids[1]!, name: '{b}', born: '2026-01-02' }),
        sampleRow({ id: ids[2]!, name: 'c', born: null }),
      ),
    );

    it.each([
      ['id', 'id', ids.slice(0, 2)],
      ['code', 'name', [`a,"'`, '{b}', 'x']],
      ['day', 'born', ['2026-01-01', '2026-01-02', '2026-01-03']],
    ] as const)('finds by %s, whatever the values hold', async (meaning, column, values) => {
      const { sql, value } = database.read.oneOf(column, [...values], meaning);
      expect(await names(`SELECT name FROM sample WHERE amount = ? AND ${sql} ORDER BY name`, [0, value])).toEqual([
        `a,"'`,
        '{b}',
      ]);
    });

    it('of nothing is nothing; of very many is still one value', async () => {
      const none = database.read.oneOf('name', [], 'code');
      expect(await names(`SELECT name FROM sample WHERE ${none.sql}`, [none.value])).toEqual([]);
      const many = database.read.oneOf('name', ['c', ...Array.from({ length: 40_000 }, (_, i) => `n${i}`)], 'code');
      expect(await names(`SELECT name FROM sample WHERE ${many.sql}`, [many.value])).toEqual(['c']);
    });
  });

  describe('stream', () => {
    beforeEach(() =>
      add(...Array.from({ length: 4_001 }, (_, i) => sampleRow({ name: `n${i}`, amount: i, born: '2026-01-01' }))),
    );
    const question = 'SELECT amount, born FROM sample WHERE amount >= ? ORDER BY amount';

    it('gives every row once, in order, in the same shape as all', async () => {
      const seen: unknown[] = [];
      for await (const row of database.read.stream(question, [1])) seen.push(row);
      expect(seen).toHaveLength(4_000);
      expect(seen).toEqual(await database.read.all(question, [1]));
    });

    it('can be left early, more often than there are connections', async () => {
      for (let i = 0; i < 10; i++) {
        for await (const row of database.read.stream<{ amount: number }>(question, [i])) {
          expect(row.amount).toBe(i);
          break;
        }
      }
      expect(await add(sampleRow({ name: 'later' }))).toBe(1);
    });

    it('gives what was there when it began, while others write', async () => {
      let rows = 0;
      for await (const { amount } of database.read.stream<{ amount: number }>(question, [0])) {
        if (amount === 5) await add(sampleRow({ name: 'meanwhile', amount: 9_999 }));
        rows++;
      }
      expect(rows).toBe(4_001);
      expect(await names('SELECT name FROM sample WHERE amount = ?', [9_999])).toEqual(['meanwhile']);
    });
  });
});

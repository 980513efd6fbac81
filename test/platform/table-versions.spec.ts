import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { SAMPLE_COLUMNS, sampleDatabase, sampleRow } from '../support/sample-database';

describe('the word that tells whether tables have changed, on SQLite', () => {
  let database: Database;
  let address: string;
  let remove: () => Promise<void>;

  beforeAll(async () => ({ database, address, remove } = await sampleDatabase('sqlite')));
  afterAll(() => remove());

  const word = () => database.versionOf(['sample']);

  it('stays the same while only others are written, and while everything is read', async () => {
    const before = word();
    expect(before).not.toBeNull();
    await database.read.all('SELECT * FROM sample');
    await database.work(async (work) => void (await work.all('SELECT * FROM sample')));
    await database.work(async (work) => void (await work.run('CREATE TABLE aside (id text)')));
    await database.work(async (work) => void (await work.insert('aside', ['id'], [['x']])));
    expect(word()).toBe(before);
  });

  it('differs after each way of writing, and not before the unit of work has ended', async () => {
    const seen = new Set([word()]);
    const change = async (how: Parameters<Database['work']>[0]) => {
      await database.work(async (work) => {
        await how(work);
        expect(seen.has(word())).toBe(true);
      });
      expect(seen.has(word())).toBe(false);
      seen.add(word());
    };
    await change((work) => work.insert('sample', SAMPLE_COLUMNS, [sampleRow({ name: 'a' })]));
    await change((work) => work.insertNew('sample', SAMPLE_COLUMNS, [sampleRow({ name: 'b' })], ['id']));
    await change((work) => work.run("UPDATE sample SET name = 'c' WHERE name = 'a'"));
    await change((work) => work.run("UPDATE sample SET name = 'c' WHERE name = 'a'"));
    await change((work) => work.all("UPDATE sample SET name = 'd' WHERE name = 'c' RETURNING name"));
    await change((work) => work.get('DELETE FROM "sample" RETURNING name'));
  });

  it('differs after what another connection committed, of whatever table', async () => {
    const other = await openDatabase({ address, tables: [], migrations: [] });
    try {
      const before = word();
      await other.work((work) => work.insert('sample', SAMPLE_COLUMNS, [sampleRow({ name: 'e' })]));
      expect(word()).not.toBe(before);
    } finally {
      await other.close();
    }
  });
});

import { migrations, tables } from '../../src/cli/schema';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { newId } from '../../src/platform/ids';
import { forEachEngine, freshAddress } from '../support/database';

const columns = ['id', 'pgn', 'pgn_index', 'birth_date', 'secret_address', 'changed_at'];
const pupil = () => [newId(), '1.x', 'index', '2012-03-04', 0, '2026-11-22T08:00:00.000Z'];

forEachEngine('migrations', (engine) => {
  let database: Database;
  let remove: () => Promise<void>;

  beforeEach(async () => {
    const fresh = await freshAddress(engine);
    remove = fresh.remove;
    database = await openDatabase({ address: fresh.address, tables, migrations });
  });

  afterEach(async () => {
    await database.close();
    await remove();
  });

  async function tableNames(): Promise<string[]> {
    const runner = database.dataSource.createQueryRunner();
    try {
      // a view is no table of ours, and PostgreSQL names its tables with the schema
      const found = await runner.getTables();
      return found
        .map((table) => table.name.replace(/^public\./, ''))
        .filter((name) => tables.some((t) => t.name === name));
    } finally {
      await runner.release();
    }
  }

  it('are still to be done in a new database, which is refused until they are', async () => {
    expect(await database.isCurrent()).toBe(false);
    await expect(database.requireCurrent()).rejects.toMatchObject({
      code: 'database-niet-bijgewerkt',
      message: expect.stringContaining('leerspoor migrate'),
    });
    expect(await database.migrate()).toHaveLength(migrations.length);
    await expect(database.requireCurrent()).resolves.toBeUndefined();
  });

  it('are done once: a second time there is nothing to do and no row is lost', async () => {
    await database.migrate();
    await database.work((work) => work.insert('pupil', columns, [pupil()]));
    expect(await database.migrate()).toEqual([]);
    expect(await database.read.get('SELECT count(*) AS n FROM pupil')).toEqual({ n: 1 });
  });

  it('make every table, take every table away again with rows in it, and make them anew', async () => {
    await database.migrate();
    expect((await tableNames()).sort()).toEqual(tables.map((table) => table.name).sort());
    await database.work((work) => work.insert('pupil', columns, [pupil()]));
    for (const _ of migrations) await database.dataSource.undoLastMigration({ transaction: 'all' });
    expect(await tableNames()).toEqual([]);
    expect(await database.isCurrent()).toBe(false);
    await database.migrate();
    expect(await database.read.get('SELECT count(*) AS n FROM pupil')).toEqual({ n: 0 });
  });
});

import { migrations, tables } from '../../src/cli/schema';
import { openDatabase } from '../../src/platform/database/database';

const postgres = process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/test';

describe.each([
  ['SQLite', ':memory:'],
  ['PostgreSQL', postgres],
])('schema on %s', (_, address) => {
  it('is, after all migrations, exactly what the tables of the rooms say', async () => {
    const database = await openDatabase({ address, tables, migrations });
    try {
      if (address === postgres) await database.dataSource.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
      await database.migrate();
      const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map((query) => query.query)).toEqual([]);
      expect(await database.isCurrent()).toBe(true);
    } finally {
      await database.close();
    }
  });
});

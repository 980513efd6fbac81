import { migrations, tables } from '../../src/cli/schema';
import { openDatabase } from '../../src/platform/database/open-database';
import { forEachEngine, freshAddress } from '../support/database';

forEachEngine('schema', (engine) => {
  it('is, after all migrations, exactly what the tables of the rooms say', async () => {
    const { address, remove } = await freshAddress(engine);
    const database = await openDatabase({ address, tables, migrations });
    try {
      await database.migrate();
      const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map((query) => query.query)).toEqual([]);
      expect(await database.isCurrent()).toBe(true);
    } finally {
      await database.close();
      await remove();
    }
  });

  it('would show a difference: one column more in the tables is found', async () => {
    const [first, ...rest] = tables;
    const changed = { ...first!, columns: { ...first!.columns, extra: { meaning: 'text' as const, nullable: true } } };
    const { address, remove } = await freshAddress(engine);
    const database = await openDatabase({ address, tables: [changed, ...rest], migrations });
    try {
      await database.migrate();
      const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map((query) => query.query).join('\n')).toContain('extra');
    } finally {
      await database.close();
      await remove();
    }
  });
});

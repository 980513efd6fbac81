import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations, tables } from '../../src/cli/schema';
import { type Database, openDatabase } from '../../src/platform/database/database';

/** A migrated SQLite database in a folder of its own; `remove` closes it and takes the folder away. */
export async function freshDatabase(): Promise<{ database: Database; path: string; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-'));
  const path = join(folder, 'test.db');
  const database = await openDatabase({ address: path, tables, migrations });
  await database.migrate();
  return {
    database,
    path,
    remove: async () => {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable } from '../../migrations/migration-table';
import { code, day, flag, id, instant, integer, json, table, text } from '../../src/platform/database/columns';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import type { Value } from '../../src/platform/database/sql';
import { newId } from '../../src/platform/ids';
import { type Engine, freshAddress } from './database';

/** A table with a column of every meaning: what the ground promises is tested apart from what the rooms need. */
const sample = table(
  'sample',
  {
    id: id(),
    name: code(40),
    story: text({ nullable: true }),
    born: day({ nullable: true }),
    seen: instant({ nullable: true }),
    amount: integer(),
    chosen: flag(),
    extra: json({ nullable: true }),
  },
  ['id'],
  {
    ux_sample_name: { columns: ['name'], unique: true },
    ux_sample_chosen: { columns: ['amount'], unique: true, where: 'chosen = 1' },
  },
);

class SampleSchema1763769600000 implements MigrationInterface {
  name = 'SampleSchema1763769600000';

  async up(runner: QueryRunner): Promise<void> {
    await createTable(runner, sample.name, sample.columns, sample.primaryKey, sample.indexes);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(sample.name);
  }
}

export const SAMPLE_COLUMNS = Object.keys(sample.columns);

interface SampleRow {
  id: string;
  name: string;
  story: string | null;
  born: string | null;
  seen: string | null;
  amount: number;
  chosen: 0 | 1;
  extra: string | null;
}

export function sampleRow(given: Partial<SampleRow> & { name: string }): Value[] {
  const row = { id: newId(), story: null, born: null, seen: null, amount: 0, chosen: 0, extra: null, ...given };
  return SAMPLE_COLUMNS.map((column) => row[column as keyof SampleRow]);
}

export async function sampleDatabase(
  engine: Engine,
): Promise<{ database: Database; address: string; remove: () => Promise<void> }> {
  const fresh = await freshAddress(engine);
  // few connections: one that is not given back is soon missed
  const options = { tables: [sample], migrations: [SampleSchema1763769600000], connections: 4 };
  const database = await openDatabase({ address: fresh.address, ...options });
  await database.migrate();
  return {
    database,
    address: fresh.address,
    remove: async () => {
      await database.close();
      await fresh.remove();
    },
  };
}

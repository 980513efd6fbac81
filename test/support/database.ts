import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations, tables } from '../../src/cli/schema';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { projectRoot } from '../../src/platform/config-file';
import { describeWhere } from './not-run';
import { findPostgres, hasPostgres, onServer } from './postgres';

export type Engine = 'sqlite' | 'postgres';

/** The engine that `freshDatabase()` uses when it is not told: the whole suite can run on PostgreSQL. */
export const chosenEngine: Engine = process.env['LEERSPOOR_TEST_ENGINE'] === 'postgres' ? 'postgres' : 'sqlite';

export interface FreshAddress {
  engine: Engine;
  /** a SQLite path or a `postgres://` address, as LEERSPOOR_DATABASE takes it */
  address: string;
  remove: () => Promise<void>;
}

/** An empty database of its own, not opened and without tables. */
export async function freshAddress(engine: Engine = chosenEngine): Promise<FreshAddress> {
  return engine === 'sqlite' ? sqliteFile() : postgresDatabase();
}

/** A migrated database of its own; `remove` closes it and takes it away. `path` is its address. */
export async function freshDatabase(
  engine: Engine = chosenEngine,
): Promise<{ database: Database; path: string; engine: Engine; remove: () => Promise<void> }> {
  const fresh = engine === 'sqlite' ? sqliteFile() : await postgresDatabase(await migratedTemplate());
  if (engine === 'sqlite') copyFileSync(await migratedFile(), fresh.address);
  const database = await openDatabase({ address: fresh.address, tables, migrations });
  return {
    database,
    engine,
    path: fresh.address,
    remove: async () => {
      await database.close();
      await fresh.remove();
    },
  };
}

/** `describe` on both engines. Without a PostgreSQL server that half is reported as not run; with CI=true it fails. */
export function forEachEngine(name: string, body: (engine: Engine) => void): void {
  describe(`${name} [SQLite]`, () => body('sqlite'));
  describeWhere(hasPostgres(), 'PostgreSQL', `${name} [PostgreSQL]`, () => body('postgres'));
}

function sqliteFile(): FreshAddress {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-'));
  return {
    engine: 'sqlite',
    address: join(folder, 'test.db'),
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * A migrated SQLite file to copy: migrating takes longer than many a test. Made once for all that run; another change of
 * the schema has another file.
 */
export async function migratedFile(): Promise<string> {
  const path = join(tmpdir(), `leerspoor-leeg-${schemaKey()}.db`);
  if (!existsSync(path)) {
    const made = sqliteFile();
    const database = await openDatabase({ address: made.address, tables, migrations });
    await database.migrate();
    await database.close();
    // whole at once: others may look for it meanwhile
    renameSync(made.address, path);
    await made.remove();
  }
  return path;
}

/** Of all that migrating runs: another one where a migration or what it is written with changes. */
function schemaKey(): string {
  const hash = createHash('sha256');
  for (const folder of ['migrations', join('src', 'platform', 'database')]) {
    for (const file of readdirSync(join(projectRoot(), folder)).sort()) {
      hash.update(readFileSync(join(projectRoot(), folder, file)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

let template: Promise<FreshAddress> | null = null;

/** Migrating costs PostgreSQL far more than copying a database: a spec file migrates once and copies for each test. */
async function migratedTemplate(): Promise<string> {
  template ??= (async () => {
    const fresh = await postgresDatabase();
    const database = await openDatabase({ address: fresh.address, tables, migrations });
    await database.migrate();
    await database.close();
    return fresh;
  })();
  return new URL((await template).address).pathname.slice(1);
}

afterAll(async () => {
  await (await template)?.remove();
});

async function postgresDatabase(from = 'template0'): Promise<FreshAddress> {
  const server = await findPostgres();
  const name = `leerspoor_test_${randomBytes(8).toString('hex')}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${from} ENCODING 'UTF8'`));
  const address = new URL(server);
  address.pathname = `/${name}`;
  return {
    engine: 'postgres',
    address: address.href,
    // FORCE: a test that killed a process may leave its connection behind
    remove: () => onServer(server, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}

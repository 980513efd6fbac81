import { Mutex } from 'async-mutex';
import type { Database as SqliteHandle } from 'better-sqlite3';
import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import { Problem } from '../errors';
import type { Table } from './columns';
import { databaseProblem } from './database-problem';
import { dialectOf, entitySchema } from './dialect';
import { PostgresSql, readLikeSqlite } from './postgres';
import type { Sql, Work } from './sql';
import { openSqliteReader, prepareSqlite, SqliteSql, BUSY_TIMEOUT_MS } from './sqlite';

export interface DatabaseOptions {
  /** a SQLite path, `:memory:` or a `postgres://` address */
  address: string;
  tables: Table[];
  migrations: MixedList<new () => unknown>;
  connections?: number;
}

/** how long a unit of work waits for another process that holds the file, without holding its own process up */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 25;
const RETRIES = 5;
/** serialization failure, deadlock: the whole unit of work starts again */
const TRY_AGAIN = new Set(['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']);

/**
 * The database: `read` for reading outside a unit of work, `work` for everything that writes.
 * On SQLite one connection writes, guarded by a mutex; another reads what is committed.
 */
export abstract class Database {
  abstract readonly read: Sql;

  protected constructor(readonly dataSource: DataSource) {}

  /** Runs `change` in one transaction: all of it stands, or nothing. May be run again from the start. */
  abstract work<T>(change: (work: Work) => Promise<T>): Promise<T>;

  async migrate(): Promise<string[]> {
    const done = await this.dataSource.runMigrations({ transaction: 'all' });
    return done.map((migration) => migration.name);
  }

  /** Whether the schema is that of this version. */
  async isCurrent(): Promise<boolean> {
    return !(await this.dataSource.showMigrations());
  }

  /** Throws a Problem where the database is not at this version. */
  async requireCurrent(): Promise<void> {
    if (!(await this.isCurrent())) {
      throw new Problem(
        'database-niet-bijgewerkt',
        'De database hoort niet bij deze versie. Voer eerst `leerspoor migrate` uit.',
        { status: 503, logLevel: 'error' },
      );
    }
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

class SqliteDatabase extends Database {
  readonly read: Sql;
  private readonly mutex = new Mutex();
  private readonly writer: SqliteSql;
  private readonly reader: SqliteHandle | null;

  constructor(
    dataSource: DataSource,
    private readonly handle: SqliteHandle,
    path: string,
  ) {
    super(dataSource);
    this.writer = new SqliteSql(handle);
    this.reader = path === ':memory:' ? null : openSqliteReader(path);
    this.read = this.reader ? new SqliteSql(this.reader, () => openSqliteReader(path)) : this.writer;
  }

  async work<T>(change: (work: Work) => Promise<T>): Promise<T> {
    return this.mutex.runExclusive(() =>
      retrying(async () => {
        await this.begin();
        try {
          const result = await change(this.writer);
          this.handle.exec('COMMIT');
          return result;
        } catch (error) {
          if (this.handle.inTransaction) this.handle.exec('ROLLBACK');
          throw error;
        }
      }),
    );
  }

  private async begin(): Promise<void> {
    for (const until = Date.now() + PATIENCE_MS; ;) {
      try {
        this.handle.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'SQLITE_BUSY' || Date.now() > until) throw databaseProblem(error);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  override async close(): Promise<void> {
    await this.mutex.runExclusive(async () => {
      this.reader?.close();
      await super.close();
    });
  }
}

class PostgresDatabase extends Database {
  readonly read: Sql;

  constructor(
    dataSource: DataSource,
    private readonly pool: Pool,
    private readonly tables: Map<string, Table>,
  ) {
    super(dataSource);
    this.read = new PostgresSql(pool, tables, pool);
  }

  async work<T>(change: (work: Work) => Promise<T>): Promise<T> {
    return retrying(async () => {
      const client = await this.pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await change(new PostgresSql(client, this.tables, this.pool));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
        throw error;
      } finally {
        client.release(broken);
      }
    });
  }
}

/** Opens the database; does not bring it up to date. Throws a Problem that says what is wrong where it cannot. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  try {
    return await open(options);
  } catch (error) {
    throw databaseProblem(error);
  }
}

async function open(options: DatabaseOptions): Promise<Database> {
  const dialect = dialectOf(options.address);
  const shared = {
    entities: options.tables.map((table) => entitySchema(dialect, table)),
    migrations: options.migrations,
    migrationsTableName: 'migration',
  };
  if (dialect.engine === 'sqlite') {
    const dataSource = await new DataSource({
      ...shared,
      type: 'better-sqlite3',
      database: options.address,
      timeout: BUSY_TIMEOUT_MS,
      prepareDatabase: prepareSqlite,
    } as DataSourceOptions).initialize();
    const driver = dataSource.driver as unknown as { databaseConnection: SqliteHandle };
    return new SqliteDatabase(dataSource, driver.databaseConnection, options.address);
  }
  readLikeSqlite();
  const dataSource = await new DataSource({
    ...shared,
    type: 'postgres',
    url: options.address,
    poolSize: options.connections ?? 10,
    connectTimeoutMS: 10_000,
  } as DataSourceOptions).initialize();
  const driver = dataSource.driver as unknown as { master: Pool };
  return new PostgresDatabase(dataSource, driver.master, new Map(options.tables.map((table) => [table.name, table])));
}

async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries >= RETRIES || !TRY_AGAIN.has(String((error as { code?: unknown }).code))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20 * tries * tries));
    }
  }
}

import { Mutex } from 'async-mutex';
import type { Database as SqliteHandle } from 'better-sqlite3';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Table } from './columns';
import { type Aside, Database, type DatabaseOptions } from './database';
import { databaseProblem } from './database-problem';
import { schemaOptions } from './dialect';
import { retrying } from './retrying';
import type { Sql, Work } from './sql';
import { BUSY_TIMEOUT_MS, openSqliteReader, prepareSqlite, SqliteSql } from './sqlite';

/** how long a unit of work waits for another process that holds the file, without holding its own process up */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 25;

/** The database in a file: one connection writes, another reads what is committed. */
class SqliteDatabase extends Database {
  readonly read: Sql;
  private readonly mutex = new Mutex();
  private readonly writer: SqliteSql;
  private readonly reader: SqliteHandle | null;
  private closing = false;

  constructor(
    dataSource: DataSource,
    tables: readonly Table[],
    private readonly handle: SqliteHandle,
    private readonly path: string,
    private readonly patience = PATIENCE_MS,
  ) {
    super(dataSource, tables);
    this.writer = new SqliteSql(handle);
    this.reader = path === ':memory:' ? null : openSqliteReader(path);
    this.read = this.reader ? new SqliteSql(this.reader, () => openSqliteReader(path)) : this.writer;
  }

  async work<T>(change: (work: Work) => Promise<T>): Promise<T> {
    return this.mutex.runExclusive(() =>
      retrying(async () => {
        await this.begin();
        let stood = false;
        try {
          const result = await change(this.writer);
          await this.writer.endings.before(this.writer);
          this.handle.exec('COMMIT');
          stood = true;
          return result;
        } catch (error) {
          if (this.handle.inTransaction) this.handle.exec('ROLLBACK');
          throw error;
        } finally {
          this.writer.changes.settle();
          this.writer.endings.after(stood);
        }
      }),
    );
  }

  async moment<T>(look: (sql: Sql, aside: Aside) => Promise<T>): Promise<T> {
    if (this.reader === null) return this.onlyMoment(look);
    const handle = openSqliteReader(this.path);
    try {
      handle.exec('BEGIN');
      return await look(new SqliteSql(handle), (change) => this.work(change));
    } finally {
      handle.close();
    }
  }

  /** One connection has one moment: nobody else writes, and what is written beside it waits until all was read. */
  private onlyMoment<T>(look: (sql: Sql, aside: Aside) => Promise<T>): Promise<T> {
    return this.work(async (work) => {
      const changes: Parameters<Aside>[0][] = [];
      const result = await look(work, async (change) => void changes.push(change));
      for (const change of changes) await change(work);
      return result;
    });
  }

  /** `data_version` of the connection that writes changes where another connection has committed, and only there. */
  override versionOf(tables: readonly string[]): string {
    const others = String(this.handle.pragma('data_version', { simple: true }));
    return [others, ...tables.map((table) => this.writer.changes.of(table))].join(' ');
  }

  private async begin(): Promise<void> {
    for (const until = Date.now() + this.patience; ;) {
      try {
        this.handle.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        const busy = (error as { code?: unknown }).code === 'SQLITE_BUSY';
        if (!busy || this.closing || Date.now() > until) throw databaseProblem(error);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  }

  /** Pages are overwritten where rows go (`secure_delete`), but what they were stands in the log until that is emptied. */
  override scrub(): void {
    this.handle.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** Lets what is under way end; a unit of work that still waits for another process is given up. */
  override async close(): Promise<void> {
    this.closing = true;
    await this.mutex.runExclusive(async () => {
      this.reader?.close();
      await super.close();
    });
  }

  protected async tablesThere(): Promise<string[]> {
    const sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    return (await this.read.all<{ name: string }>(sql)).map(({ name }) => name);
  }
}

export async function openSqlite(options: DatabaseOptions): Promise<Database> {
  const dataSource = await new DataSource({
    ...schemaOptions(options),
    type: 'better-sqlite3',
    database: options.address,
    timeout: BUSY_TIMEOUT_MS,
    prepareDatabase: prepareSqlite,
  } as DataSourceOptions).initialize();
  const driver = dataSource.driver as unknown as { databaseConnection: SqliteHandle };
  return new SqliteDatabase(dataSource, options.tables, driver.databaseConnection, options.address, options.patience);
}

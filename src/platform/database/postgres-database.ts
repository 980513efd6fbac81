import { Semaphore } from 'async-mutex';
import type { Pool } from 'pg';
import { DataSource, type DataSourceOptions, type Migration } from 'typeorm';
import { BorrowedClient } from './borrowed-client';
import type { Table } from './columns';
import { type Aside, Database, type DatabaseOptions } from './database';
import { MIGRATION_TABLE, schemaOptions } from './dialect';
import { PartedScans } from './parted-scans';
import { PostgresSql, readLikeSqlite } from './postgres';
import { PostgresMoment } from './postgres-moment';
import { retrying } from './retrying';
import type { Sql, Work } from './sql';

const CONNECTIONS = 10;
/** the longest wait for a connection, and for a server that is not there */
const CONNECT_MS = 10_000;
/** the longest that one statement may take; exports read in portions, migrations have no limit */
const STATEMENT_MS = 120_000;
/** the longest wait for a row that another holds */
const LOCK_MS = 30_000;
/** a process that sits still in a unit of work for so long loses it: what it held is free again within a minute */
const IDLE_MS = 30_000;

/** share of the connections that units of work may hold: those that wait for each other leave some to who reads */
const WORKING = 0.7;

/** On our side a little longer: then it is the network or the server that stands still. */
const TIMEOUTS = {
  statement_timeout: STATEMENT_MS,
  lock_timeout: LOCK_MS,
  idle_in_transaction_session_timeout: IDLE_MS,
  query_timeout: STATEMENT_MS + 5_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
};

/** The database on a server; any number of processes share it. */
class PostgresDatabase extends Database {
  readonly read: Sql;
  private readonly byName: Map<string, Table>;
  private readonly working: Semaphore;

  constructor(
    dataSource: DataSource,
    tables: readonly Table[],
    private readonly pool: Pool,
    connections: number,
    partsFrom?: number,
  ) {
    super(dataSource, tables);
    this.working = new Semaphore(Math.max(1, Math.floor(connections * WORKING)));
    this.byName = new Map(tables.map((table) => [table.name, table]));
    this.read = new PostgresSql(pool, this.byName, pool, new PartedScans(pool, connections, partsFrom));
  }

  /** One at a time, however many processes begin at once, and without the limits of daily work: an index takes long. */
  protected override async runMigrations(): Promise<Migration[]> {
    const unlimited = { ...this.dataSource.options, poolSize: 2, extra: { keepAlive: true } } as DataSourceOptions;
    const own = await new DataSource(unlimited).initialize();
    const guard = own.createQueryRunner();
    try {
      await guard.query("SELECT pg_advisory_lock(hashtext('leerspoor migrate'))");
      return await own.runMigrations({ transaction: 'all' });
    } finally {
      // the lock ends with its connection
      await own.destroy();
    }
  }

  /** Ours alone: extensions and other programs may keep theirs in the same database. */
  protected async tablesThere(): Promise<string[]> {
    const sql =
      'SELECT table_name AS "name" FROM information_schema.tables WHERE table_schema = \'public\' AND table_name = ?';
    return (await this.read.all<{ name: string }>(sql, [MIGRATION_TABLE])).map(({ name }) => name);
  }

  /** A connection that breaks before COMMIT was asked has changed nothing: then it starts again, as on a deadlock. */
  async work<T>(change: (work: Work) => Promise<T>): Promise<T> {
    return this.working.runExclusive(() => retrying(() => this.attempt(change)));
  }

  async moment<T>(look: (sql: Sql, aside: Aside) => Promise<T>): Promise<T> {
    const client = await BorrowedClient.from(this.pool);
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      return await look(new PostgresMoment(client, this.byName, this.pool), (change) => this.work(change));
    } finally {
      await client.rollback();
      client.giveBack();
    }
  }

  private async attempt<T>(change: (work: Work) => Promise<T>): Promise<T> {
    const client = await BorrowedClient.from(this.pool);
    const work = new PostgresSql(client, this.byName, this.pool);
    let stood = false;
    try {
      await client.query('BEGIN');
      const result = await change(work);
      await work.endings.before(work);
      await client.query('COMMIT').catch(unsure);
      stood = true;
      return result;
    } catch (error) {
      await client.rollback();
      throw error;
    } finally {
      work.endings.after(stood);
      client.giveBack();
    }
  }
}

/** Whether an unanswered COMMIT stands is known to nobody: it must not be done again by itself. */
function unsure(cause: unknown): never {
  throw Object.assign(new Error('COMMIT was not answered', { cause }), { code: '08007' });
}

export async function openPostgres(options: DatabaseOptions): Promise<Database> {
  readLikeSqlite();
  const dataSource = await new DataSource({
    ...schemaOptions(options),
    type: 'postgres',
    url: options.address,
    poolSize: options.connections ?? CONNECTIONS,
    connectTimeoutMS: CONNECT_MS,
    extra: TIMEOUTS,
    // an idle connection that breaks is taken out of the pool; who asks next gets a new one
    poolErrorHandler: () => undefined,
  } as DataSourceOptions).initialize();
  const driver = dataSource.driver as unknown as { master: Pool };
  const { tables, connections = CONNECTIONS, partsFrom } = options;
  return new PostgresDatabase(dataSource, tables, driver.master, connections, partsFrom);
}

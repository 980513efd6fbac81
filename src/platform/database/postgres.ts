import { types, type Pool, type PoolClient } from 'pg';
import { BorrowedClient } from './borrowed-client';
import type { Table } from './columns';
import { conflictClause, postgresDialect } from './dialect';
import { Endings } from './endings';
import { IN_ORDER_OF_KEYS, type PartedScans } from './parted-scans';
import type { Ending, KeyPart, OnConflict, Row, Sql, Value, Work } from './sql';

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8 = 20;
const NUMERIC = 1700;

/** Days stay text, moments become ISO text, counts and sums become numbers: the same rows as SQLite gives. */
export function readLikeSqlite(): void {
  types.setTypeParser(DATE, (value) => value);
  types.setTypeParser(TIMESTAMPTZ, (value) => new Date(value).toISOString());
  types.setTypeParser(INT8, Number);
  types.setTypeParser(NUMERIC, Number);
}

export const STREAM_ROWS = 2_000;
const ROWS_PER_INSERT = 5_000;

type Connection = Pick<PoolClient, 'query'>;

/** Plain SQL on a PostgreSQL pool (reading) or one of its clients (a unit of work). */
export class PostgresSql implements Work {
  readonly claim = postgresDialect.claim;
  readonly lock = postgresDialect.lock;
  readonly endings = new Endings();

  constructor(
    protected readonly connection: Connection,
    private readonly tables: Map<string, Table>,
    /** a client of its own for streams, so that a slow reader holds nobody up */
    private readonly pool: Pool,
    /** null: in a unit of work, which holds a connection already */
    private readonly parted: PartedScans | null = null,
  ) {}

  async all<R>(sql: string, values: readonly Value[] = []): Promise<R[]> {
    const result = await this.connection.query(postgresDialect.placeholders(sql), values as Value[]);
    return result.rows as R[];
  }

  async get<R>(sql: string, values: readonly Value[] = []): Promise<R | undefined> {
    return (await this.all<R>(sql, values))[0];
  }

  async run(sql: string, values: readonly Value[] = []): Promise<number> {
    const result = await this.connection.query(postgresDialect.placeholders(sql), values as Value[]);
    return result.rowCount ?? 0;
  }

  /** On a client of its own, in portions; a reader that pauses holds nobody up, so it may take its time. */
  async *stream<R>(sql: string, values: readonly Value[] = []): AsyncIterable<R> {
    const client = await BorrowedClient.from(this.pool);
    try {
      await client.query('BEGIN READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0');
      await client.query(`DECLARE rijen NO SCROLL CURSOR FOR ${postgresDialect.placeholders(sql)}`, values as Value[]);
      for (;;) {
        const { rows } = await client.query(`FETCH ${STREAM_ROWS} FROM rijen`);
        if (rows.length === 0) break;
        yield* rows as R[];
      }
    } finally {
      await client.rollback();
      client.giveBack();
    }
  }

  async scan<R>(sql: string, values: readonly Value[] = []): Promise<R[]> {
    const client = await BorrowedClient.from(this.pool);
    try {
      await client.query(`BEGIN READ ONLY; ${IN_ORDER_OF_KEYS}`);
      return (await client.query(postgresDialect.placeholders(sql), values as Value[])).rows as R[];
    } finally {
      await client.rollback();
      client.giveBack();
    }
  }

  async scanParts<R>(table: string, sql: (part: KeyPart) => string): Promise<R[]> {
    return (await this.parted?.run<R>(table, sql)) ?? this.scan<R>(sql(() => ''));
  }

  async insert(
    table: string,
    columns: readonly string[],
    rows: readonly Value[][],
    onConflict?: OnConflict,
  ): Promise<number> {
    let changes = 0;
    for (const { sql, values } of this.insertions(table, columns, rows, conflictClause(onConflict))) {
      changes += (await this.connection.query(sql, values)).rowCount ?? 0;
    }
    return changes;
  }

  /** Mostly every key is free; only where one was not is asked which. */
  async insertNew(table: string, columns: readonly string[], rows: readonly Value[][], key: string[]) {
    if ((await this.insert(table, columns, rows, { key })) === rows.length) return [];
    const { sql, value } = this.oneOf(columns[0]!, rows.map((row) => row[0]) as string[]);
    const inserted = await this.all<Row>(`SELECT ${columns[0]} AS "id" FROM ${table} WHERE ${sql}`, [value]);
    const ids = new Set(inserted.map(({ id }) => id!));
    return [...rows.keys()].filter((i) => !ids.has(rows[i]![0]!));
  }

  /** Columns travel as arrays: one statement whatever the number of rows. */
  private *insertions(table: string, columns: readonly string[], rows: readonly Value[][], tail: string) {
    const known = this.tables.get(table);
    if (!known) throw new Error(`unknown table ${table}`);
    const arrays = columns.map(
      (name, i) => `$${i + 1}::${String(postgresDialect.types[known.columns[name]!.meaning])}[]`,
    );
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')})${tail}`;
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      const part = rows.slice(start, start + ROWS_PER_INSERT);
      yield { sql, values: columns.map((_, i) => part.map((row) => row[i])) };
    }
  }

  oneOf(column: string, values: readonly string[], meaning: 'id' | 'code' | 'day' = 'id') {
    return postgresDialect.oneOf(column, values, meaning) as ReturnType<Sql['oneOf']>;
  }

  ending(ending: Ending): void {
    this.endings.add(ending);
  }

  async exclusive(...names: string[]): Promise<void> {
    const locks = 'SELECT pg_advisory_xact_lock(hashtext(name)) FROM unnest($1::text[]) AS name';
    await this.connection.query(locks, [[...new Set(names)].sort()]);
  }

  async shared(name: string): Promise<void> {
    await this.connection.query('SELECT pg_advisory_xact_lock_shared(hashtext($1))', [name]);
  }
}

import BetterSqlite3, { type Database as Handle, type Statement } from 'better-sqlite3';
import { conflictClause, sqliteDialect } from './dialect';
import { Endings } from './endings';
import type { Ending, KeyPart, OnConflict, Sql, Value, Work } from './sql';
import { TableChanges, wordsOf } from './table-changes';

/** Short: waiting here holds the whole process up. A unit of work that finds the file locked is tried again later. */
export const BUSY_TIMEOUT_MS = 100;

/** WAL lets readers go on while one writes; NORMAL keeps every committed row through a killed process. */
export function prepareSqlite(handle: Handle): void {
  handle.pragma('journal_mode = WAL');
  handle.pragma('synchronous = NORMAL');
  handle.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  handle.pragma('foreign_keys = ON');
  handle.pragma('cache_size = -32000');
  handle.pragma('temp_store = MEMORY');
}

export function openSqliteReader(path: string): Handle {
  const handle = new BetterSqlite3(path, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  handle.pragma('cache_size = -16000');
  return handle;
}

/** Plain SQL on one better-sqlite3 connection; statements are prepared once. */
export class SqliteSql implements Work {
  readonly claim = sqliteDialect.claim;
  readonly lock = sqliteDialect.lock;
  /** of the unit of work that is under way: there is one at a time */
  readonly endings = new Endings();
  readonly changes = new TableChanges();
  private readonly statements = new Map<string, { statement: Statement; words: readonly string[] }>();

  /** @param openReader opens a connection for one stream; without it streams use the connection itself */
  constructor(
    private readonly handle: Handle,
    private readonly openReader?: () => Handle,
  ) {}

  async all<R>(sql: string, values: readonly Value[] = []): Promise<R[]> {
    return this.prepare(sql).all(...values) as R[];
  }

  async get<R>(sql: string, values: readonly Value[] = []): Promise<R | undefined> {
    return this.prepare(sql).get(...values) as R | undefined;
  }

  async run(sql: string, values: readonly Value[] = []): Promise<number> {
    return this.prepare(sql).run(...values).changes;
  }

  /** On a connection of its own: while a stream is read, its connection sees the database as it was when it began. */
  async *stream<R>(sql: string, values: readonly Value[] = []): AsyncIterable<R> {
    const handle = this.openReader?.() ?? this.handle;
    try {
      yield* handle.prepare(sql).iterate(...values) as IterableIterator<R>;
    } finally {
      if (handle !== this.handle) handle.close();
    }
  }

  async scan<R>(sql: string, values: readonly Value[] = []): Promise<R[]> {
    return this.prepare(sql).all(...values) as R[];
  }

  /** One connection reads on one processor: parts would only come after each other. */
  async scanParts<R>(_table: string, sql: (part: KeyPart) => string): Promise<R[]> {
    return this.prepare(sql(() => '')).all() as R[];
  }

  async insert(
    table: string,
    columns: readonly string[],
    rows: readonly Value[][],
    onConflict?: OnConflict,
  ): Promise<number> {
    if (rows.length === 0) return 0;
    const statement = this.insertion(table, columns, onConflict);
    let changes = 0;
    for (const row of rows) changes += statement.run(...row).changes;
    return changes;
  }

  async insertNew(table: string, columns: readonly string[], rows: readonly Value[][], key: string[]) {
    const statement = this.insertion(table, columns, { key });
    const taken: number[] = [];
    for (let i = 0; i < rows.length; i++) if (statement.run(...rows[i]!).changes === 0) taken.push(i);
    return taken;
  }

  oneOf(column: string, values: readonly string[], meaning: 'id' | 'code' | 'day' = 'id') {
    return sqliteDialect.oneOf(column, values, meaning) as ReturnType<Sql['oneOf']>;
  }

  ending(ending: Ending): void {
    this.endings.add(ending);
  }

  /** BEGIN IMMEDIATE already keeps every other writer out. */
  async exclusive(): Promise<void> {}

  async shared(): Promise<void> {}

  private insertion(table: string, columns: readonly string[], onConflict?: OnConflict): Statement {
    const marks = columns.map(() => '?').join(', ');
    return this.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})${conflictClause(onConflict)}`);
  }

  private prepare(sql: string): Statement {
    let known = this.statements.get(sql);
    if (!known) {
      const statement = this.handle.prepare(sql);
      known = { statement, words: statement.readonly ? [] : wordsOf(sql) };
      if (this.statements.size >= 300) this.statements.delete(this.statements.keys().next().value!);
      this.statements.set(sql, known);
    }
    this.changes.note(known.words);
    return known.statement;
  }
}

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
  // what is deleted is overwritten: destroyed records must not be read back from the file
  handle.pragma('secure_delete = ON');
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
  private readonly statements = new Map<string, Known>();
  private readonly queries = new Map<string, Known & { names: readonly string[] }>();

  /** @param openReader opens a connection for one stream; without it streams use the connection itself */
  constructor(
    private readonly handle: Handle,
    private readonly openReader?: () => Handle,
  ) {}

  async all<R>(sql: string, values: readonly Value[] = []): Promise<R[]> {
    const { statement, names } = this.query(sql);
    return (statement.all(...values) as unknown[][]).map((cells) => rowOf<R>(names, cells));
  }

  async get<R>(sql: string, values: readonly Value[] = []): Promise<R | undefined> {
    const { statement, names } = this.query(sql);
    const cells = statement.get(...values) as unknown[] | undefined;
    return cells && rowOf<R>(names, cells);
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
    const { statement, words } = remembered(this.statements, sql, () => this.known(sql));
    this.changes.note(words);
    return statement;
  }

  private query(sql: string): Known & { names: readonly string[] } {
    const query = remembered(this.queries, sql, () => {
      const { statement, words } = this.known(sql);
      return { statement: statement.raw(), words, names: statement.columns().map(({ name }) => name) };
    });
    this.changes.note(query.words);
    return query;
  }

  private known(sql: string): Known {
    const statement = this.handle.prepare(sql);
    return { statement, words: statement.readonly ? [] : wordsOf(sql) };
  }
}

/** A statement that was made, and what it may change. */
interface Known {
  statement: Statement;
  words: readonly string[];
}

/** The objects that the engine itself makes are dictionaries, slow to make, to read and to write as JSON. */
function rowOf<R>(names: readonly string[], cells: readonly unknown[]): R {
  const row: Record<string, unknown> = {};
  for (let i = 0; i < names.length; i++) row[names[i]!] = cells[i];
  return row as R;
}

const MOST_REMEMBERED = 300;

function remembered<T>(known: Map<string, T>, sql: string, make: () => T): T {
  let one = known.get(sql);
  if (one === undefined) {
    one = make();
    if (known.size >= MOST_REMEMBERED) known.delete(known.keys().next().value!);
    known.set(sql, one);
  }
  return one;
}

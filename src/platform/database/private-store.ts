import BetterSqlite3 from 'better-sqlite3';
import type { Table } from './columns';
import { createStatements, sqliteDialect } from './dialect';
import type { Work } from './sql';
import { SqliteSql } from './sqlite';

export interface PrivateStore {
  work: Work;
  close(): void;
}

/**
 * Empty tables that nobody else sees: a nameless SQLite file that holds little in memory and is gone when it is closed,
 * also when the process is killed. What goes wrong in it cannot be taken back; it is thrown away then.
 */
export function openPrivateStore(tables: readonly Table[]): PrivateStore {
  const handle = new BetterSqlite3('');
  handle.pragma('journal_mode = OFF');
  handle.pragma('synchronous = OFF');
  handle.pragma('cache_size = -16000');
  for (const table of tables) for (const statement of createStatements(sqliteDialect, table)) handle.exec(statement);
  return { work: new SqliteSql(handle), close: () => handle.close() };
}

import type { Column, Table } from './database/columns';
import { Database } from './database/database';
import type { Work } from './database/sql';
import { Encryption } from './encryption';

/** The lock of the imports: it keeps who stores by keyed index, and who replaces those indexes, apart. */
export const LOOK_UPS = 'import';

/**
 * Keyed indexes while keys change: a row may then still stand under the index of an older key. Who stores rows by such an
 * index first brings what is there to the index of today, so that one person is never stored twice.
 */
export class LookUps {
  constructor(
    private readonly database: Database,
    private readonly encryption: Encryption,
  ) {}

  /**
   * To be called in the unit of work that stores rows under the index of these values. Without a change of keys it does
   * nothing; during one, those who call it wait for each other.
   */
  async prepare(work: Work, group: string, values: Iterable<string>): Promise<void> {
    if (!this.encryption.changing) return;
    await work.exclusive(LOOK_UPS);
    const newest = new Map<string, string>();
    for (const value of new Set(values)) {
      const [first, ...older] = this.encryption.indexes(value);
      for (const one of older) newest.set(one, first!);
    }
    await this.replace(work, group, newest);
  }

  /** Puts the new index in the place of the old one, in every column of the group. Gives the number of rows changed. */
  async replace(work: Work, group: string, newest: ReadonlyMap<string, string>): Promise<number> {
    let changed = 0;
    if (newest.size === 0) return changed;
    for (const { table, column } of groupedColumns(this.database.tables, group)) {
      const { sql, value } = work.oneOf(column, [...newest.keys()], 'code');
      const found = await work.all<{ old: string }>(`SELECT DISTINCT ${column} AS "old" FROM ${table} WHERE ${sql}`, [
        value,
      ]);
      for (const { old } of found) {
        changed += await work.run(`UPDATE ${table} SET ${column} = ? WHERE ${column} = ?`, [newest.get(old)!, old]);
      }
    }
    return changed;
  }
}

/** The columns that are compared with each other. */
export function groupedColumns(tables: readonly Table[], group: string): { table: string; column: string }[] {
  return tables.flatMap(({ name, columns }) =>
    Object.entries(columns)
      .filter(([, { lookup }]: [string, Column]) => lookup?.group === group)
      .map(([column]) => ({ table: name, column })),
  );
}

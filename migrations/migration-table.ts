import { type QueryRunner, Table, TableIndex } from 'typeorm';
import type { Column, Index } from '../src/platform/database/columns';
import { dialectOf, migrationColumn } from '../src/platform/database/dialect';

/** Adds columns that may be empty; the rows that are there stay as they are. */
export async function addColumns(runner: QueryRunner, table: string, columns: Record<string, Column>): Promise<void> {
  const dialect = dialectOf(runner.dataSource.options.type === 'postgres' ? 'postgres://' : '');
  for (const [name, shape] of Object.entries(columns)) {
    const { type, length } = migrationColumn(dialect, name, shape);
    await runner.query(`ALTER TABLE ${table} ADD COLUMN ${name} ${type}${length ? `(${length})` : ''}`);
  }
}

/** Adds indexes to a table that is there. */
export async function addIndexes(runner: QueryRunner, table: string, indexes: Record<string, Index>): Promise<void> {
  for (const [name, { columns, unique, where }] of Object.entries(indexes)) {
    const kind = unique ? 'UNIQUE INDEX' : 'INDEX';
    const condition = where ? ` WHERE ${where}` : '';
    await runner.query(`CREATE ${kind} ${name} ON ${table} (${columns.join(', ')})${condition}`);
  }
}

/** Makes a table with columns by meaning, on whichever engine the migration runs. */
export async function createTable(
  runner: QueryRunner,
  name: string,
  columns: Record<string, Column>,
  primaryKey: string[],
  indexes: Record<string, Index> = {},
): Promise<void> {
  const dialect = dialectOf(runner.dataSource.options.type === 'postgres' ? 'postgres://' : '');
  const table = new Table({
    name,
    columns: Object.entries(columns).map(([column, shape]) => ({
      ...migrationColumn(dialect, column, shape, primaryKey.includes(column)),
      primaryKeyConstraintName: primaryKey.includes(column) ? `pk_${name}` : undefined,
    })),
    indices: Object.entries(indexes).map(
      ([index, shape]) =>
        new TableIndex({
          name: index,
          columnNames: shape.columns,
          isUnique: shape.unique ?? false,
          where: shape.where,
        }),
    ),
  });
  await runner.createTable(table);
}

import { type QueryRunner, Table, TableIndex } from 'typeorm';
import type { Column, Index } from '../src/platform/database/columns';
import { dialectOf, migrationColumn } from '../src/platform/database/dialect';

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

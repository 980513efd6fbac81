import { EntitySchema, type EntitySchemaColumnOptions, type MixedList, type TableColumnOptions } from 'typeorm';
import type { Column, Meaning, Table } from './columns';
import type { OnConflict } from './sql';

/**
 * Everything in which the two engines differ. No other file may ask which engine it is on.
 */
export interface Dialect {
  readonly engine: 'sqlite' | 'postgres';
  readonly types: Record<Meaning, EntitySchemaColumnOptions['type']>;
  /** `?` into what the driver reads. */
  placeholders(sql: string): string;
  oneOf(column: string, values: readonly string[], meaning: 'id' | 'code' | 'day'): { sql: string; value: unknown };
  readonly claim: string;
  readonly lock: string;
}

export const sqliteDialect: Dialect = {
  engine: 'sqlite',
  types: {
    id: 'varchar',
    code: 'varchar',
    text: 'text',
    day: 'varchar',
    instant: 'varchar',
    integer: 'integer',
    flag: 'integer',
    json: 'text',
  },
  placeholders: (sql) => sql,
  // a list of one is a comparison: the rows then come in the order of an index, and no list is unpacked
  oneOf: (column, values) =>
    values.length === 1
      ? { sql: `${column} = ?`, value: values[0] }
      : { sql: `${column} IN (SELECT value FROM json_each(?))`, value: JSON.stringify(values) },
  claim: '',
  lock: '',
};

const postgresTypes = {
  id: 'uuid',
  code: 'varchar',
  text: 'text',
  day: 'date',
  instant: 'timestamptz',
  integer: 'integer',
  flag: 'smallint',
  json: 'text',
} as const;

interface SchemaOf {
  address: string;
  tables: Table[];
  migrations: MixedList<new () => unknown>;
}

const translated = new Map<string, string>();

export const postgresDialect: Dialect = {
  engine: 'postgres',
  types: postgresTypes,
  placeholders: (sql) => {
    let found = translated.get(sql);
    if (found === undefined) {
      let n = 0;
      found = sql.replace(/\?/g, () => `$${++n}`);
      if (translated.size < 2_000) translated.set(sql, found);
    }
    return found;
  },
  // as in SQLite; and it knows how many rows to expect of the one that is asked
  oneOf: (column, values, meaning) =>
    values.length === 1
      ? { sql: `${column} = ?::${postgresTypes[meaning]}`, value: values[0] }
      : { sql: `${column} = ANY(?::${postgresTypes[meaning]}[])`, value: values },
  claim: ' FOR UPDATE SKIP LOCKED',
  lock: ' FOR UPDATE',
};

/** The engine that a database address asks for. */
export function dialectOf(address: string): Dialect {
  return /^postgres(ql)?:\/\//.test(address) ? postgresDialect : sqliteDialect;
}

/** Whether the address is that of a server, which keeps no key for us. */
export function isServer(address: string): boolean {
  return dialectOf(address).engine === 'postgres';
}

/** The file that the address means, or null where there is none: in memory, or on a server. */
export function databaseFile(address: string): string | null {
  return dialectOf(address).engine === 'sqlite' && address !== ':memory:' ? address : null;
}

const LENGTHS: Partial<Record<Meaning, number>> = { id: 36, day: 10, instant: 24 };

function length(dialect: Dialect, column: Column): string | undefined {
  if (dialect.types[column.meaning] !== 'varchar') return undefined;
  return String(column.length ?? LENGTHS[column.meaning]);
}

/** The column as a migration writes it. */
export function migrationColumn(dialect: Dialect, name: string, column: Column, primary = false): TableColumnOptions {
  return {
    name,
    type: dialect.types[column.meaning] as string,
    length: length(dialect, column) ?? '',
    isNullable: column.nullable,
    isPrimary: primary,
  };
}

/** The table as an entity: what the drift test holds against the schema that the migrations made. */
export function entitySchema(dialect: Dialect, table: Table): EntitySchema {
  const columns = Object.entries(table.columns).map(([name, column]) => [
    name,
    {
      type: dialect.types[column.meaning],
      length: length(dialect, column),
      nullable: column.nullable,
      primary: table.primaryKey.includes(name),
      primaryKeyConstraintName: table.primaryKey.includes(name) ? `pk_${table.name}` : undefined,
    } satisfies EntitySchemaColumnOptions,
  ]);
  return new EntitySchema({
    name: table.name,
    tableName: table.name,
    columns: Object.fromEntries(columns),
    indices: Object.entries(table.indexes).map(([name, index]) => ({
      name,
      columns: index.columns,
      unique: index.unique ?? false,
      where: index.where,
    })),
  });
}

/** where the steps that were taken are written down */
export const MIGRATION_TABLE = 'migration';

/** What both engines ask of a connection: the tables as entities, and the migrations. */
export function schemaOptions({ address, tables, migrations }: SchemaOf) {
  const dialect = dialectOf(address);
  const entities = tables.map((table) => entitySchema(dialect, table));
  return { entities, migrations, migrationsTableName: MIGRATION_TABLE };
}

/** Statements that make the table and its indexes where there are none. */
export function createStatements(dialect: Dialect, { name, columns, primaryKey, indexes }: Table): string[] {
  const lines = Object.entries(columns).map(([column, { meaning, nullable }]) =>
    [column, String(dialect.types[meaning]), ...(nullable ? [] : ['NOT NULL'])].join(' '),
  );
  const made = `CREATE TABLE ${name} (${[...lines, `PRIMARY KEY (${primaryKey.join(', ')})`].join(', ')})`;
  const indexed = Object.entries(indexes).map(
    ([index, of]) =>
      `CREATE ${of.unique ? 'UNIQUE ' : ''}INDEX ${index} ON ${name} (${of.columns.join(', ')})` +
      (of.where ? ` WHERE ${of.where}` : ''),
  );
  return [made, ...indexed];
}

/** The tail of an INSERT that says what happens to a row whose key is taken. */
export function conflictClause(conflict: OnConflict | undefined): string {
  if (!conflict) return '';
  const target = conflict.key ? ` (${conflict.key.join(', ')})${conflict.where ? ` WHERE ${conflict.where}` : ''}` : '';
  if (!conflict.update || conflict.update === 'nothing') return ` ON CONFLICT${target} DO NOTHING`;
  const updates = conflict.update.map((name) => `${name} = excluded.${name}`);
  return ` ON CONFLICT${target} DO UPDATE SET ${updates.join(', ')}${conflict.only ? ` WHERE ${conflict.only}` : ''}`;
}

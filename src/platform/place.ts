import type { Column, Table } from './database/columns';
import type { Value } from './database/sql';

declare const placed: unique symbol;

/** Where an encrypted text belongs. It is bound to the text: moved to another place it cannot be read. */
export type Place = string & { readonly [placed]: true };

type Secrets<C> = { [N in keyof C & string]: C[N] extends { secret: true } ? N : never }[keyof C & string];

/** The encrypted column of one row: its table, column and key. Only a column declared `secret()` can be named. */
export function cell<C extends Record<string, Column>, K extends string>(
  table: Table<C, K>,
  column: Secrets<C>,
  row: Record<K, Value>,
): Place {
  return cellOf(table, column, row);
}

/** The same for who walks over all tables. */
export function cellOf(table: Table, column: string, row: Record<string, Value>): Place {
  const key = table.bound.map((name) => String(row[name]));
  return `kolom ${table.name}.${column} ${JSON.stringify(key)}` as Place;
}

/** A file beside the database. */
export function fileCell(kind: 'bijlage', id: string): Place {
  return `bestand ${kind} ${id}` as Place;
}

/** What leaves the house and may come back: a search in an address, a login under way, a line of the processing log. */
export function carried(what: 'zoekterm' | 'aanmelding' | 'verwerking'): Place {
  return `mee ${what}` as Place;
}

import type { Condition } from '../../access/conditions';
import type { Sql, Value } from '../../platform/database/sql';
import { type Found, offsetOf } from './paging';
import type { PageQuery } from './query';

export interface Selection {
  columns: string;
  /** the tables that conditions and order need */
  from: string;
  /** more tables, for the columns of the rows of one page only */
  joins?: string;
  /** values of the question marks in `columns` */
  columnValues?: readonly Value[];
  seen: Condition;
  /** conditions and the values of their question marks; left out where that is undefined */
  filters?: readonly (readonly [sql: string, values: Value | readonly Value[] | undefined])[];
  /** by what `sorteer` may say */
  orders: Readonly<Record<string, string>>;
}

/** One page of rows and how many there are in all, in two queries whatever the size. */
export async function selectPage<R>(
  sql: Sql,
  { columns, from, joins = '', columnValues = [], seen, filters = [], orders }: Selection,
  query: PageQuery & { sorteer: string },
): Promise<Found<R>> {
  const asked = filters.filter(([, given]) => given !== undefined);
  const where = [seen.sql, ...asked.map(([condition]) => condition)].join(' AND ');
  const values = [...seen.values, ...asked.flatMap(([, given]) => given!)];
  const count = await sql.get<{ total: number }>(`SELECT COUNT(*) AS "total" FROM ${from} WHERE ${where}`, values);
  const rows = await sql.all<R>(
    `SELECT ${columns} FROM ${from} ${joins} WHERE ${where} ORDER BY ${orders[query.sorteer]} LIMIT ? OFFSET ?`,
    [...columnValues, ...values, query.paginagrootte, offsetOf(query)],
  );
  return { rows, total: count!.total };
}

import type { Sql } from '../../platform/database/sql';

/** Names by code of these employees; null is left out. */
export async function staffNames(sql: Sql, codes: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(codes.filter((one) => one !== null))];
  const these = sql.oneOf('code', wanted, 'code');
  const rows = await sql.all<{ code: string; name: string }>(`SELECT code, name FROM employee WHERE ${these.sql}`, [
    these.value,
  ]);
  return new Map(rows.map(({ code, name }) => [code, name]));
}

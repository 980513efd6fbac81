import type { Sql } from '../platform/database/sql';

/** Which of these location codes are known. */
export async function knownLocations(sql: Sql, codes: Iterable<string>): Promise<Set<string>> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Set();
  const { sql: condition, value } = sql.oneOf('code', wanted, 'code');
  const rows = await sql.all<{ code: string }>(`SELECT code FROM school_location WHERE ${condition}`, [value]);
  return new Set(rows.map(({ code }) => code));
}

/** The name of a location; null where it is not in our registry. */
export async function nameOfLocation(sql: Sql, code: string): Promise<string | null> {
  return (await sql.get<{ name: string }>('SELECT name FROM school_location WHERE code = ?', [code]))?.name ?? null;
}

/** Names by code: of locations, and of schools (four characters) by the location that comes first. */
export async function namesOfSchools(sql: Sql, codes: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(codes)];
  if (wanted.length === 0) return new Map();
  const [own, school] = [sql.oneOf('code', wanted, 'code'), sql.oneOf('brin', wanted, 'code')];
  const rows = await sql.all<{ code: string; brin: string; name: string }>(
    `SELECT code, brin, name FROM school_location WHERE ${own.sql} OR ${school.sql} ORDER BY code DESC`,
    [own.value, school.value],
  );
  return new Map(rows.flatMap(({ code, brin, name }) => [[brin, name] as const, [code, name] as const]));
}

/** Codes of the locations of that name, place or code, as `matches` compares name and place with a folded search. */
export async function schoolsNamed(
  sql: Sql,
  search: string,
  matches: (text: string, search: string) => boolean,
): Promise<string[]> {
  const known = await sql.all<{ code: string; name: string; place: string | null }>(
    'SELECT code, name, place FROM school_location',
  );
  const code = search.toUpperCase();
  return known
    .filter(
      (one) => (code.length >= 4 && one.code.startsWith(code)) || matches(`${one.name} ${one.place ?? ''}`, search),
    )
    .map((one) => one.code);
}

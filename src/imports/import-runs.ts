import type { Sql } from '../platform/database/sql';

/** An import as it was counted, by whatever way the file came in. It holds nothing of pupils. */
export interface ImportRun {
  id: string;
  kind: string;
  at: string;
  read: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
}

/** `locations`: rows per school location, most first. */
export interface WholeImportRun extends ImportRun {
  alarms: string[];
  locations: [code: string, rows: number][];
}

const COLUMNS = `id, kind, at, rows_read AS "read", rows_new AS "added", rows_changed AS "changed",
  rows_unchanged AS "unchanged", rows_rejected AS "rejected"`;
const LOCATIONS_SHOWN = 50;

/** The latest first. */
export function importRuns(sql: Sql, limit: number, offset = 0): Promise<ImportRun[]> {
  return sql.all<ImportRun>(`SELECT ${COLUMNS} FROM import_run ORDER BY id DESC LIMIT ? OFFSET ?`, [limit, offset]);
}

export async function countImportRuns(sql: Sql): Promise<number> {
  return (await sql.get<{ n: number }>('SELECT COUNT(*) AS n FROM import_run'))!.n;
}

/** Null where there is none. */
export async function importRun(sql: Sql, id: string): Promise<WholeImportRun | null> {
  const row = await sql.get<ImportRun & { notices: string; perLocation: string }>(
    `SELECT ${COLUMNS}, notices, per_location AS "perLocation" FROM import_run WHERE id = ?`,
    [id],
  );
  if (!row) return null;
  const { notices, perLocation, ...run } = row;
  const locations = Object.entries(JSON.parse(perLocation) as Record<string, number>);
  return {
    ...run,
    alarms: JSON.parse(notices) as string[],
    locations: locations.sort((a, b) => b[1] - a[1]).slice(0, LOCATIONS_SHOWN),
  };
}

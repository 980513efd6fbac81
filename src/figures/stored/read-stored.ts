import { createHash } from 'node:crypto';
import type { Sql, Value } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import type { StoredCounts } from './counts';
import type { StoredKind } from './kinds';
import type { Stored, StoredFigure } from './stored';

const READ = `f.id AS "id", f.kind AS "kind", f.school_year AS "schoolYear", f.definition AS "definition",
  f.data_date AS "dataDay", f.made_at AS "madeAt", f.made_by AS "madeBy", f.digest AS "digest", f.people AS "people"`;

/** In one list at most. */
export const MOST_LISTED = 200;

/** What was stored, the latest first; of all kinds and years, or of one. */
export function listStored(sql: Sql, kinds: readonly string[], schoolYear?: number): Promise<StoredFigure[]> {
  const own = sql.oneOf('f.kind', kinds, 'code');
  return sql.all<StoredFigure>(
    `SELECT ${READ} FROM stored_figure f WHERE ${own.sql}${schoolYear === undefined ? '' : ' AND f.school_year = ?'}
      ORDER BY f.school_year DESC, f.made_at DESC, f.id DESC LIMIT ${MOST_LISTED}`,
    [own.value, ...(schoolYear === undefined ? [] : [schoolYear])],
  );
}

/**
 * The latest of each kind and school year, by `kind|year`. `notAfter`: of what was stored up to that moment. Throws a
 * Problem where it is no longer what was stored.
 */
export async function latestStored(
  sql: Sql,
  kinds: readonly StoredKind[],
  years: readonly number[],
  notAfter = '9999-12-31T00:00:00.000Z',
): Promise<Map<string, Stored<unknown>>> {
  const own = sql.oneOf('f.kind', kinds, 'code');
  const values: Value[] = [own.value, Math.min(...years), Math.max(...years), notAfter, notAfter];
  const rows = await sql.all<StoredFigure & { text: string }>(
    `SELECT ${READ}, f.counts AS "text" FROM stored_figure f
      WHERE ${own.sql} AND f.school_year BETWEEN ? AND ? AND f.made_at <= ?
        AND NOT EXISTS (SELECT 1 FROM stored_figure l WHERE l.kind = f.kind AND l.school_year = f.school_year
          AND l.made_at <= ? AND (l.made_at > f.made_at OR (l.made_at = f.made_at AND l.id > f.id)))`,
    values,
  );
  return new Map(rows.map((row) => [`${row.kind}|${row.schoolYear}`, unchanged(row)]));
}

/** The one with this id, of one of these kinds; throws a Problem (404) where there is none. */
export async function requireStored<K extends StoredKind>(
  sql: Sql,
  kinds: readonly K[],
  id: string,
): Promise<Stored<StoredCounts[K]>> {
  const row = await sql.get<StoredFigure & { text: string }>(
    `SELECT ${READ}, f.counts AS "text" FROM stored_figure f WHERE f.id = ?`,
    [id],
  );
  if (!row || !kinds.some((kind) => kind === row.kind)) {
    throw new Problem('geen-vastgelegde-cijfers', 'Deze vastgelegde cijfers bestaan niet.', { status: 404 });
  }
  return unchanged(row) as Stored<StoredCounts[K]>;
}

/** SHA-256 over what the figures are made of: the same counts have the same one. `text`: the counts as they are stored. */
export function digestOf(
  { kind, schoolYear, definition, dataDay }: Pick<StoredFigure, 'kind' | 'schoolYear' | 'definition' | 'dataDay'>,
  text: string,
): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, schoolYear, definition, dataDay]))
    .update(text)
    .digest('hex');
}

function unchanged({ text, ...one }: StoredFigure & { text: string }): Stored<unknown> {
  if (digestOf(one, text) !== one.digest) {
    throw new Problem(
      'cijfers-gewijzigd',
      `De vastgelegde cijfers ${one.kind} zijn niet meer zoals ze zijn vastgelegd. Meld dit bij de beheerder.`,
      { status: 500, logLevel: 'error' },
    );
  }
  return { ...one, counts: JSON.parse(text) };
}

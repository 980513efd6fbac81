import type { Sql, Value } from '../../platform/database/sql';
import type { FigureQuestion, Per } from '../figure';

const KEY_COLUMNS: Record<Per, string> = {
  niveau: 'level',
  regio: 'region',
  gemeente: 'municipality',
  school: 'school',
  onderwijssoort: 'route',
};

export const keyColumn = (row: string, per: Per): string => `${row}.${KEY_COLUMNS[per]}`;

/** The rows of these deliveries, one a person: of a person in two deliveries the row of the first in the alphabet. */
export function onePerPerson(sql: Sql, row: string, deliveries: readonly string[]): { sql: string; values: Value[] } {
  const own = sql.oneOf(`${row}.delivery`, deliveries, 'code');
  if (deliveries.length === 1) return { sql: own.sql, values: [own.value] };
  const other = sql.oneOf('o.delivery', deliveries, 'code');
  return {
    sql: `${own.sql} AND NOT EXISTS (SELECT 1 FROM duo_record o
      WHERE o.pgn_index = ${row}.pgn_index AND o.delivery < ${row}.delivery AND ${other.sql})`,
    values: [own.value, other.value],
  };
}

/** The part of the country that was asked for, as a condition that begins with AND. */
export function condition(
  sql: Sql,
  row: string,
  { region, municipality, within }: FigureQuestion,
): { sql: string; values: Value[] } {
  const parts: string[] = [];
  const values: Value[] = [];
  if (region !== null) {
    parts.push(` AND ${row}.region = ?`);
    values.push(region);
  }
  if (municipality !== null) {
    parts.push(` AND ${row}.municipality = ?`);
    values.push(municipality);
  }
  if (within) {
    const own = sql.oneOf(`${row}.municipality`, within, 'code');
    parts.push(` AND ${own.sql}`);
    values.push(own.value);
  }
  return { sql: parts.join(''), values };
}

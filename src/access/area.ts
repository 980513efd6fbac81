import { type Day, parseDay } from '../law/day';
import type { Value } from '../platform/database/sql';
import type { Condition } from './conditions';

/** The kinds of area of an employee. */
export type AreaKind = 'gemeente' | 'regio' | 'school';

/** An area with the days on which it is somebody's; both belong to it, null: no bound. */
export interface DatedArea {
  code: string;
  from: Day | null;
  until: Day | null;
}

/**
 * Reads `0114` or `0114/2026-08-01/2027-07-31`: a code, and perhaps its first and last day, either of which may be left
 * empty. Null where it is written otherwise, a day does not exist or the last comes before the first.
 */
export function readArea(text: string): DatedArea | null {
  const [code = '', from = '', until = '', ...more] = text.split('/').map((part) => part.trim());
  const days = [from, until].map((day) => (day === '' ? null : parseDay(day)));
  const unreadable = days.some((day, i) => day === null && [from, until][i] !== '');
  if (code === '' || more.length > 0 || unreadable) return null;
  const [first = null, last = null] = days;
  return first !== null && last !== null && last < first ? null : { code, from: first, until: last };
}

/** As `readArea` reads it; the same area is always the same text. */
export function writeArea({ code, from, until }: DatedArea): string {
  return from === null && until === null ? code : `${code}/${from ?? ''}/${until ?? ''}`;
}

/** An area of an employee as one text, "kind area", to compare lists of them by. */
export type AreaText = string;

export const AREA_COLUMNS = ['employee', 'kind', 'area', 'from_date', 'until_date'];

/** A row of `employee_area` as text. */
export function areaText(row: { kind: string; area: string; from_date: Day | null; until_date: Day | null }): AreaText {
  return `${row.kind} ${writeArea({ code: row.area, from: row.from_date, until: row.until_date })}`;
}

/** The values of `AREA_COLUMNS`. Of one area the period named last counts. */
export function areaRows(employee: string, areas: Iterable<AreaText>): Value[][] {
  const rows = new Map<string, Value[]>();
  for (const text of areas) {
    const [kind = '', written = ''] = text.split(' ');
    const { code, from, until } = readArea(written)!;
    rows.set(`${kind} ${code}`, [employee, kind, code, from, until]);
  }
  return [...rows.values()];
}

/** Rows of `employee_area` that hold on a day, on its alias: past areas ended on their date, coming ones have not begun. */
export function areaHolds(alias: string, day: Day): Condition {
  return {
    sql: `(${alias}.from_date IS NULL OR ${alias}.from_date <= ?) AND (${alias}.until_date IS NULL OR ${alias}.until_date >= ?)`,
    values: [day, day],
  };
}

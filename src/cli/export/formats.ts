import { stringify } from 'csv-stringify/sync';
import { forSpreadsheet } from '../../platform/for-spreadsheet';
import type { Cell } from './export-table';

/** Turns rows into the text of a file. */
export interface Format {
  header(columns: readonly string[]): string;
  rows(columns: readonly string[], rows: Cell[][]): string;
}

const decimals = (hundredths: number): string => (hundredths / 100).toFixed(2);

function csvLines(rows: (string | null)[][]): string {
  return stringify(rows, { delimiter: ';', record_delimiter: '\n' });
}

/**
 * `;`, header line, RFC 4180 quoting. A text gets a `'` where a spreadsheet would run it; `only`: in these columns alone,
 * where another system reads the file and the other columns are held to their form when they come in.
 */
export function csvFormat(only?: readonly string[]): Format {
  const text = (column: string, cell: Cell): string | null => {
    if (cell === null) return null;
    if (typeof cell !== 'string') return decimals(cell.hundredths);
    return only?.includes(column) === false ? cell : forSpreadsheet(cell);
  };
  return {
    header: (columns) => csvLines([[...columns]]),
    rows: (columns, rows) => csvLines(rows.map((row) => row.map((cell, i) => text(columns[i]!, cell)))),
  };
}

/** One JSON object a line; what is empty is null, hours are numbers. */
export const jsonLines: Format = {
  header: () => '',
  rows: (columns, rows) =>
    rows
      .map((row) => {
        const values = row.map((cell) =>
          cell === null || typeof cell === 'string' ? cell || null : cell.hundredths / 100,
        );
        return `${JSON.stringify(Object.fromEntries(columns.map((column, i) => [column, values[i]])))}\n`;
      })
      .join(''),
};

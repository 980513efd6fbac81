/** Makes a small demonstration in a folder of its own and reads its files back. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { type DemoOptions, generateDemo } from '../../src/cli/demo/generate-demo';

export type Row = Record<string, string>;

export interface Delivered {
  /** SOORT and file name, in order of import */
  order: string[];
  /** by file name without `.csv` */
  texts: Record<string, string>;
  /** by file name without `.csv`; a second delivery has a name of its own */
  rows: Record<string, Row[]>;
}

export async function makeDemo(options: Partial<DemoOptions> = {}): Promise<Delivered> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-demo-'));
  try {
    const { files } = await generateDemo({ seed: 7, pupils: 1500, ...options, folder });
    const found: Delivered = { order: [], texts: {}, rows: {} };
    for (const { soort, path } of files) {
      const name = path.slice(folder.length + 1).replace('.csv', '');
      found.order.push(`${soort}:${name}`);
      const text = readFileSync(path, 'utf8');
      found.texts[name] = text;
      found.rows[name] = parse(text, { delimiter: ';', columns: true }) as Row[];
    }
    return found;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The rows of one file; fails where it was not written. */
export function rowsOf(delivered: Delivered, name: string): Row[] {
  const rows = delivered.rows[name];
  if (rows === undefined) throw new Error(`${name} is niet geschreven`);
  return rows;
}

/** One cell; fails where the column is not there. */
export function cell(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`kolom ${column} ontbreekt`);
  return value;
}

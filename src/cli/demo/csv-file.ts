/** Writes one file of the contract (section 1): UTF-8, `;`, header line; in chunks, so that no file is ever whole in memory. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';

const CHUNK = 2000;

/** `columns`: the header; rows hold their cells in the same order. */
export async function writeCsv(
  path: string,
  columns: readonly string[],
  rows: Iterable<readonly string[]>,
): Promise<void> {
  const file = createWriteStream(path, { encoding: 'utf8' });
  const done = finished(file);
  // A disk error must reach the caller through `done`, also where it comes while we wait for room.
  done.catch(() => undefined);
  let chunk: (readonly string[])[] = [columns];
  const flush = async (): Promise<void> => {
    const room = file.write(stringify(chunk, { delimiter: ';' }));
    chunk = [];
    if (!room) await Promise.race([once(file, 'drain'), done]);
  };
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length >= CHUNK) await flush();
  }
  await flush();
  file.end();
  await done;
}

/**
 * A year of absence, 500,000 rows of 20,000 pupils, through the import into PostgreSQL. The limit is COPY of the same
 * rows into the same table and indexes, from a file that is ready for it.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onServer } from '../support/postgres';
import { fillRegister, importInOwnProcess, ROWS, writeAbsenceFile } from './import';
import { type BenchResult, perSecond, rateResult } from './measure';
import { nameOf, ownDatabase } from './own-database';

const RUNS = 2;

/** Rows a second of COPY, from what an import left. */
async function copyBare(imported: string, empty: string, folder: string): Promise<number> {
  const file = join(folder, 'rijen.copy');
  await onServer(imported, (client) => client.query(`COPY (SELECT * FROM absence_record ORDER BY id) TO '${file}'`));
  return onServer(empty, (client) =>
    perSecond(ROWS, async () => void (await client.query(`COPY absence_record FROM '${file}'`))),
  );
}

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-pg-import-'));
  // the server writes and reads its own file here
  chmodSync(folder, 0o777);
  const file = join(folder, 'verzuim.csv');
  const register = await ownDatabase();
  try {
    await fillRegister(register.address);
    await writeAbsenceFile(file, ROWS);
    const rates: number[] = [];
    const limits: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      const [imported, empty] = [await ownDatabase(nameOf(register)), await ownDatabase(nameOf(register))];
      rates.push((await importInOwnProcess(imported.address, file)).rate);
      limits.push(await copyBare(imported.address, empty.address, folder));
      await imported.remove();
      await empty.remove();
    }
    return rateResult('postgres-import', 'rijen/s', rates, limits);
  } finally {
    await register.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

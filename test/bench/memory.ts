/**
 * Peak memory (resident set) while a million rows of absence are imported; it must stay below 300 MiB. The limit reads
 * the same file line by line in a process of its own and inserts the rows with one prepared statement.
 */
import { fork } from 'node:child_process';
import { copyFileSync, createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import BetterSqlite3 from 'better-sqlite3';
import { newId } from '../../src/platform/ids';
import { fillRegister, inOwnProcess, writeAbsenceFile } from './import';
import type { BenchResult } from './measure';

const ROWS = 1_000_000;
const PER_TRANSACTION = 10_000;

async function insertLines(database: string, file: string): Promise<void> {
  const handle = new BetterSqlite3(database);
  handle.pragma('journal_mode = WAL');
  handle.pragma('synchronous = NORMAL');
  const pupil = newId();
  const statement = handle.prepare(
    `INSERT INTO absence_record (id, pupil_id, location, day, hundredths, kind, whole_day, brin, number, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let rows = 0;
  handle.exec('BEGIN');
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (rows++ === 0) continue;
    const [number, , brin, location, day, hours, kind, whole, reason] = line.split(';');
    const hundredths = Math.round(Number(hours) * 100);
    statement.run(
      newId(),
      pupil,
      `${brin}${location}`,
      day,
      hundredths,
      kind,
      whole === 'ja' ? 1 : 0,
      brin,
      number,
      reason,
    );
    if (rows % PER_TRANSACTION === 0) handle.exec('COMMIT; BEGIN');
  }
  handle.exec('COMMIT');
  handle.close();
}

function peakOfBareProcess(database: string, file: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, [database, file]);
    let peak = 0;
    child.on('message', (message) => (peak = Number(message)));
    child.on('error', reject);
    child.on('exit', (code) => (peak > 0 ? resolve(peak) : reject(new Error(`de meting stopte met ${code}`))));
  });
}

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-memory-'));
  const [register, file] = [join(folder, 'register.db'), join(folder, 'verzuim.csv')];
  try {
    await fillRegister(register);
    await writeAbsenceFile(file, ROWS);
    const [bare, imported] = [join(folder, 'bare.db'), join(folder, 'import.db')];
    copyFileSync(register, bare);
    copyFileSync(register, imported);
    const limit = await peakOfBareProcess(bare, file);
    const { peakMb } = await inOwnProcess('import', imported, file, ROWS);
    const ratio = Number((limit / peakMb).toPrecision(3));
    return { name: 'memory', value: peakMb, unit: 'MiB', limit, ratio, runs: 1, min: peakMb, max: peakMb };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (require.main === module && process.send) {
  const [database, file] = process.argv.slice(2) as [string, string];
  void insertLines(database, file).then(() => {
    process.send!(Math.round(process.resourceUsage().maxRSS / 1024));
    process.disconnect();
  });
}

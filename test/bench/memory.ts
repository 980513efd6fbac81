/**
 * Peak memory (resident set) of `leerspoor import verzuim` on a million rows in random order; it must stay below 300
 * MiB. The limit reads the same file line by line in a process of its own and inserts the rows with one prepared
 * statement.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, createReadStream, mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import BetterSqlite3 from 'better-sqlite3';
import { newId } from '../../src/platform/ids';
import { BENCH_ENVIRONMENT, fillRegister, writeRandomAbsenceFile } from './import';
import type { BenchResult } from './measure';

const ROWS = 1_000_000;
const RUNS = 3;
const PER_TRANSACTION = 10_000;
const PROGRAM = join(__dirname, '..', '..', 'src', 'main.js');
/** the pipe on which a measured process tells its peak */
const TELLS = 3;

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
    const at = [`${brin}${location}`, day, hundredths, kind, whole === 'ja' ? 1 : 0, brin, number, reason];
    statement.run(newId(), pupil, ...at);
    if (rows % PER_TRANSACTION === 0) handle.exec('COMMIT; BEGIN');
  }
  handle.exec('COMMIT');
  handle.close();
}

/** The peak in MiB of a process of its own: this file is loaded before it, and tells at its end. */
function peakOf(args: string[], database: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--require', __filename, ...args], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...BENCH_ENVIRONMENT, LEERSPOOR_DATABASE: database, METING: 'piek' },
    });
    let told = '';
    child.stdio[TELLS]!.on('data', (bytes: Buffer) => (told += bytes.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 && Number(told) > 0 ? resolve(Number(told)) : reject(new Error(`de meting stopte met ${code}`)),
    );
  });
}

/** The peak of the command itself, in MiB, on rows in random order. */
export async function peakOfCommand(folder: string, rows: number, runs: number): Promise<number[]> {
  const [register, file] = [join(folder, 'register.db'), join(folder, 'verzuim.csv')];
  await fillRegister(register);
  await writeRandomAbsenceFile(file, rows);
  const peaks: number[] = [];
  for (let i = 0; i < runs; i++) {
    const database = join(folder, 'import.db');
    copyFileSync(register, database);
    peaks.push(await peakOf([PROGRAM, 'import', 'verzuim', file], database));
    for (const end of ['', '-wal', '-shm']) rmSync(database + end, { force: true });
  }
  return peaks;
}

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-memory-'));
  try {
    const peaks = (await peakOfCommand(folder, ROWS, RUNS)).sort((a, b) => a - b);
    const bare = join(folder, 'bare.db');
    copyFileSync(join(folder, 'register.db'), bare);
    const limit = await peakOf([__filename, bare, join(folder, 'verzuim.csv')], bare);
    const value = peaks[Math.floor(RUNS / 2)]!;
    const ratio = Number((limit / value).toPrecision(3));
    return { name: 'memory', value, unit: 'MiB', limit, ratio, runs: RUNS, min: peaks[0]!, max: peaks[RUNS - 1]! };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.env['METING'] === 'piek') {
  process.on('exit', () => void writeSync(TELLS, String(Math.round(process.resourceUsage().maxRSS / 1024))));
}

if (require.main === module && process.argv.length === 4) {
  const [database, file] = process.argv.slice(2) as [string, string];
  void insertLines(database, file);
}

/**
 * A year of absence, 500,000 rows of 20,000 pupils, from a CSV file through the import as the command does it. The
 * limit inserts the same rows into the same table and indexes with one prepared statement. Each side runs in a process
 * of its own, on a file of its own with WAL and synchronous=NORMAL.
 */
import { fork } from 'node:child_process';
import { copyFileSync, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { CasesModule } from '../../src/cases/cases.module';
import { CorrespondenceModule } from '../../src/correspondence/correspondence.module';
import { ExchangeModule } from '../../src/exchange/exchange.module';
import { RetentionModule } from '../../src/retention/retention.module';
import { TrajectoriesModule } from '../../src/trajectories/trajectories.module';
import { migrations, tables } from '../../src/cli/schema';
import { ImportService } from '../../src/imports/import-service';
import { ImportsModule } from '../../src/imports/imports.module';
import { asDay, type Day, fromNumber, toNumber, weekdayOf } from '../../src/law/day';
import { openDatabase } from '../../src/platform/database/open-database';
import type { Value } from '../../src/platform/database/sql';
import { Encryption } from '../../src/platform/encryption';
import { newId } from '../../src/platform/ids';
import { PlatformModule } from '../../src/platform/platform.module';
import { readSettings } from '../../src/platform/settings';
import { type BenchResult, perSecond, randomFrom, rateResult } from './measure';

const PUPILS = 20_000;
export const ROWS = 500_000;
const RUNS = 3;
const LOCATIONS = 60;
const PER_TRANSACTION = 10_000;
const SECRET = `1:${'A'.repeat(43)}=`;
/** the settings of a measured process, besides its database */
export const BENCH_ENVIRONMENT = { LEERSPOOR_PEILDATUM: '2026-07-31', LEERSPOOR_SLEUTEL: SECRET };
const NOW = '2026-01-01T00:00:00.000Z';
const HEADER = 'registratienummer;pgn;brin;vestiging;datum;uren;soort;hele_dag;reden';
const INSERT = `INSERT INTO absence_record (id, pupil_id, location, day, hundredths, kind, whole_day, brin, number, reason)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const KINDS = [
  'ziek',
  'ziek',
  'ziek',
  'te_laat',
  'te_laat',
  'geoorloofd',
  'geoorloofd',
  'geoorloofd',
  'ongeoorloofd',
  'luxe',
];
const REASONS = ['', '', '', 'verslapen', 'tandarts', 'bus gemist', 'griep'];

interface AbsenceLine {
  number: string;
  pupil: number;
  brin: string;
  day: Day;
  hundredths: number;
  kind: string;
  whole: boolean;
  reason: string;
}

const brinOf = (pupil: number): string => `${10 + (pupil % LOCATIONS)}ZZ`;
const pgnOf = (pupil: number): string => String(100_000_000 + pupil);

/** As a school system writes it: a school at a time, in order of days, numbered as they come. */
function* absenceLines(rows: number, seed: number): Generator<AbsenceLine> {
  const random = randomFrom(seed);
  const start = toNumber(asDay('2025-08-18'));
  const perSchool = Math.ceil(rows / LOCATIONS);
  const pupilsAt = Math.floor(PUPILS / LOCATIONS);
  for (let n = 0; n < rows; n++) {
    const school = Math.floor(n / perSchool);
    const inSchool = n % perSchool;
    let date = start + Math.floor((inSchool / perSchool) * 320);
    if (weekdayOf(date) > 4) date -= 2;
    const pupil = school + LOCATIONS * random(pupilsAt);
    const kind = KINDS[random(KINDS.length)]!;
    const hundredths = kind === 'te_laat' ? 25 : (1 + random(7)) * 100;
    yield {
      number: `2025-${String(inSchool + 1).padStart(6, '0')}`,
      pupil,
      brin: brinOf(pupil),
      day: fromNumber(date),
      hundredths,
      kind,
      whole: hundredths >= 500,
      reason: REASONS[random(REASONS.length)]!,
    };
  }
}

/** Writes a file of absence, in the order in which a school system writes it. */
export async function writeAbsenceFile(path: string, rows: number, seed = 20251001): Promise<void> {
  await writeLines(path, absenceLines(rows, seed));
}

/** Writes a file of absence with pupils, days and numbers in random order. */
export async function writeRandomAbsenceFile(path: string, rows: number, seed = 20251001): Promise<void> {
  const random = randomFrom(seed);
  let n = 0;
  function* shuffled(): Generator<AbsenceLine> {
    for (const line of absenceLines(rows, seed + 1)) {
      const pupil = random(PUPILS);
      const day = fromNumber(toNumber(asDay('2025-08-18')) + random(320));
      // an odd step around a power of two: each number once, in no order
      const number = `R${(Math.imul(++n, 2654435761) >>> 0).toString(36)}`;
      yield { ...line, number, pupil, brin: brinOf(pupil), day };
    }
  }
  await writeLines(path, shuffled());
}

async function writeLines(path: string, lines: Iterable<AbsenceLine>): Promise<void> {
  const file = createWriteStream(path);
  const write = async (text: string) => {
    if (!file.write(text)) await once(file, 'drain');
  };
  let texts = `${HEADER}\n`;
  for (const { number, pupil, brin, day, hundredths, kind, whole, reason } of lines) {
    const hours = (hundredths / 100).toFixed(2);
    texts += `${number};${pgnOf(pupil)};${brin};00;${day};${hours};${kind};${whole ? 'ja' : 'nee'};${reason}\n`;
    if (texts.length > 100_000) {
      await write(texts);
      texts = '';
    }
  }
  await write(texts);
  file.end();
  await once(file, 'close');
}

/** A database with the schools, pupils and enrolments that the file names. */
export async function fillRegister(path: string): Promise<void> {
  const encryption = new Encryption(SECRET);
  const database = await openDatabase({ address: path, tables, migrations });
  await database.migrate();
  await database.work(async (work) => {
    for (let i = 0; i < LOCATIONS; i++) {
      await work.insert(
        'school_location',
        ['code', 'brin', 'name', 'municipality', 'holiday_region'],
        [[`${brinOf(i)}00`, brinOf(i), `School ${i}`, '0047', 'Noord']],
      );
    }
    for (let p = 0; p < PUPILS; p++) {
      const id = newId();
      await work.insert(
        'pupil',
        ['id', 'pgn', 'pgn_index', 'birth_date', 'secret_address', 'changed_at'],
        [[id, '', encryption.index(pgnOf(p)), '2012-01-01', 0, NOW]],
      );
      await work.insert(
        'enrolment',
        ['id', 'pupil_id', 'location', 'from_date', 'education'],
        [[newId(), id, `${brinOf(p)}00`, '2024-08-01', 'vo']],
      );
    }
  });
  await database.close();
}

/** Imports the file into the database; gives rows a second. */
export async function importFile(database: string, path: string, rows: number): Promise<number> {
  const settings = readSettings({ ...BENCH_ENVIRONMENT, LEERSPOOR_DATABASE: database });
  class House {}
  Module({
    imports: [
      PlatformModule.with(settings, tables, migrations),
      CasesModule,
      TrajectoriesModule,
      CorrespondenceModule,
      ExchangeModule,
      RetentionModule,
      ImportsModule,
    ],
  })(House);
  const app = await NestFactory.createApplicationContext(House, { logger: false });
  const service = app.get(ImportService, { strict: false });
  const rate = await perSecond(rows, async () => {
    const { nieuw } = await service.run({ soort: 'verzuim', path });
    if (nieuw !== rows) throw new Error(`de meting las ${nieuw} van de ${rows} rijen in`);
  });
  await app.close();
  return rate;
}

/** The rows are made before the clock starts: only the inserting is measured. */
async function insertBare(database: string, rows: number): Promise<number> {
  const pupils = Array.from({ length: PUPILS }, newId);
  const values: Value[][] = [];
  for (const line of absenceLines(rows, 20251001)) {
    values.push([
      ...[newId(), pupils[line.pupil]!, `${line.brin}00`, line.day, line.hundredths, line.kind, line.whole ? 1 : 0],
      ...[line.brin, line.number, line.reason || null],
    ]);
  }
  const handle = new BetterSqlite3(database);
  handle.pragma('journal_mode = WAL');
  handle.pragma('synchronous = NORMAL');
  const statement = handle.prepare(INSERT);
  const insertMany = handle.transaction((from: number) => {
    for (let i = from; i < Math.min(from + PER_TRANSACTION, rows); i++) statement.run(...values[i]!);
  });
  const rate = await perSecond(rows, () => {
    for (let from = 0; from < rows; from += PER_TRANSACTION) insertMany(from);
  });
  handle.close();
  return rate;
}

interface Answer {
  rate: number;
  peakMb: number;
}

/** Runs one side in a process of its own. */
function inOwnProcess(side: 'import' | 'limit', database: string, path: string, rows: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, [side, database, path, String(rows)]);
    let answer: Answer | null = null;
    child.on('message', (message) => (answer = message as Answer));
    child.on('error', reject);
    child.on('exit', (code) => (answer ? resolve(answer) : reject(new Error(`de meting stopte met ${code}`))));
  });
}

export function importInOwnProcess(database: string, path: string, rows = ROWS): Promise<Answer> {
  return inOwnProcess('import', database, path, rows);
}

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-import-'));
  const register = join(folder, 'register.db');
  const file = join(folder, 'verzuim.csv');
  try {
    await fillRegister(register);
    await writeAbsenceFile(file, ROWS);
    const rates: number[] = [];
    const limits: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      for (const side of ['limit', 'import'] as const) {
        const database = join(folder, `${side}-${i}.db`);
        copyFileSync(register, database);
        const { rate, peakMb } = await inOwnProcess(side, database, file, ROWS);
        (side === 'import' ? rates : limits).push(rate);
        if (process.env.LEERSPOOR_TEST_VERBOSE) process.stderr.write(`${side} ${Math.round(rate)} ${peakMb} MiB\n`);
        for (const end of ['', '-wal', '-shm']) rmSync(database + end, { force: true });
      }
    }
    return rateResult('import', 'rijen/s', rates, limits);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (require.main === module && process.send) {
  const [side, database, path, rows] = process.argv.slice(2) as [string, string, string, string];
  const measured = side === 'import' ? importFile(database, path, Number(rows)) : insertBare(database, Number(rows));
  void measured.then((rate) => {
    process.send!({ rate, peakMb: Math.round(process.resourceUsage().maxRSS / 1024) } satisfies Answer);
    process.disconnect();
  });
}

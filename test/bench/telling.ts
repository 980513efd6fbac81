/**
 * The leerplichttelling of one region: 100,000 youths, 40,000 signals. The limit counts the same pupils by cell and
 * education, as one would type it for one year.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { migrations, tables } from '../../src/cli/schema';
import { TellingFigures } from '../../src/figures/telling/telling';
import { cellTotal } from '../../src/figures/telling/telling-table';
import { asDay, fromNumber, toNumber } from '../../src/law/day';
import { makeClock } from '../../src/platform/clock';
import { openDatabase } from '../../src/platform/database/open-database';
import type { Value } from '../../src/platform/database/sql';
import { newId } from '../../src/platform/ids';
import { municipalitiesOf } from '../../src/registry/facts';
import { type BenchResult, randomFrom } from './measure';
import { fillYouths, growth, milliseconds, timeResult } from './youths';

const YOUTHS = 100_000;
const SIGNALS = 40_000;
const RUNS = 7;
const MOST_GROWTH = 64;
const TODAY = asDay('2026-11-24');
const NOW = '2026-01-01T00:00:00.000Z';

/** As one would type it for one year: the pupils of the region by cell and education, looked up row by row. */
const home = (pupil: string, day: string) =>
  `(SELECT municipality FROM residence WHERE pupil_id = ${pupil} AND from_date <= ${day} ORDER BY from_date DESC LIMIT 1)`;
const education = (pupil: string, day: string, location: string) => `COALESCE(
  (SELECT education FROM enrolment WHERE pupil_id = ${pupil} AND location = ${location} AND from_date <= ${day}
    AND (until_date IS NULL OR until_date >= ${day}) ORDER BY from_date DESC LIMIT 1),
  (SELECT education FROM enrolment WHERE pupil_id = ${pupil} AND from_date <= ${day}
    ORDER BY from_date DESC, location DESC LIMIT 1), 'geen')`;
const counted = (cell: string, day: string, location: string, from: string) => `
  SELECT cell, education, COUNT(*) AS pupils FROM (
    SELECT cell, pupil_id, MAX(day || education) AS latest, SUBSTR(MAX(day || education), 11) AS education FROM (
      SELECT ${cell} AS cell, x.pupil_id, ${day} AS day, ${education('x.pupil_id', day, location)} AS education
        FROM ${from} AND ${home('x.pupil_id', day)} IN (REGION))
    GROUP BY cell, pupil_id) GROUP BY cell, education`;
const since = "MAX(x.from_date, '2025-08-01')";
const OPEN = "x.from_date <= '2026-07-31'";
const YEAR = "BETWEEN '2025-08-01' AND '2026-07-31'";
const BARE = [
  counted(
    'x.article',
    since,
    "''",
    `exemption x WHERE ${OPEN} AND (x.until_date IS NULL OR x.until_date >= '2025-08-01')`,
  ),
  counted(
    "'absoluut'",
    since,
    "''",
    `signal x WHERE x.rule = 'verzuim-absoluut' AND ${OPEN} AND (x.status <> 'ingetrokken' OR (x.reason = 'geeindigd' AND x.ended_on >= '2025-08-01'))`,
  ),
  counted(
    "'relatief'",
    'x.until_date',
    'x.location',
    `signal x WHERE x.rule IN ('verzuim-16u', 'verzuim-langdurig') AND x.status <> 'ingetrokken' AND x.until_date ${YEAR}`,
  ),
  counted(
    "'luxe'",
    'x.until_date',
    'x.location',
    `signal x WHERE x.rule = 'verzuim-luxe' AND x.status <> 'ingetrokken' AND x.until_date ${YEAR}`,
  ),
].join(' UNION ALL ');

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-telling-'));
  const path = join(folder, 'telling.db');
  try {
    const database = await openDatabase({ address: path, tables, migrations });
    await database.migrate();
    await fillYouths(
      database,
      YOUTHS,
      municipalitiesOf('28', TODAY).map(({ code }) => code),
    );
    const pupils = await database.read.all<{ id: string }>('SELECT id FROM pupil ORDER BY id');
    const random = randomFrom(7);
    const rows = Array.from({ length: SIGNALS }, (_, i): Value[] => {
      const rule = ['verzuim-16u', 'verzuim-16u', 'verzuim-langdurig', 'verzuim-luxe', 'verzuim-absoluut'][random(5)]!;
      const sweep = rule === 'verzuim-absoluut';
      const from = toNumber(asDay('2025-06-01')) + random(420);
      return [
        ...[newId(), pupils[random(YOUTHS)]!.id, rule, sweep ? '' : '10AB00', fromNumber(from), String(i)],
        ...[sweep ? null : fromNumber(from + random(20)), 1600, 'leerplicht', 'geregistreerd', '{}', NOW, NOW],
      ];
    });
    const columns =
      'id pupil_id rule location from_date mark until_date hundredths phase status evidence raised_at changed_at';
    await database.work((work) => work.insert('signal', columns.split(' '), rows));
    const telling = new TellingFigures(database, makeClock(TODAY));
    const question = { schoolYear: 2025, region: '28', municipality: null, per: 'regio', publication: false } as const;
    const bare = new BetterSqlite3(path, { readonly: true });
    bare.pragma('cache_size = -16000');
    const region = municipalitiesOf('28', TODAY).map(({ code }) => `'${code}'`);
    const statement = bare.prepare(BARE.replaceAll('REGION', region.join(', ')));
    const times: number[] = [];
    const limits: number[] = [];
    const grown = await growth(async () => {
      for (let i = 0; i < RUNS; i++) {
        let rows: { cell: string; education: string; pupils: number }[] = [];
        limits.push(await milliseconds(async () => void (rows = statement.all() as typeof rows)));
        times.push(
          await milliseconds(async () => {
            const counts = await telling.count(question, 2025);
            for (const cell of ['absoluut', 'relatief', 'luxe'] as const) {
              const own = rows.filter((row) => row.cell === cell);
              const same = own.every(({ education, pupils }) => counts.get(cell)!.get(education) === pupils);
              const total = own.reduce((sum, { pupils }) => sum + pupils, 0);
              if (!same || total === 0 || cellTotal(counts, cell) !== total)
                throw new Error(`de twee kanten tellen anders: ${cell}`);
            }
          }),
        );
      }
    });
    bare.close();
    await database.close();
    if (grown > MOST_GROWTH) throw new Error(`het geheugen groeide met ${grown} MiB`);
    return timeResult('telling', times, limits);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

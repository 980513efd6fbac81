/**
 * The vsv statistic of one region of 100,000 youths, per municipality, on the embedded default: all steps, percentages
 * and names. The limit is the bare SQL on a connection of its own. Its memory may not grow with the number of youths.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { migrations, tables } from '../../src/cli/schema';
import { VsvFigures } from '../../src/figures/vsv/vsv-figures';
import { asDay } from '../../src/law/day';
import { makeClock } from '../../src/platform/clock';
import { openDatabase } from '../../src/platform/database/open-database';
import { municipalitiesOf } from '../../src/registry/facts';
import type { BenchResult } from './measure';
import { BARE_VSV, type BareRow, requireSame } from './vsv-bare';
import { fillYouths, growth, milliseconds, timeResult } from './youths';

const YOUTHS = 100_000;
const RUNS = 7;
const MOST_GROWTH = 64;
const TODAY = asDay('2026-11-24');

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-vsv-'));
  const path = join(folder, 'vsv.db');
  try {
    const database = await openDatabase({ address: path, tables, migrations });
    await database.migrate();
    const region = municipalitiesOf('28', TODAY).map(({ code }) => code);
    await fillYouths(database, YOUTHS, region);
    // each time anew: one that stays does not count again what has not changed
    const figures = () => new VsvFigures(database, makeClock(TODAY));
    const question = {
      schoolYear: 2025,
      region: '28',
      municipality: null,
      per: 'gemeente',
      publication: false,
    } as const;
    const handle = new BetterSqlite3(path, { readonly: true });
    handle.pragma('cache_size = -16000');
    const bare = handle.prepare(BARE_VSV);
    const times: number[] = [];
    const limits: number[] = [];
    const grown = await growth(async () => {
      for (let i = 0; i < RUNS; i++) {
        let rows: BareRow[] = [];
        limits.push(await milliseconds(async () => void (rows = bare.all() as BareRow[])));
        times.push(await milliseconds(async () => requireSame(rows, (await figures().run(question)).totaal!.cells)));
      }
    });
    handle.close();
    await database.close();
    if (grown > MOST_GROWTH) throw new Error(`het geheugen groeide met ${grown} MiB`);
    return timeResult('vsv', times, limits);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

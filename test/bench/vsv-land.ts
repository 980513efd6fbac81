/**
 * The vsv statistic of the country, 1.3 million youths, on PostgreSQL: it must stay below 5 seconds. The limit is the
 * bare SQL through the driver.
 */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrations, tables } from '../../src/cli/schema';
import { VsvFigures } from '../../src/figures/vsv/vsv-figures';
import { asDay } from '../../src/law/day';
import { makeClock } from '../../src/platform/clock';
import { openDatabase } from '../../src/platform/database/open-database';
import { municipalities } from '../../src/registry/facts';
import { findPostgres, hasPostgres, onServer } from '../support/postgres';
import type { BenchResult } from './measure';
import { BARE_VSV, type BareRow, requireSame } from './vsv-bare';
import { fillYouths, growth, milliseconds, timeResult } from './youths';

const YOUTHS = Number(process.env['BENCH_JONGEREN'] ?? 1_300_000);
const RUNS = 3;
const MOST_GROWTH = 64;

/** Null where there is no PostgreSQL. */
export async function run(): Promise<BenchResult | null> {
  if (!hasPostgres()) return null;
  const server = await findPostgres();
  const name = `leerspoor_bench_${randomBytes(6).toString('hex')}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`));
  const address = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  try {
    const database = await openDatabase({ address, tables, migrations });
    await database.migrate();
    await fillYouths(
      database,
      YOUTHS,
      municipalities().map(({ code }) => code),
    );
    const client = new Client({ connectionString: address });
    await client.connect();
    // what the server does by itself soon after many rows came in
    await client.query('VACUUM ANALYZE');
    const figures = new VsvFigures(database, makeClock(asDay('2026-11-24')));
    const question = { schoolYear: 2025, region: null, municipality: null, per: 'regio', publication: false } as const;
    const times: number[] = [];
    const limits: number[] = [];
    const grown = await growth(async () => {
      for (let i = 0; i < RUNS; i++) {
        let rows: BareRow[] = [];
        limits.push(await milliseconds(async () => void (rows = (await client.query(BARE_VSV)).rows as BareRow[])));
        times.push(
          await milliseconds(async () => requireSame(rows.map(asNumbers), (await figures.run(question)).totaal!.cells)),
        );
      }
    });
    await client.end();
    await database.close();
    if (grown > MOST_GROWTH) throw new Error(`het geheugen groeide met ${grown} MiB`);
    return timeResult('vsv-land', times, limits);
  } finally {
    await onServer(server, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
}

const asNumbers = (row: BareRow): BareRow => ({
  municipality: row.municipality,
  participants: Number(row.participants),
  leavers: Number(row.leavers),
});

/**
 * What judging a pupil costs with more and more pupils in the database: as many judged a second at 10,000, 100,000 and
 * 1,000,000 pupils. The value is the rate at the most, the limit the rate at the fewest; 1 is a flat cost.
 */
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/cli/app.module';
import { migrations, tables } from '../../src/cli/schema';
import { Outbox } from '../../src/jobs/outbox';
import { Relay } from '../../src/jobs/relay';
import { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { Encryption } from '../../src/platform/encryption';
import { readSettings } from '../../src/platform/settings';
import { onServer } from '../support/postgres';
import { fillRegion, TODAY } from './fill-region';
import { BENCH_ENVIRONMENT } from './import';
import { type BenchResult, median, perSecond } from './measure';
import { ownDatabase } from './own-database';

const SIZES = (process.env['LEERSPOOR_TEST_LEERLINGEN'] ?? '10000,100000,1000000').split(',').map(Number);
const RECORDS = 6;
const JUDGED = 3_000;
const RUNS = 5;

/** Rates of judging the same number of pupils, spread over all that there are. */
async function rates(pupils: number): Promise<number[]> {
  const own = await ownDatabase();
  try {
    const env = { ...BENCH_ENVIRONMENT, LEERSPOOR_PEILDATUM: TODAY, LEERSPOOR_DATABASE: own.address };
    const empty = await openDatabase({ address: own.address, tables, migrations });
    await empty.migrate();
    await fillRegion(empty, new Encryption(env.LEERSPOOR_SLEUTEL), { pupils, records: RECORDS, lean: true });
    await empty.close();
    await onServer(own.address, async (client) => {
      await client.query('VACUUM ANALYZE');
      // what filling left to write must not be written while we measure; not everybody may ask for it
      await client.query('CHECKPOINT').catch(() => undefined);
    });
    const app = await NestFactory.createApplicationContext(AppModule.forCommands(readSettings(env), 'silent'), {
      logger: false,
    });
    const [database, outbox, relay] = [app.get(Database), app.get(Outbox), app.get(Relay)];
    const measured: number[] = [];
    // spread over all; the ids of a million pupils in memory would slow the judging down themselves
    const chosen = await database.read.all<{ id: string }>(
      `SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM pupil) p
        WHERE n % ? = 0 ORDER BY id LIMIT ${JUDGED}`,
      [Math.floor(pupils / JUDGED)],
    );
    for (let i = 0; i <= RUNS; i++) {
      await database.work((work) =>
        outbox.add(
          work,
          'beoordeel-leerling',
          chosen.map((one) => one.id),
        ),
      );
      const rate = await perSecond(chosen.length, async () => void (await relay.workUntilEmpty()));
      // the first time reads from disk and raises the signals
      if (i > 0) measured.push(rate);
    }
    await app.close();
    return measured;
  } finally {
    await own.remove();
  }
}

export async function run(): Promise<BenchResult> {
  const found: number[][] = [];
  for (const size of SIZES) {
    found.push(await rates(size));
    process.stderr.write(`${size} leerlingen: ${Math.round(median(found.at(-1)!))} leerlingen/s\n`);
  }
  const last = found.at(-1)!;
  const [value, limit] = [Math.round(median(last)), Math.round(median(found[0]!))];
  return {
    ...{ name: 'scale', value, unit: 'leerlingen/s', limit, ratio: Number((value / limit).toPrecision(3)), runs: RUNS },
    ...{ min: Math.round(Math.min(...last)), max: Math.round(Math.max(...last)) },
  };
}

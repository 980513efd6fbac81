import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { Settings } from '../../platform/settings';
import { generateDemo } from '../demo/generate-demo';
import { dutchNumber, seconds } from '../output';
import { ProgressLine } from '../progress';
import { rejectedRows } from '../report-lines';
import { countDemo, type DemoCounts } from './counts';
import { type Login, makeLogins } from './logins';

export interface Prepared {
  logins: Login[];
  aantallen: DemoCounts;
}

interface Options {
  app: INestApplicationContext;
  settings: Settings;
  folder: string;
  seed: number;
  pupils?: number;
  signal: AbortSignal;
  /** told what was done and how long it took */
  say: (line: string) => void;
}

/** Makes the region and takes it through the whole way of the data, by the code that a user's files take. */
export async function prepareDemo(options: Options): Promise<Prepared> {
  const { app, settings, seed, pupils, say } = options;
  const [{ ImportService }, { Relay }, { SweepService }, { AccountService }, { Database }] = await Promise.all([
    import('../../imports/import-service'),
    import('../../jobs/relay'),
    import('../../cases/sweep'),
    import('../../access/accounts'),
    import('../../platform/database/database'),
  ]);
  const timed = async <T>(work: () => Promise<T>, describe: (result: T) => string): Promise<T> => {
    const start = Date.now();
    const result = await work();
    say(`${seconds(Date.now() - start).padStart(7)}  ${describe(result)}`);
    return result;
  };
  const workQueue = () =>
    timed(
      async () => {
        const progress = new ProgressLine('Taken');
        const worked = await app.get(Relay).workUntilEmpty({
          signal: options.signal,
          onProgress: ({ done, waiting }) => progress.show(done, done + waiting),
        });
        progress.stop();
        return worked;
      },
      ({ done, failed }) => `${dutchNumber(done)} taken gewerkt${failed > 0 ? `, ${dutchNumber(failed)} mislukt` : ''}`,
    );

  await timed(
    () => app.get(Database).migrate(),
    () => 'database gemaakt',
  );
  const { files } = await timed(
    () => generateDemo({ seed, folder: join(options.folder, 'bestanden'), pupils }),
    (made) => `${made.files.length} bestanden gemaakt`,
  );
  for (const { soort, path } of files) {
    await timed(
      () => app.get(ImportService).run({ soort, path }),
      (report) =>
        `${report.soort}: ${dutchNumber(report.gelezen)} regels geïmporteerd` +
        (rejectedRows(report) > 0 ? `, ${dutchNumber(rejectedRows(report))} afgekeurd` : ''),
    );
  }
  await workQueue();
  await timed(
    () => app.get(SweepService).sweep(settings.LEERSPOOR_PEILDATUM!),
    ({ leerlingen, dossiers }) =>
      `gepeild op ${settings.LEERSPOOR_PEILDATUM}: ${dutchNumber(leerlingen)} leerlingen, ${dutchNumber(dossiers)} dossiers`,
  );
  await workQueue();
  const logins = await timed(
    () => makeLogins(app.get(AccountService)),
    (made) => `${made.length} logins gemaakt`,
  );
  return { logins, aantallen: await countDemo(app.get(Database).read) };
}

import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { type Day, fromNumber, toNumber, weekdayOf } from '../../law/day';
import type { PutClock } from '../../platform/clock';
import { demoDay, generateDemo } from '../demo/generate-demo';
import { dutchNumber, seconds } from '../output';
import { ProgressLine } from '../progress';
import { countDemo, type DemoCounts } from './counts';
import { Year } from './live-year';
import { Life } from './life/life';
import { type Login, makeLogins } from './logins';
import { MonthLine } from './month-line';

export interface Prepared {
  logins: Login[];
  aantallen: DemoCounts;
  /** why people could not go on with something, with how many */
  gestrand: ReadonlyMap<string, number>;
}

interface Options {
  app: INestApplicationContext;
  clock: PutClock;
  folder: string;
  seed: number;
  pupils?: number;
  signal: AbortSignal;
  /** told what was done and how long it took */
  say: (line: string) => void;
}

/** Makes the region and lives a school year in it, by the code that a user's files and pages take. */
export async function prepareDemo({ app, clock, folder, seed, pupils, signal, say }: Options): Promise<Prepared> {
  const [{ AccountService }, { Database }, { MakeLists }, { systemActor }] = await Promise.all([
    import('../../access/accounts/accounts'),
    import('../../platform/database/database'),
    import('../../retention/make-lists'),
    import('../../access/actor'),
  ]);
  const database = app.get(Database);
  const timed = async <T>(work: () => Promise<T>, describe: (result: T) => string): Promise<T> => {
    const start = Date.now();
    const result = await work();
    say(`${seconds(Date.now() - start).padStart(7)}  ${describe(result)}`);
    return result;
  };

  await timed(
    () => database.migrate(),
    () => 'database gemaakt',
  );
  const { files, staff } = await timed(
    () => generateDemo({ seed, folder: join(folder, 'bestanden'), pupils, rhythm: 'gaandeweg' }),
    (made) => `${dutchNumber(made.files.length)} bestanden gemaakt`,
  );
  const year = await Year.open({ app, clock, files, signal });
  const life = new Life({ app, clock, seed, staff });
  const days = workingDays(files[0]!.day, demoDay());
  const progress = new ProgressLine('Schooldag');
  for (let from = 0; from < days.length;) {
    const month = days[from]!.slice(0, 7);
    const until = days.findIndex((day, i) => i > from && day.slice(0, 7) !== month);
    const stretch = days.slice(from, until < 0 ? days.length : until);
    await timed(async () => {
      const line = await MonthLine.begin(database.read, month);
      for (const [i, day] of stretch.entries()) {
        line.add(await year.day(day, day === days.at(-1)));
        // today is only beginning
        if (day !== days.at(-1)) await life.work(day);
        progress.show(from + i + 1, days.length);
      }
      return line.end();
    }, String);
    from += stretch.length;
  }
  progress.stop();
  const logins = await timed(
    () => makeLogins(app.get(AccountService)),
    (made) => `${made.length} logins gemaakt`,
  );
  await timed(
    () => app.get(MakeLists).run(systemActor('opdracht')),
    (made) => `${made} vernietigingslijsten gemaakt`,
  );
  return { logins, aantallen: await countDemo(database.read), gestrand: life.passedBy };
}

/** Monday to Friday, both days included. */
function workingDays(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let n = toNumber(first); n <= toNumber(last); n++) if (weekdayOf(n) <= 4) days.push(fromNumber(n));
  return days;
}

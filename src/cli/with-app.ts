import type { INestApplicationContext } from '@nestjs/common';
import type { Clock } from '../platform/clock';
import { requireDatabaseFile, requireUsableFile } from '../platform/database/database-file';
import { Problem } from '../platform/errors';
import { newId } from '../platform/ids';
import { inOperation } from '../platform/operation';
import { readSettings, type Settings } from '../platform/settings';
import { traced } from '../platform/telemetry';
import { onceDatabaseAnswers } from './once-database-answers';
import type { Surroundings } from './program';

export interface Opened {
  app: INestApplicationContext;
  settings: Settings;
}

interface Options {
  /** false: also where the database is not at this version (migrate) */
  current?: boolean;
  /** instead of those from the environment (demo) */
  settings?: Settings;
  /** instead of the one that the settings ask for (demo) */
  clock?: Clock;
  /** true: runs until somebody asks to stop, ends by itself then, and logs as a server does */
  lasting?: boolean;
}

/**
 * Opens the rooms, runs a command in them and closes them in good order. Loaded when a command runs, not before:
 * `--help` must answer at once. Where somebody asks to stop the command is abandoned; its unit of work falls whole.
 */
export async function withApp<T>(
  around: Surroundings,
  command: (opened: Opened) => Promise<T>,
  { current = true, lasting = false, settings = readSettings(around.env), clock }: Options = {},
): Promise<T> {
  const { env, shutdown } = around;
  if (current) requireDatabaseFile(settings.LEERSPOOR_DATABASE);
  requireUsableFile(settings.LEERSPOOR_DATABASE);
  const [{ NestFactory }, { Logger }, { AppModule }, { Database }, { KeyHolders }] = await Promise.all([
    import('@nestjs/core'),
    import('nestjs-pino'),
    import('./app.module'),
    import('../platform/database/database'),
    import('../access/keys/key-holders'),
  ]);
  const logLevel = lasting ? settings.LEERSPOOR_LOGNIVEAU : commandLevel(env, settings);
  const open = async (): Promise<INestApplicationContext> => {
    const opened = await NestFactory.createApplicationContext(AppModule.forCommands(settings, logLevel, clock), {
      abortOnError: false,
      // what Nest tells while it starts is for its makers; a fault is thrown
      logger: false,
    });
    try {
      opened.useLogger(opened.get(Logger));
      if (current) {
        await opened.get(Database).requireCurrent();
        await opened.get(KeyHolders).begin();
      }
      return opened;
    } catch (error) {
      await opened.close();
      throw error;
    }
  };
  const app = await onceDatabaseAnswers(around, lasting ? settings.LEERSPOOR_DATABASE_WACHT : 0, open);
  try {
    if (lasting) return await command({ app, settings });
    const stopped = shutdown.asked().then((): never => {
      throw new Problem('afgebroken', 'Afgebroken. Wat al klaar was, is bewaard; voer de opdracht opnieuw uit.');
    });
    // one command is one operation, in its log lines and in what it asks of the queue
    return await Promise.race([
      inOperation(newId(), () => traced('opdracht', {}, () => command({ app, settings }))),
      stopped,
    ]);
  } finally {
    await app.close();
  }
}

/** Commands are quiet unless a level was asked for. */
function commandLevel(env: NodeJS.ProcessEnv, settings: Settings): string {
  return env['LEERSPOOR_LOGNIVEAU'] ? settings.LEERSPOOR_LOGNIVEAU : 'warn';
}

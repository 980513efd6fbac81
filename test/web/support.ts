import 'reflect-metadata';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger, Module, type LoggerService, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccountService } from '../../src/access/accounts/accounts';
import { ROOMS } from '../../src/cli/app.module';
import { migrations, tables } from '../../src/cli/schema';
import { asDay } from '../../src/law/day';
import { Database } from '../../src/platform/database/database';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { PlatformModule } from '../../src/platform/platform.module';
import { Settings } from '../../src/platform/settings';
import { adapterOptions, registerWeb } from '../../src/web/http/register-web';
import { registerRequestLimit } from '../../src/web/http/request-limit';
import { WebModule } from '../../src/web/web.module';
import { migratedFile } from '../support/database';
import { holdToDocument } from '../support/truthful';

export const TODAY = asDay('2026-03-25');
export const PASSWORD = 'een lang wachtwoord';

/** Keeps what was logged, to look whether it tells too much. */
export class LogLines implements LoggerService {
  readonly lines: string[] = [];
  log = (message: unknown) => this.keep(message);
  error = (message: unknown) => this.keep(message);
  warn = (message: unknown) => this.keep(message);
  debug = (message: unknown) => this.keep(message);
  private keep(message: unknown): void {
    this.lines.push(JSON.stringify(message));
  }
}

export interface TestWeb {
  app: NestFastifyApplication;
  database: Database;
  encryption: Encryption;
  accounts: AccountService;
  logs: LogLines;
  settings: Settings;
  close(): Promise<void>;
}

/** The application with its pages, on a real SQLite file of its own. `controllers`: handlers of the test itself. */
export async function startWeb(change: Partial<Settings> = {}, controllers: Type[] = []): Promise<TestWeb> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-web-'));
  const settings = Object.assign(new Settings(), {
    LEERSPOOR_DATABASE: join(folder, 'web.db'),
    LEERSPOOR_SLEUTEL: newSecret(),
    LEERSPOOR_PEILDATUM: TODAY,
    ...change,
  });
  const { LEERSPOOR_DATABASE: path } = settings;
  if (path.startsWith(folder) && !existsSync(path)) copyFileSync(await migratedFile(), path);
  @Module({ imports: [PlatformModule.with(settings, tables, migrations), ...ROOMS, WebModule], controllers })
  class TestModule {}
  const logs = new LogLines();
  const app = await NestFactory.create<NestFastifyApplication>(TestModule, new FastifyAdapter(adapterOptions), {
    logger: logs,
    abortOnError: false,
  });
  Logger.overrideLogger(logs);
  await registerWeb(app);
  await registerRequestLimit(app, settings.LEERSPOOR_VERZOEKEN_PER_MINUUT);
  const untrue = holdToDocument(app);
  const database = app.get(Database);
  await database.migrate();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    database,
    encryption: app.get(Encryption),
    accounts: app.get(AccountService),
    logs,
    settings,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
      // handlers of the test itself stand in no document
      if (controllers.length === 0 && untrue.length > 0)
        throw new Error(`The API and its document differ:\n${untrue.join('\n')}`);
    },
  };
}

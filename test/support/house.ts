import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test, type TestingModule } from '@nestjs/testing';
import { AbsenceModule } from '../../src/absence/absence.module';
import { CasesModule } from '../../src/cases/cases.module';
import { migrations, tables } from '../../src/cli/schema';
import { ImportsModule } from '../../src/imports/imports.module';
import { JobTime } from '../../src/jobs/job-time';
import { Outbox } from '../../src/jobs/outbox';
import { asDay, type Day } from '../../src/law/day';
import { Clock } from '../../src/platform/clock';
import { Database } from '../../src/platform/database/database';
import { Encryption } from '../../src/platform/encryption';
import { PlatformModule } from '../../src/platform/platform.module';
import { readSettings, type Settings } from '../../src/platform/settings';
import { CorrespondenceModule } from '../../src/correspondence/correspondence.module';
import { ExchangeModule } from '../../src/exchange/exchange.module';
import { RetentionModule } from '../../src/retention/retention.module';
import { TrajectoriesModule } from '../../src/trajectories/trajectories.module';
import { Builders } from './builders';
import { type Engine, freshDatabase } from './database';
import { workAll } from './transport';

/** A clock whose today a test sets. */
export class TestClock extends Clock {
  constructor(public day: Day) {
    super();
  }

  now(): Date {
    return new Date();
  }

  today(): Day {
    return this.day;
  }
}

/** The rooms up to imports/ on a fresh database, with a clock to set and builders to fill it. */
export interface House {
  module: TestingModule;
  database: Database;
  clock: TestClock;
  build: Builders;
  /** folder of attachments */
  attachments: string;
  /** judges these pupils through the outbox, in this order */
  judge(...pupils: string[]): Promise<void>;
  /** works whatever waits in the outbox */
  workAll(): Promise<void>;
  close(): Promise<void>;
}

export interface HouseOptions {
  settings?: Settings;
  /** the machine's time, by which work and mail wait */
  time?: JobTime;
  /** the engine of the whole run unless told */
  engine?: Engine;
}

export async function openHouse(today = '2026-06-30', { settings, time, engine }: HouseOptions = {}): Promise<House> {
  const fresh = await freshDatabase(engine);
  const clock = new TestClock(asDay(today));
  const attachments = mkdtempSync(join(tmpdir(), 'leerspoor-bijlagen-'));
  const build = new Builders(fresh.database);
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.with(
        settings ?? readSettings({ LEERSPOOR_DATABASE: ':memory:', LEERSPOOR_BIJLAGEN: attachments }),
        tables,
        migrations,
      ),
      AbsenceModule,
      CasesModule,
      TrajectoriesModule,
      CorrespondenceModule,
      ExchangeModule,
      RetentionModule,
      ImportsModule,
    ],
  })
    .overrideProvider(Database)
    .useValue(fresh.database)
    .overrideProvider(Encryption)
    .useValue(build.encryption)
    .overrideProvider(Clock)
    .useValue(clock)
    .overrideProvider(JobTime)
    .useValue(time ?? new JobTime())
    .compile();
  await module.init();
  const outbox = module.get(Outbox, { strict: false });
  const work = () => workAll(module);
  return {
    module,
    database: fresh.database,
    clock,
    build,
    attachments,
    workAll: work,
    judge: async (...pupils) => {
      await fresh.database.work((work) => outbox.add(work, 'beoordeel-leerling', pupils));
      await work();
    },
    close: async () => {
      await module.close();
      await fresh.remove();
      rmSync(attachments, { recursive: true, force: true });
    },
  };
}

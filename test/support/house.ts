import { Test, type TestingModule } from '@nestjs/testing';
import { AbsenceModule } from '../../src/absence/absence.module';
import { CasesModule } from '../../src/cases/cases.module';
import { migrations, tables } from '../../src/cli/schema';
import { Batches } from '../../src/jobs/batches';
import { Outbox } from '../../src/jobs/outbox';
import { asDay, type Day } from '../../src/law/day';
import { Clock } from '../../src/platform/clock';
import { Database } from '../../src/platform/database/database';
import { PlatformModule } from '../../src/platform/platform.module';
import { readSettings } from '../../src/platform/settings';
import { Builders } from './builders';
import { freshDatabase } from './database';

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

/** The rooms up to cases/ on a fresh database, with a clock to set and builders to fill it. */
export interface House {
  module: TestingModule;
  database: Database;
  clock: TestClock;
  build: Builders;
  /** judges these pupils through the outbox, in this order */
  judge(...pupils: string[]): Promise<void>;
  /** works whatever waits in the outbox */
  workAll(): Promise<void>;
  close(): Promise<void>;
}

export async function openHouse(today = '2026-06-30'): Promise<House> {
  const fresh = await freshDatabase();
  const clock = new TestClock(asDay(today));
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.with(readSettings({ LEERSPOOR_DATABASE: ':memory:' }), tables, migrations),
      AbsenceModule,
      CasesModule,
    ],
  })
    .overrideProvider(Database)
    .useValue(fresh.database)
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  await module.init();
  const batches = module.get(Batches, { strict: false });
  const outbox = module.get(Outbox, { strict: false });
  const workAll = async () => {
    for (;;) {
      const { done, failed } = await batches.workNext(100);
      if (failed > 0) throw new Error('a job failed');
      if (done === 0) return;
    }
  };
  return {
    module,
    database: fresh.database,
    clock,
    build: new Builders(fresh.database),
    workAll,
    judge: async (...pupils) => {
      await fresh.database.work((work) => outbox.add(work, 'beoordeel-leerling', pupils));
      await workAll();
    },
    close: async () => {
      await module.close();
      await fresh.remove();
    },
  };
}

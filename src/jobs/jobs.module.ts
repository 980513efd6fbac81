import { Module } from '@nestjs/common';
import { Database } from '../platform/database/database';
import { Settings } from '../platform/settings';
import { Announcer } from './announcer';
import { Batches } from './batches';
import { DailySchedule } from './daily-schedule';
import { EmbeddedTransport } from './embedded-transport';
import { JobHandlers } from './handlers';
import { JobTime } from './job-time';
import { Outbox } from './outbox';
import { Queue } from './queue';
import { Relay } from './relay';
import { Transport } from './transport';

/** Where the shared queue is; undefined: each server works its own. */
export function sharedQueue(settings: Settings): string | undefined {
  return settings.LEERSPOOR_REDIS;
}

/** The one place that chooses a transport. BullMQ is loaded only where it is used. */
async function chooseTransport(
  settings: Settings,
  database: Database,
  batches: Batches,
  queue: Queue,
  outbox: Outbox,
  time: JobTime,
): Promise<Transport> {
  const address = sharedQueue(settings);
  if (address === undefined) return new EmbeddedTransport(batches, queue, outbox, time);
  const { BullMqTransport } = await import('./bullmq/bullmq-transport');
  return new BullMqTransport(
    { database, batches, outbox, time },
    { address, concurrency: settings.LEERSPOOR_GELIJKTIJDIG },
  );
}

/** Import it to ask for work (`Outbox`), or to register who does it (`JobHandlers`). */
@Module({
  providers: [
    ...[Announcer, JobHandlers, JobTime, Outbox, Batches, Queue, Relay, DailySchedule],
    {
      provide: Transport,
      inject: [Settings, Database, Batches, Queue, Outbox, JobTime],
      useFactory: chooseTransport,
    },
  ],
  exports: [Announcer, DailySchedule, JobHandlers, JobTime, Outbox, Queue, Relay, Transport],
})
export class JobsModule {}

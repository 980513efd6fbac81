import { Module } from '@nestjs/common';
import { Batches } from './batches';
import { EmbeddedTransport } from './embedded-transport';
import { JobHandlers } from './handlers';
import { JobTime } from './job-time';
import { Outbox } from './outbox';
import { Queue } from './queue';
import { Relay } from './relay';
import { Transport } from './transport';

/** Import it to ask for work (`Outbox`), or to register who does it (`JobHandlers`). */
@Module({
  providers: [JobHandlers, JobTime, Outbox, Batches, Queue, Relay, { provide: Transport, useClass: EmbeddedTransport }],
  exports: [JobHandlers, Outbox, Queue, Relay, Transport],
})
export class JobsModule {}

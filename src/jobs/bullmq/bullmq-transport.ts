import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import type { Database } from '../../platform/database/database';
import type { Batches } from '../batches';
import type { JobTime } from '../job-time';
import type { Outbox } from '../outbox';
import { Transport } from '../transport';
import { Connections } from './connections';
import { HandOver } from './hand-over';
import { Outage } from './outage';
import { RedisRelay } from './redis-relay';
import { RedisWorker } from './redis-worker';
import { PREFIX, SharedQueueLimits } from './shared-queue';
import { within } from '../within';

interface House {
  batches: Batches;
  database: Database;
  outbox: Outbox;
  time: JobTime;
}

interface Options {
  address: string;
  /** jobs that a worker does at the same time */
  concurrency?: number;
  prefix?: string;
  limits?: SharedQueueLimits;
}

interface Running {
  asking: Redis;
  connections: Connections;
  relay: RedisRelay;
  worker: RedisWorker | null;
}

/** Work through BullMQ on Redis or Valkey: `start` hands it over, `work` does it too. Touches Redis only from then on. */
export class BullMqTransport extends Transport implements BeforeApplicationShutdown {
  private readonly outage = new Outage();
  private readonly limits: SharedQueueLimits;
  private readonly rows: HandOver;
  private running: Running | null = null;

  constructor(
    private readonly house: House,
    private readonly options: Options,
  ) {
    super();
    this.limits = options.limits ?? new SharedQueueLimits();
    this.rows = new HandOver(house.database, house.time, this.limits);
  }

  start(): void {
    this.run(false);
  }

  work(): void {
    this.run(true);
  }

  async answers(): Promise<boolean> {
    const asking = this.running?.asking;
    if (!asking) return false;
    return within(this.limits.pingMs, asking.ping()).then(
      () => true,
      () => false,
    );
  }

  /** First the worker, then the queue, then the connections; whatever is not there is not waited for. */
  async stop(): Promise<void> {
    const running = this.running;
    this.running = null;
    if (!running) return;
    await Promise.all([running.worker?.stop(), running.relay.stop()]);
    running.connections.cut();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  private run(working: boolean): void {
    if (this.running) return;
    const { batches, outbox, time } = this.house;
    const { address, concurrency = 1, prefix = PREFIX } = this.options;
    const { rows, outage, limits } = this;
    const connections = new Connections(address, outage);
    const asking = connections.forAsking();
    const relay = new RedisRelay(asking, prefix, rows, outbox, time, outage, limits);
    const worker = working
      ? new RedisWorker(connections.forWorking(), prefix, concurrency, batches, rows, outage, limits)
      : null;
    this.running = { asking, connections, relay, worker };
  }
}

import { Logger } from '@nestjs/common';
import { type Job, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Batches } from '../batches';
import { errorCode } from '../failure';
import type { HandOver } from './hand-over';
import type { Outage } from './outage';
import { type JobData, QUEUE_NAME, type SharedQueueLimits } from './shared-queue';
import { within } from '../within';

const AFTER_ERROR_MS = 1_000;
/** Waiting for a job is cut up in turns of so many seconds: so soon a lost connection is noticed. */
const TURN_SECONDS = 2;

/** Does the jobs of the shared queue in this process. A job may come twice: what is done is no longer in the outbox. */
export class RedisWorker {
  private readonly log = new Logger(RedisWorker.name);
  private readonly worker: Worker<JobData>;
  private readonly inHand = new Set<Promise<void>>();

  /** Starts at once. `connection` is one for working; who gave it cuts it, and the copies made of it. */
  constructor(
    private readonly connection: Redis,
    prefix: string,
    concurrency: number,
    private readonly batches: Batches,
    private readonly rows: HandOver,
    outage: Outage,
    private readonly limits: SharedQueueLimits,
  ) {
    this.worker = new Worker<JobData>(QUEUE_NAME, (job) => this.hold(this.run(job)), {
      ...{ connection, prefix, concurrency },
      ...{ drainDelay: TURN_SECONDS, runRetryDelay: AFTER_ERROR_MS },
      ...{ lockDuration: limits.lockMs, stalledInterval: limits.stalledMs },
    });
    this.worker.on('error', (error) => outage.failed(error));
  }

  /** Lets the job in hand end, within bounds; past these it falls whole, and its rows are handed over again. */
  async stop(): Promise<void> {
    // where Redis is away BullMQ would wait for it, and leave its timers running: cut that short, not the job
    const closed = this.worker.close(this.connection.status !== 'ready');
    const ended = Promise.all([closed, ...this.inHand]);
    await within(this.limits.closeMs, ended).catch(() => undefined);
  }

  private hold(job: Promise<void>): Promise<void> {
    this.inHand.add(job);
    return job.finally(() => this.inHand.delete(job));
  }

  /** Never throws: BullMQ would keep the words of an error in Redis, and they could name a person. */
  private async run(job: Job<JobData>): Promise<void> {
    const { ids } = job.data;
    try {
      await this.batches.workThese(ids);
    } catch (error) {
      this.log.error({ msg: 'een taak van de gedeelde wachtrij kon niet worden gedaan', code: errorCode(error) });
      // the database may still be away: then they are handed over again once they count as lost
      await this.rows.takeBack(ids).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, AFTER_ERROR_MS));
    }
  }
}

import { Logger } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { errorCode } from '../failure';
import type { JobTime } from '../job-time';
import type { Outbox } from '../outbox';
import type { HandOver } from './hand-over';
import type { Outage } from './outage';
import { type JobData, QUEUE_NAME, type SharedQueueLimits } from './shared-queue';
import { within } from '../within';

const POLL_MS = 250;
/** Added work may not be committed yet when we hear of it: look again so soon, so many times. */
const SOON_MS = 20;
const SOON_TIMES = 10;
const AFTER_ERROR_MS = 2_000;

const JOB_OPTIONS = {
  // the outbox counts the attempts and keeps what failed; nothing stays behind in Redis
  attempts: 1,
  removeOnComplete: true,
  removeOnFail: true,
};

/** Hands outbox rows to the shared queue, in jobs that name the rows and nothing else. Any number may run. */
export class RedisRelay {
  private readonly log = new Logger(RedisRelay.name);
  private readonly queue: Queue<JobData>;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private woken = new AbortController();
  private looks = 0;

  /** Starts at once. `connection` is one for asking; who gave it closes it. */
  constructor(
    private readonly connection: Redis,
    prefix: string,
    private readonly rows: HandOver,
    outbox: Outbox,
    private readonly time: JobTime,
    private readonly outage: Outage,
    private readonly limits: SharedQueueLimits,
  ) {
    this.queue = new Queue<JobData>(QUEUE_NAME, { connection, prefix, streams: { events: { maxLen: 100 } } });
    this.queue.on('error', (error) => this.outage.failed(error));
    const silence = outbox.onAdded(() => this.woken.abort());
    this.running = this.loop().finally(silence);
  }

  /** Every wait in the loop is bounded, so this is too. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await within(this.limits.pingMs, this.queue.close()).catch(() => undefined);
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        if (await this.handOverSome()) await this.time.sleep(0);
        else await this.pause();
      } catch (error) {
        this.log.error({ msg: 'de wachtrij kan niet worden overgedragen', code: errorCode(error) });
        await this.time.sleep(AFTER_ERROR_MS, this.stopping.signal);
      }
    }
  }

  private async pause(): Promise<void> {
    const wait = this.looks > 0 ? SOON_MS : POLL_MS;
    this.looks = Math.max(0, this.looks - 1);
    await this.time.sleep(wait, AbortSignal.any([this.woken.signal, this.stopping.signal]));
    if (!this.woken.signal.aborted) return;
    this.woken = new AbortController();
    this.looks = SOON_TIMES;
  }

  /** True where something was handed over. A bounded number of jobs is in Redis; the rest waits in the outbox. */
  private async handOverSome(): Promise<boolean> {
    // without a connection BullMQ would wait for ever
    if (this.connection.status !== 'ready') return false;
    const jobs = await this.ask(this.queue.getJobCountByTypes('wait', 'active', 'delayed'));
    if (jobs === null) return false;
    const lostMs = jobs === 0 ? this.limits.emptiedMs : this.limits.againMs;
    const room = (this.limits.jobs - jobs) * this.limits.rows;
    if (room <= 0 || !(await this.rows.waits(lostMs))) return false;
    const parcels = await this.rows.take(room, lostMs);
    if (parcels.length === 0) return false;
    const bulk = parcels.map(({ id, kind, data }) => ({ name: kind, data, opts: { ...JOB_OPTIONS, jobId: id } }));
    if ((await this.ask(this.queue.addBulk(bulk))) !== null) return true;
    await this.rows.takeBack(parcels.flatMap(({ data }) => data.ids));
    return false;
  }

  /** The answer of Redis, or null where it did not give one in time. */
  private async ask<T>(question: Promise<T>): Promise<T | null> {
    try {
      const answer = await within(this.limits.answerMs, question);
      this.outage.over();
      return answer;
    } catch (error) {
      this.outage.failed(error);
      return null;
    }
  }
}

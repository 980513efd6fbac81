import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { Batches } from './batches';
import { errorCode } from './failure';
import { JobTime } from './job-time';
import { Outbox } from './outbox';
import { Queue } from './queue';
import { Transport } from './transport';
import { within } from './within';

/** Small: pages are answered between batches, and a batch keeps the process to itself. */
const BATCH = 50;
const POLL_MS = 250;
/** Added work may not be committed yet when we hear of it: look again so soon, so many times. */
const SOON_MS = 20;
const SOON_TIMES = 10;
const AFTER_ERROR_MS = 2_000;
/** The longest wait for the batch in hand when stopping; below the deadline of a process that stops. */
const CLOSE_MS = 5_000;

/** Works the outbox inside a process that also serves pages. */
@Injectable()
export class EmbeddedTransport extends Transport implements BeforeApplicationShutdown {
  private readonly log = new Logger(EmbeddedTransport.name);
  private running: Promise<void> | null = null;
  private stopping = new AbortController();
  private woken = new AbortController();
  private looks = 0;

  constructor(
    @Inject(Batches) private readonly batches: Batches,
    @Inject(Queue) private readonly queue: Queue,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(JobTime) private readonly time: JobTime,
  ) {
    super();
  }

  start(): void {
    if (this.running) return;
    this.stopping = new AbortController();
    const silence = this.outbox.onAdded(() => this.woken.abort());
    this.running = this.loop().finally(silence);
  }

  work(): void {
    this.start();
  }

  async answers(): Promise<boolean> {
    await this.queue.nextAt();
    return true;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.woken.abort();
    if (this.running) await within(CLOSE_MS, this.running).catch(() => undefined);
    this.running = null;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  private async loop(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        // a turn of the event loop between batches lets requests through
        if (await this.workSome()) await this.time.sleep(0);
        else await this.pause();
      } catch (error) {
        this.log.error({ msg: 'de wachtrij kan niet worden gewerkt', code: errorCode(error) });
        await this.time.sleep(AFTER_ERROR_MS, this.stopping.signal);
      }
    }
  }

  private async pause(): Promise<void> {
    const wait = this.looks > 0 ? SOON_MS : POLL_MS;
    this.looks = Math.max(0, this.looks - 1);
    await this.time.sleep(wait, AbortSignal.any([this.woken.signal, this.stopping.signal]));
  }

  /** One batch, where something is due or was just added: looking costs a read, trying costs the write lock. */
  private async workSome(): Promise<boolean> {
    const woken = this.woken.signal.aborted;
    if (woken) {
      this.woken = new AbortController();
      this.looks = SOON_TIMES;
    } else if (((await this.queue.nextAt()) ?? Infinity) > this.time.now()) return false;
    const { done, failed } = await this.batches.workNext(BATCH);
    return done + failed > 0;
  }
}

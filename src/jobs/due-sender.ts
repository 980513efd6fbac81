import { type BeforeApplicationShutdown, Logger } from '@nestjs/common';
import type { Work } from '../platform/database/sql';
import type { BatchHandler } from './handlers';
import type { JobTime } from './job-time';

const SHORTEST_PAUSE_MS = 1_000;

/**
 * Sends what waits to whom may be slow or away, outside the units of work, so that nobody is held up. One round at a
 * time; a process that lives on comes back by itself for what has to wait.
 */
export abstract class DueSender implements BatchHandler, BeforeApplicationShutdown {
  protected readonly log = new Logger(this.constructor.name);
  protected stopped = false;
  private running: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | null = null;

  /** @param failure what the log says of a round that failed; @param longestPause ms, and then we look again */
  protected constructor(
    protected readonly time: JobTime,
    private readonly failure: string,
    private readonly longestPause: number,
  ) {}

  /** Sends all that is due, until nothing is or `stopped`. */
  protected abstract sendDue(): Promise<void>;

  /** From when the first of what waits may be tried; null where nothing waits for us. */
  protected abstract nextDue(): Promise<string | null>;

  /** The handler of the outbox: sends when the unit of work stands. */
  async handle(work: Work, _subjects: string[]): Promise<void> {
    work.ending({ before: async () => undefined, after: (stood) => void (stood && this.start()) });
  }

  /** Sends all that is due, and comes back for what has to wait. Resolves when nothing is due. */
  start(): Promise<void> {
    if (this.stopped) return this.running;
    this.running = this.running
      .then(() => this.round())
      .catch((error: unknown) => this.log.error({ msg: this.failure, err: error }));
    return this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
  }

  private async round(): Promise<void> {
    await this.sendDue();
    const at = await this.nextDue();
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.stopped || at === null) return;
    const pause = Math.max(Date.parse(at) - this.time.now(), SHORTEST_PAUSE_MS);
    this.timer = setTimeout(() => void this.start(), Math.min(pause, this.longestPause)).unref();
  }
}

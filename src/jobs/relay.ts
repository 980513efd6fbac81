import { Inject, Injectable } from '@nestjs/common';
import { Batches } from './batches';
import { JobTime } from './job-time';
import { Queue } from './queue';

/** Rows in one unit of work; above a few hundred it is no faster and holds others up longer. */
const BATCH = 250;
const PAUSE_MS = 200;
/** a little more than the longest waits between attempts together: then everything is done or parked */
const PATIENCE_MS = 100_000;

export interface Progress {
  done: number;
  waiting: number;
}

export interface Worked {
  /** jobs done by this process */
  done: number;
  /** jobs that still wait: another process holds them, or we were asked to stop */
  waiting: number;
  /** jobs parked after too many attempts, from before as well */
  failed: number;
}

interface Options {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
}

/** Works the outbox in this process until nothing waits. */
@Injectable()
export class Relay {
  constructor(
    @Inject(Batches) private readonly batches: Batches,
    @Inject(Queue) private readonly queue: Queue,
    @Inject(JobTime) private readonly time: JobTime,
  ) {}

  /** Work that handlers add is done too; what failed is tried again after its wait, within bounds. */
  async workUntilEmpty({ onProgress, signal }: Options = {}): Promise<Worked> {
    let done = 0;
    let idleSince = this.time.now();
    while (!signal?.aborted) {
      const outcome = await this.batches.workNext(BATCH);
      done += outcome.done;
      if (outcome.done > 0) idleSince = this.time.now();
      if (outcome.done + outcome.failed === 0) {
        const next = await this.queue.nextAt();
        if (next === null || this.time.now() - idleSince > PATIENCE_MS) break;
        await this.time.sleep(PAUSE_MS, signal);
      } else if (onProgress) {
        onProgress({ done, waiting: await this.queue.count('wacht') });
      }
      // lets signals and timers through between batches
      await this.time.sleep(0);
    }
    return { done, waiting: await this.queue.count('wacht'), failed: await this.queue.count('mislukt') };
  }
}

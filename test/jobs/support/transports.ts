import { randomBytes } from 'node:crypto';
import { BullMqTransport } from '../../../src/jobs/bullmq/bullmq-transport';
import { SharedQueueLimits } from '../../../src/jobs/bullmq/shared-queue';
import { EmbeddedTransport } from '../../../src/jobs/embedded-transport';
import { JobTime } from '../../../src/jobs/job-time';
import type { Transport } from '../../../src/jobs/transport';
import { findRedis, sweep } from '../../support/redis';
import type { queueUnderTest } from './queue-under-test';

export type UnderTest = Awaited<ReturnType<typeof queueUnderTest>>;

/** The machine's time, and what a test adds to it. */
export class LeapTime extends JobTime {
  private ahead = 0;

  override now(): number {
    return super.now() + this.ahead;
  }

  leap(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}

/** The same rules as in earnest, at the pace of a test. */
export class QuickLimits extends SharedQueueLimits {
  override rows = 20;
  override againMs = 3_000;
  override emptiedMs = 1_000;
  override answerMs = 1_000;
  override closeMs = 1_000;
  override lockMs = 2_000;
  override stalledMs = 1_000;
}

/** A way to make transports on the queue under test; `leave` takes away what they left behind. */
export interface Kind {
  name: string;
  arrive: () => Promise<{ make: (it_: UnderTest) => Transport; leave: () => Promise<void> }>;
}

export const embedded: Kind = {
  name: 'embedded',
  arrive: async () => ({
    make: ({ batches, queue, outbox, time }) => new EmbeddedTransport(batches, queue, outbox, time),
    leave: async () => undefined,
  }),
};

export const bullmq: Kind = {
  name: 'BullMQ',
  arrive: async () => {
    const { url, leave } = await findRedis();
    const prefix = newPrefix();
    return {
      make: (it_) => onRedisAt(url, it_, { prefix }),
      leave: async () => {
        await sweep(url, prefix);
        await leave();
      },
    };
  },
};

export const newPrefix = (): string => `leerspoor-test-${randomBytes(6).toString('hex')}`;

export function onRedisAt(
  address: string,
  it_: UnderTest,
  { prefix = newPrefix(), limits = new QuickLimits(), concurrency = 1 } = {},
): BullMqTransport {
  return new BullMqTransport(it_, { address, prefix, limits, concurrency });
}

export async function until(condition: () => Promise<boolean> | boolean, milliseconds = 20_000): Promise<void> {
  const start = Date.now();
  while (!(await condition())) {
    if (Date.now() - start > milliseconds) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** How long it took, in milliseconds. */
export async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = Date.now();
  await action();
  return Date.now() - start;
}

import { Injectable } from '@nestjs/common';

/** "Not before" of work that need not wait. */
export const AT_ONCE = '1970-01-01T00:00:00.000Z';

/** Longer than any work waits between attempts: farther ahead only a clock that ran ahead can have written. */
const FARTHEST_MS = 10 * 60_000;
/** A moment of handing over may be so far ahead of us, by clocks that differ a little. */
const SLACK_MS = 60_000;

/** Part of a condition on the outbox, and its values. */
interface Condition {
  sql: string;
  values: string[];
}

const instant = (at: number): string => new Date(at).toISOString();

/** Its time has come, or lies where no clock that is right would have put it. */
export function isDue(now: number): Condition {
  return { sql: '(not_before <= ? OR not_before > ?)', values: [instant(now), instant(now + FARTHEST_MS)] };
}

/** Handed over `lostMs` ago, or at a moment that is still to come. */
export function isLost(now: number, lostMs: number): Condition {
  return { sql: '(handed_at <= ? OR handed_at > ?)', values: [instant(now - lostMs), instant(now + SLACK_MS)] };
}

/** When work may be tried, given the moment that was written. */
export function dueAt(written: number, now: number): number {
  return written > now + FARTHEST_MS ? now : written;
}

/**
 * The time by which work waits: that of the machine, also where LEERSPOOR_PEILDATUM fixes today. Work asked for under
 * one peildatum must not lie asleep under another.
 */
@Injectable()
export class JobTime {
  now(): number {
    return Date.now();
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      signal?.addEventListener('abort', done);
    });
  }
}

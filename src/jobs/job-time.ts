import { Injectable } from '@nestjs/common';

/** "Not before" of work that need not wait. */
export const AT_ONCE = '1970-01-01T00:00:00.000Z';

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

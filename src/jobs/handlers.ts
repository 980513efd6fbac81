import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Work } from '../platform/database/sql';
import { JOB_KINDS, type JobKind } from './kinds';

/**
 * Does one kind of work for a batch of subjects, inside the unit of work that also takes them out of the outbox.
 * Running it twice must change nothing. It may throw: then the batch is undone and tried in halves.
 */
export interface BatchHandler {
  handle(work: Work, subjects: string[]): Promise<void>;
}

/**
 * The map from every kind of job to its handler. Rooms above register theirs in `onModuleInit`; the program refuses
 * to start where a kind has none, since its rows would wait for ever.
 */
@Injectable()
export class JobHandlers implements OnApplicationBootstrap {
  private readonly handlers = new Map<JobKind, BatchHandler>();
  private readonly doubled = new Set<JobKind>();

  register(kind: JobKind, handler: BatchHandler): void {
    if (this.handlers.has(kind)) this.doubled.add(kind);
    this.handlers.set(kind, handler);
  }

  /** Throws an Error that names the kinds without a handler and those with two. */
  verify(): void {
    const missing = JOB_KINDS.filter((kind) => !this.handlers.has(kind));
    const faults = [
      missing.length > 0 ? `geen uitvoerder voor ${missing.join(', ')}` : '',
      this.doubled.size > 0 ? `twee uitvoerders voor ${[...this.doubled].join(', ')}` : '',
    ].filter(Boolean);
    if (faults.length > 0) throw new Error(`De taken kloppen niet: ${faults.join('; ')}.`);
  }

  onApplicationBootstrap(): void {
    this.verify();
  }

  /** The handler of this kind; a kind that another version left in the outbox has none. */
  of(kind: string): BatchHandler | undefined {
    return this.handlers.get(kind as JobKind);
  }
}

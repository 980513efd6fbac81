import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock';
import type { Work } from '../platform/database/sql';
import { newId } from '../platform/ids';
import { currentOperation } from '../platform/operation';
import { AT_ONCE } from './job-time';
import type { JobKind } from './kinds';

const COLUMNS = [
  ...['id', 'kind', 'subject', 'state', 'not_before', 'attempts', 'handed_at', 'asked_at', 'last_error', 'created_at'],
  'operation',
];

/** Puts work in the outbox, in the unit of work that makes it necessary. */
@Injectable()
export class Outbox {
  private readonly listeners = new Set<() => void>();

  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * One row per subject; a subject already waiting is not added twice. Asking again locks the waiting row until this
   * unit of work ends, so that a worker cannot take it before what is written here can be seen. A worker that came by
   * meanwhile passed it over, so it is handed over afresh.
   */
  async add(work: Work, kind: JobKind, subjects: Iterable<string>): Promise<void> {
    const now = this.clock.instant();
    // in one order: two who ask for the same at once would each hold what the other waits for
    const rows = [...new Set(subjects)]
      .sort()
      .map((subject) => [...[newId(), kind, subject, 'wacht', AT_ONCE, 0, null, now, null, now, currentOperation()]]);
    if (rows.length === 0) return;
    await work.insert('outbox', COLUMNS, rows, {
      key: ['kind', 'subject'],
      where: "state = 'wacht'",
      update: ['asked_at', 'handed_at', 'operation'],
      // a lock alone is cheaper than a new version of the row: an import asks for the same pupils with every chunk
      only: 'outbox.handed_at IS NOT NULL OR outbox.operation IS DISTINCT FROM excluded.operation',
    });
    for (const listener of this.listeners) listener();
  }

  /** Tells `listener` that work was added, perhaps before it can be seen by others. Gives the way to stop telling. */
  onAdded(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

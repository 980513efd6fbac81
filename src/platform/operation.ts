import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The operation that is under way: one request, one command, one batch of the queue. Its id is in every log line
 * (`operatie`), in the audit log, in the outbox row of what it makes necessary, and so in the lines of the worker that
 * does it: what happened can be followed from one end to the other.
 */
const underWay = new AsyncLocalStorage<string>();

/** The id of the operation under way, or null where there is none. */
export function currentOperation(): string | null {
  return underWay.getStore() ?? null;
}

/** Runs `work`, and all that it starts, as part of this operation. */
export function inOperation<T>(id: string, work: () => T): T {
  return underWay.run(id, work);
}

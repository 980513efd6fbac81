/**
 * How waiting work reaches a process that does it: here (embedded), or through a shared queue. The outbox is the
 * truth either way; a transport that loses something only delays it.
 */
export abstract class Transport {
  /** Sees to it that waiting work gets to a worker, until `stop`; the embedded one does the work in this process. */
  abstract start(): void;
  /** As `start`, and does in this process what the queue brings. */
  abstract work(): void;
  /** Whether the queue answers. */
  abstract answers(): Promise<boolean>;
  /** Takes up nothing more; resolves once the batch in hand is done, or after a few seconds. */
  abstract stop(): Promise<void>;
}

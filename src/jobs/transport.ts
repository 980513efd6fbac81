/**
 * How waiting work reaches a process that does it: here (embedded), or through a shared queue. The outbox is the
 * truth either way; a transport that loses something only delays it.
 */
export abstract class Transport {
  /** Takes up work in this process, until `stop`. */
  abstract start(): void;
  /** Whether the queue answers. */
  abstract answers(): Promise<boolean>;
  /** Takes up nothing more; resolves once the batch in hand is done. */
  abstract stop(): Promise<void>;
}

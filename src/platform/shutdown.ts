/** How long a process may take to end once it was asked to. */
export const DEADLINE_MS = 10_000;

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * The wish to stop. The first SIGINT or SIGTERM aborts `signal`, and the process gets until the deadline to end in
 * good order; a second one ends it at once. Ending at once is safe too: every unit of work stands or falls whole.
 */
export class Shutdown {
  private readonly controller = new AbortController();
  readonly signal = this.controller.signal;

  constructor(private readonly exit: (code: number) => void = (code) => process.exit(code)) {}

  listen(): this {
    for (const name of SIGNALS) process.on(name, this.onSignal);
    return this;
  }

  /** Resolves when somebody asks to stop. */
  asked(): Promise<void> {
    if (this.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => this.signal.addEventListener('abort', () => resolve(), { once: true }));
  }

  readonly onSignal = (): void => {
    if (this.signal.aborted) return this.exit(1);
    this.controller.abort();
    setTimeout(() => this.exit(1), DEADLINE_MS).unref();
  };
}

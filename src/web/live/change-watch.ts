import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Database } from '../../platform/database/database';

const LOOK_EVERY_MS = 3_000;

/** The newest of what pages follow; ids and moments grow, so another value means that something changed. */
const NEWEST = `SELECT
  (SELECT MAX(id) FROM signal_change) AS "signal",
  (SELECT MAX(id) FROM assignment) AS "assignment",
  (SELECT MAX(id) FROM import_run) AS "import",
  (SELECT COUNT(*) FROM upload WHERE state = 'wacht') AS "uploads",
  (SELECT SUM(rows_done) FROM upload WHERE state = 'wacht') AS "rows",
  (SELECT COUNT(*) FROM import_job WHERE state = 'loopt') AS "files",
  (SELECT SUM(rows_read) FROM import_job WHERE state = 'loopt') AS "fileRows"`;

/**
 * Tells listeners that signals, dossiers or imports changed, whichever process changed them. One look for all who
 * listen, by the last entries of their keys, and none where nobody listens. What changed is not told: each page is read
 * again within its own scope.
 */
@Injectable()
export class ChangeWatch implements OnApplicationShutdown {
  private readonly logger = new Logger('live');
  private readonly listeners = new Set<() => void>();
  private timer: NodeJS.Timeout | null = null;
  private last: string | null = null;

  constructor(@Inject(Database) private readonly database: Database) {}

  /** Gives the way to stop listening. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) void this.look();
    return () => this.listeners.delete(listener);
  }

  onApplicationShutdown(): void {
    this.listeners.clear();
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private schedule(): void {
    this.timer = setTimeout(() => void this.look(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (this.listeners.size === 0) {
      this.last = null;
      return;
    }
    try {
      const now = JSON.stringify(await this.database.read.get(NEWEST));
      if (this.last !== null && now !== this.last) for (const listener of this.listeners) listener();
      this.last = now;
    } catch (error) {
      this.logger.debug({ code: 'live-niet-gelezen', kind: error instanceof Error ? error.name : typeof error });
    }
    if (this.listeners.size > 0) this.schedule();
  }
}

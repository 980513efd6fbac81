import { Redis, type RedisOptions } from 'ioredis';
import type { Outage } from './outage';

const CONNECT_MS = 5_000;
/** A connection on which so long nothing comes back is dead, also where nobody said so. */
const SILENT_MS = 10_000;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Every connection of this process to Redis, so that all can be cut: BullMQ makes copies of its own, and closing them
 * through BullMQ never ends where Redis is not there.
 */
export class Connections {
  private readonly open = new Set<Redis>();

  constructor(
    private readonly address: string,
    private readonly outage: Outage,
  ) {}

  /** For asking: a command fails at once where there is no connection. */
  forAsking(): Redis {
    return this.connect({ enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  }

  /** For a worker: its commands wait until Redis is there. */
  forWorking(): Redis {
    return this.connect({ maxRetriesPerRequest: null });
  }

  /** Cuts them all, also those that are trying to connect. */
  cut(): void {
    for (const connection of this.open) connection.disconnect();
    this.open.clear();
  }

  private connect(options: RedisOptions): Redis {
    const connection = new Redis(this.address, {
      ...options,
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENT_MS,
      retryStrategy: (times) => Math.min(50 * times, LONGEST_PAUSE_MS),
    });
    const copy = connection.duplicate.bind(connection);
    connection.duplicate = (override) => this.keep(copy(override));
    return this.keep(connection);
  }

  private keep(connection: Redis): Redis {
    this.open.add(connection);
    connection.on('error', (error) => this.outage.failed(error));
    connection.on('ready', () => this.outage.over());
    return connection;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';

const RETRIES = 5;
/** serialization failure, deadlock, a file that another process holds: the whole unit of work starts again */
const TRY_AGAIN = new Set(['40001', '40P01', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT']);

/** a server that restarts is waited for so long, and asked so often */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 500;
/** shutting down, starting up, sat still in a unit of work, connection broken or refused (08007 left out: not known) */
const LOST_CODE = /^(57P0[123]|25P03|08(000|001|003|004|006)|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/;
/** the driver gives these no code */
const LOST_WORDS = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/;

/** Whether the connection to the server broke, with nothing of the unit of work done. */
export function connectionLost(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string') return LOST_CODE.test(code);
  return typeof message === 'string' && LOST_WORDS.test(message);
}

/**
 * Runs a unit of work again from its start where it lost from another, and where the server went away: then for as
 * long as a restart takes.
 */
export async function retrying<T>(attempt: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (connectionLost(error) && Date.now() < until) await sleep(PAUSE_MS);
      else if (tries < RETRIES && TRY_AGAIN.has(String((error as { code?: unknown }).code))) {
        await sleep(20 * tries * tries);
      } else throw error;
    }
  }
}

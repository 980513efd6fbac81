import { setTimeout as sleep } from 'node:timers/promises';
import { isServerAway } from '../platform/database/database-problem';
import { tell } from './output';
import type { Surroundings } from './program';

const PAUSE_MS = 500;

/**
 * Starts what runs for long. Where the database server is away it waits, at most so many seconds: a worker that is
 * started while the server restarts must not end for it, since perhaps nobody starts it again.
 */
export async function onceDatabaseAnswers<T>(
  { shutdown }: Surroundings,
  seconds: number,
  start: () => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  void shutdown.asked().then(() => stopping.abort());
  let told = false;
  for (const until = Date.now() + seconds * 1_000; ;) {
    try {
      return await start();
    } catch (error) {
      if (stopping.signal.aborted || Date.now() >= until || !isServerAway(error)) throw error;
      if (!told) tell(`De databaseserver antwoordt nog niet. Leerspoor wacht daarop, hoogstens ${seconds} seconden.`);
      told = true;
      await sleep(PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }
}

import { execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaries, freePort, onServer, unprivileged } from './postgres';

const START_MS = 30_000;

/** Whether the tests can start a server of their own. */
export function canStartPostgres(): boolean {
  return binaries() !== null;
}

export interface OwnPostgres {
  /** the address of a database in which others can be made */
  url: string;
  /** ends it as a power cut does: no check-point, connections broken */
  down: () => Promise<void>;
  up: () => Promise<void>;
  remove: () => Promise<void>;
}

/**
 * A cluster of our own on a free port, to be disturbed. `data` is where it lies: a folder that exists and is empty.
 * Its keeper reads a pipe that we hold: when this process ends, however, the pipe breaks and the keeper ends the server.
 */
export async function startOwnPostgres(data = mkdtempSync(join(tmpdir(), 'leerspoor-own-pg-'))): Promise<OwnPostgres> {
  const bin = binaries()!;
  const owner = unprivileged();
  if (owner.uid !== undefined) chownSync(data, owner.uid, owner.gid!);
  const folder = join(data, 'cluster');
  const init = ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(join(bin, 'initdb'), [...init, '--wal-segsize=4'], {
    ...owner,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await freePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const limits = '-c fsync=off -c max_connections=100 -c min_wal_size=8MB -c max_wal_size=64MB';
  const server = `"${bin}/postgres" -D "${folder}" -h 127.0.0.1 -p ${port} -k "${data}" ${limits}`;
  let keeper: ReturnType<typeof keep> | null = null;
  const own: OwnPostgres = {
    url,
    up: async () => {
      keeper = keep(server, data, owner);
      for (const until = Date.now() + START_MS; Date.now() < until;) {
        if (await onServer(url, (client) => client.query('SELECT 1')).catch(() => null)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('PostgreSQL did not start');
    },
    down: async () => {
      const ended = keeper;
      keeper = null;
      if (!ended) return;
      const over = new Promise((resolve) => ended.once('close', resolve));
      // unreferred it would not keep the process waiting for its end
      ended.ref();
      ended.stdin.end();
      await over;
    },
    remove: async () => {
      await own.down();
      rmSync(folder, { recursive: true, force: true });
      rmSync(data, { recursive: true, force: true });
    },
  };
  await own.up();
  return own;
}

function keep(server: string, folder: string, owner: Pick<SpawnOptions, 'uid' | 'gid'>) {
  const script = `${server} >"${folder}/log" 2>&1 & it=$!; cat >/dev/null; kill -QUIT $it; wait $it`;
  const child = spawn('sh', ['-c', script], {
    ...owner,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
}

import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { Redis } from 'ioredis';

/**
 * A Redis for the tests: TEST_REDIS_URL, else the one on 127.0.0.1:6379, else an installed one, started on a free port.
 * What is shared is never flushed or stopped: who uses it takes a key namespace of its own, and who disturbs it a
 * server of its own (`startRedis`).
 */

const LOCAL = 'redis://127.0.0.1:6379';
const START_MS = 20_000;

/** Whether there is, or can be, a server. Synchronous: Jest wants to know before it runs anything. */
export function hasRedis(): boolean {
  return Boolean(process.env['TEST_REDIS_URL']) || canStartRedis() || answersNow(LOCAL);
}

/** Whether the tests can start a server of their own. */
export function canStartRedis(): boolean {
  return binary() !== null;
}

/** The address of a server that may be shared, and how to leave it. */
export async function findRedis(): Promise<{ url: string; leave: () => Promise<void> }> {
  const given = process.env['TEST_REDIS_URL'];
  // a server that was asked for by name must be the one: no silent way around it
  if (given) return { url: given, leave: async () => undefined };
  if (answersNow(LOCAL)) return { url: LOCAL, leave: async () => undefined };
  const own = await startRedis();
  return { url: own.url, leave: own.down };
}

export async function onRedis<T>(url: string, action: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null, lazyConnect: true });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await action(client);
  } finally {
    client.disconnect();
  }
}

/** Takes away every key that begins with `prefix`. */
export async function sweep(url: string, prefix: string): Promise<void> {
  await onRedis(url, async (client) => {
    const keys = await client.keys(`${prefix}:*`);
    if (keys.length > 0) await client.del(keys);
  });
}

export interface OwnRedis {
  url: string;
  /** stops it, with everything in it gone; resolves once it has ended */
  down: () => Promise<void>;
  /** starts it again at the same address, empty */
  up: () => Promise<void>;
  /** holds it still, with its connections open, until it goes on */
  freeze: () => void;
  goOn: () => void;
}

/**
 * Starts an empty server on a free port. Its keeper reads a pipe that we hold: when this process ends, however, the
 * pipe breaks and the keeper ends the server.
 */
export async function startRedis({ running = true } = {}): Promise<OwnRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let keeper: ReturnType<typeof keep> | null = null;
  const own: OwnRedis = {
    url,
    up: async () => {
      keeper = keep(port);
      for (const until = Date.now() + START_MS; Date.now() < until;) {
        if (await onRedis(url, (client) => client.ping()).catch(() => null)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('redis-server did not start');
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
    freeze: () => void process.kill(serverOf(keeper!.pid!), 'SIGSTOP'),
    goOn: () => void process.kill(serverOf(keeper!.pid!), 'SIGCONT'),
  };
  if (running) await own.up();
  return own;
}

function keep(port: number) {
  const server = `"${binary()}" --port ${port} --bind 127.0.0.1 --save "" --appendonly no --maxmemory-policy noeviction`;
  const script = `${server} >/dev/null 2>&1 & it=$!; cat >/dev/null; kill -CONT $it; kill -KILL $it; wait $it`;
  const child = spawn('sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  return child;
}

/** The server that a keeper started: its first child. */
function serverOf(keeper: number): number {
  const found = execFileSync('ps', ['-o', 'pid=,comm=', '--ppid', String(keeper)], { encoding: 'utf8' })
    .split('\n')
    .find((line) => /redis|valkey/.test(line));
  return Number.parseInt(found!, 10);
}

function binary(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/bin', '/usr/local/bin'];
  const files = folders.flatMap((folder) => ['valkey-server', 'redis-server'].map((name) => join(folder, name)));
  return files.find((file) => existsSync(file)) ?? null;
}

function answersNow(url: string): boolean {
  const script = `
    const { Redis } = require(${JSON.stringify(require.resolve('ioredis'))});
    const client = new Redis(${JSON.stringify(url)}, { connectTimeout: 2000, retryStrategy: () => null });
    client.on('error', () => process.exit(1));
    client.ping().then(() => process.exit(0), () => process.exit(1));`;
  return spawnSync(process.execPath, ['-e', script], { timeout: 10_000 }).status === 0;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

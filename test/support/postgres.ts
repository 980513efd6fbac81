import { execFileSync, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { Client } from 'pg';

/**
 * A PostgreSQL for the tests: TEST_POSTGRES_URL, else the one on 127.0.0.1:5432, else an installed one, started on a
 * free port. The address is that of a database in which other databases can be made.
 */

const LOCAL = [...new Set(['postgres', userInfo().username])].map(
  (user) => `postgres://${encodeURIComponent(user)}@127.0.0.1:5432/postgres`,
);
/** one started server for all test files of this process */
const NOTE = join(tmpdir(), `leerspoor-postgres-${process.pid}`);
const START_MS = 30_000;

/** Whether there is, or can be, a server. Synchronous: Jest wants to know before it runs anything. */
export function hasPostgres(): boolean {
  return Boolean(process.env['TEST_POSTGRES_URL']) || binaries() !== null || answersSoon(LOCAL);
}

/** The address of a server; starts one where none answers. Throws where there is none at all. */
export async function findPostgres(): Promise<string> {
  const given = process.env['TEST_POSTGRES_URL'];
  // a server that was asked for by name must be the one: no silent way around it
  if (given) return given;
  const candidates = existsSync(NOTE) ? [readFileSync(NOTE, 'utf8')] : LOCAL;
  for (const address of candidates) if (await canMakeDatabases(address)) return address;
  return startPostgres();
}

export async function onServer<T>(address: string, action: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    return await action(client);
  } finally {
    await client.end();
  }
}

async function canMakeDatabases(address: string): Promise<boolean> {
  const question = 'SELECT rolsuper OR rolcreatedb AS yes FROM pg_roles WHERE rolname = current_user';
  return onServer(address, async (client) => (await client.query(question)).rows[0]?.yes === true).catch(() => false);
}

function answersSoon(addresses: string[]): boolean {
  const script = `
    const { Client } = require(${JSON.stringify(require.resolve('pg'))});
    const connect = (connectionString) => new Client({ connectionString, connectionTimeoutMillis: 2000 }).connect();
    Promise.any(${JSON.stringify(addresses)}.map(connect)).then(() => process.exit(0), () => process.exit(1));`;
  return spawnSync(process.execPath, ['-e', script], { timeout: 10_000 }).status === 0;
}

/** The folder that holds `initdb` and `postgres`: Debian keeps them out of PATH. */
export function binaries(): string | null {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...path()];
  return folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name)))) ?? null;
}

function path(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
}

/**
 * Starts a server of our own. Its keeper reads a pipe that we hold: when this process ends, however, the pipe breaks
 * and the keeper stops the server and removes its folder.
 */
async function startPostgres(): Promise<string> {
  const bin = binaries();
  if (!bin) throw new Error('No PostgreSQL: set TEST_POSTGRES_URL, or install postgresql.');
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-pg-'));
  const owner = unprivileged();
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid!);
  const data = join(folder, 'data');
  const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  execFileSync(join(bin, 'initdb'), init, { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const port = await freePort();
  const server = `"${bin}/postgres" -D "${data}" -h 127.0.0.1 -p ${port} -k "${folder}" -c fsync=off -c max_connections=200`;
  const keeper = `${server} >"${folder}/log" 2>&1 & it=$!; cat >/dev/null; kill -INT $it; wait $it; rm -rf "${folder}" "${NOTE}"`;
  const child = spawn('sh', ['-c', keeper], {
    ...owner,
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  const address = `postgres://postgres@127.0.0.1:${port}/postgres`;
  for (const until = Date.now() + START_MS; Date.now() < until;) {
    if (await canMakeDatabases(address)) {
      writeFileSync(NOTE, address);
      if (owner.uid !== undefined) chownSync(NOTE, owner.uid, owner.gid!);
      return address;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const log = existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '';
  child.stdin.end();
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`PostgreSQL from ${bin} did not start: ${log.slice(-500)}`);
}

/** PostgreSQL refuses to run as root: then it runs as the user `postgres`, or `nobody`. */
export function unprivileged(): Pick<SpawnOptions, 'uid' | 'gid'> {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => users.find((user) => user[0] === name)).find(Boolean);
  if (!found) throw new Error('PostgreSQL cannot run as root and there is no user postgres or nobody.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

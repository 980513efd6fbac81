import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoDay, generateDemo } from '../../src/cli/demo/generate-demo';
import { newSecret } from '../../src/platform/encryption';
import { lookInside, type Region } from '../jobs/support/region';
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres';
import { onServer } from '../support/postgres';
import { ensureBuilt, leerspoor, type Running, start, waitFor } from '../support/process';
import { type OwnRedis, startRedis } from '../support/redis';

/** After a fault everything must be done by itself within so long. */
export const RECOVERS_MS = 60_000;
const SEED = 20260801;
/** no signal hangs on these */
const BESIDE_THE_POINT = ['contactpersonen', 'vsv-status'];

export type Env = Record<string, string>;

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A small region on a PostgreSQL and a Redis of its own, to be disturbed, and how it stands undisturbed. */
export class RegionUnderFault {
  readonly running: Running[] = [];
  undisturbed!: Region;
  /** the file of absence, the last and largest that is imported */
  absence!: string;

  private constructor(
    readonly postgres: OwnPostgres,
    readonly redis: OwnRedis,
    private readonly folder: string,
    private readonly key: string,
  ) {}

  /** Imports everything but the absence once; each `fresh` is a copy of that. */
  static async make(pupils: number): Promise<RegionUnderFault> {
    ensureBuilt();
    const folder = mkdtempSync(join(tmpdir(), 'leerspoor-fault-'));
    const it_ = new RegionUnderFault(await startOwnPostgres(), await startRedis(), folder, newSecret());
    const { files } = await generateDemo({ seed: SEED, folder: join(folder, 'bestanden'), pupils });
    it_.absence = files.find(({ soort }) => soort === 'verzuim')!.path;
    const needed = files.filter(({ soort }) => soort !== 'verzuim' && !BESIDE_THE_POINT.includes(soort));
    await it_.sql('CREATE DATABASE register');
    const env = it_.envOf('register');
    await it_.command(['migrate'], env);
    for (const { soort, path } of needed) await it_.command(['import', soort, path, '--json'], env);
    const calm = await it_.fresh();
    it_.start(['worker'], calm);
    await it_.import(calm);
    await it_.command(['peil'], calm);
    await it_.untilDone(calm, 4 * RECOVERS_MS);
    await it_.endAll();
    it_.undisturbed = await lookInside(calm);
    return it_;
  }

  /** The environment of a region of its own, with everything in it but the absence. */
  async fresh(): Promise<Env> {
    const name = `region_${randomBytes(6).toString('hex')}`;
    await this.sql(`CREATE DATABASE ${name} TEMPLATE register`);
    // what an earlier region left in Redis names rows that are not here
    return { ...this.envOf(name), LEERSPOOR_REDIS: `${this.redis.url}/${this.regions++ % 16}` };
  }

  private regions = 0;

  start(args: string[], env: Env): Running {
    const running = start(args, env);
    this.running.push(running);
    return running;
  }

  /** A server; gives its address once it listens. */
  async serve(env: Env): Promise<{ server: Running; address: string }> {
    const server = this.start(['serve'], { ...env, PORT: '0' });
    return { server, address: (await waitFor(server, /luistert op (http:\S+)\n/))[1]! };
  }

  import(env: Env): Promise<void> {
    return this.command(['import', 'verzuim', this.absence, '--json'], env);
  }

  async command(args: string[], env: Env): Promise<void> {
    const { code, stderr } = await leerspoor(args, env);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${code} ${stderr}`);
  }

  async waiting(env: Env): Promise<number> {
    return onServer(env['LEERSPOOR_DATABASE']!, async (client) => {
      const { rows } = await client.query<{ n: string }>('SELECT COUNT(*) AS n FROM outbox');
      return Number(rows[0]!.n);
    });
  }

  async untilDone(env: Env, milliseconds = RECOVERS_MS): Promise<void> {
    for (const deadline = Date.now() + milliseconds; ;) {
      const left = await this.waiting(env).catch(() => -1);
      if (left === 0) return;
      if (Date.now() > deadline) throw new Error(`${left} rows still wait: ${await this.whatWaits(env)}`);
      await pause(200);
    }
  }

  private async whatWaits(env: Env): Promise<string> {
    const sql = `SELECT kind, state, attempts, last_error, not_before, handed_at, COUNT(*) AS n FROM outbox
                 GROUP BY kind, state, attempts, last_error, not_before, handed_at ORDER BY n DESC LIMIT 5`;
    const seen = onServer(env['LEERSPOOR_DATABASE']!, async (client) => (await client.query<object>(sql)).rows);
    return `${new Date().toISOString()} ${JSON.stringify(await seen.catch(String))}`;
  }

  /** Ends what runs in good order; what was killed before is let go. */
  async endAll(): Promise<void> {
    const all = this.running.splice(0);
    for (const { child } of all) child.kill('SIGTERM');
    for (const { ended } of all) await ended;
  }

  async leave(): Promise<void> {
    for (const { child } of this.running.splice(0)) child.kill('SIGKILL');
    await this.redis.down();
    await this.postgres.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private envOf(database: string): Env {
    const address = new URL(this.postgres.url);
    address.pathname = `/${database}`;
    return {
      LEERSPOOR_DATABASE: address.href,
      LEERSPOOR_SLEUTEL: this.key,
      LEERSPOOR_PEILDATUM: demoDay(),
      LEERSPOOR_REDIS: this.redis.url,
      LEERSPOOR_LOGNIVEAU: 'error',
    };
  }

  private sql(text: string): Promise<unknown> {
    return onServer(this.postgres.url, (client) => client.query(text));
  }
}

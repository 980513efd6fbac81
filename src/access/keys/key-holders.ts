import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobTime } from '../../jobs/job-time';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { findSecret, keyFileOf } from '../../platform/key-file';
import { Settings } from '../../platform/settings';
import { changedAt } from './changed-at';

const LOOK_MS = 1_000;
const ALIVE_MS = 15_000;
/** without a sign of life for so long a process has died */
const SILENT_MS = 60_000;
const PATIENCE_MS = SILENT_MS + 15_000;

/**
 * Tells in the database which keys this process knows, and takes up a key file that changed while it runs. So nobody
 * begins to write with a key that another process cannot read.
 */
@Injectable()
export class KeyHolders implements OnApplicationShutdown {
  private readonly logger = new Logger(KeyHolders.name);
  private readonly id = newId();
  private readonly file: string | null;
  private timer: NodeJS.Timeout | null = null;
  private seen: string | null = null;
  private told = 0;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(JobTime) private readonly time: JobTime,
  ) {
    this.file = keyFileOf(settings);
  }

  /** From now on this process is counted. Throws a Problem where the database has gone on to a key that is not known here. */
  async begin(): Promise<void> {
    const { version } = (await this.database.read.get<{ version: number | null }>(
      'SELECT MAX(version) AS "version" FROM key_turn',
    ))!;
    if (version !== null && !this.encryption.versions.includes(version)) {
      throw new Problem(
        'sleutel-ontbreekt',
        `De database gebruikt sleutel ${version}, en die ontbreekt hier. Zet hem in LEERSPOOR_SLEUTEL of het sleutelbestand.`,
        { status: 500, logLevel: 'error' },
      );
    }
    this.seen = changedAt(this.file);
    await this.tell();
    this.timer = setInterval(() => void this.look(), LOOK_MS).unref();
  }

  /** Takes up the key file where it changed, and gives a sign of life. */
  async look(): Promise<void> {
    try {
      const changed = changedAt(this.file);
      if (changed !== this.seen) {
        this.encryption.replace(findSecret(this.settings));
        this.seen = changed;
        await this.tell();
      } else if (this.time.now() - this.told >= ALIVE_MS) await this.tell();
    } catch (error) {
      this.logger.error({ msg: 'sleutelbestand niet opgenomen', err: error });
    }
  }

  /** Waits until every process that runs knows this key, or writes with it. Throws a Problem where one goes on without. */
  async all(version: number, how: 'leest' | 'schrijft'): Promise<void> {
    const wanted = new RegExp(how === 'leest' ? `(^|,)${version}\\*?(,|$)` : `(^|,)${version}\\*`);
    for (const until = Date.now() + PATIENCE_MS; ;) {
      const since = new Date(this.time.now() - SILENT_MS).toISOString();
      const holders = await this.database.read.all<{ keys: string }>('SELECT keys FROM key_holder WHERE alive_at > ?', [
        since,
      ]);
      const without = holders.filter(({ keys }) => !wanted.test(keys)).length;
      if (without === 0) return;
      if (Date.now() > until || this.file === null) throw unknownTo(without, version);
      await sleep(200);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer === null) return;
    clearInterval(this.timer);
    this.timer = null;
    // a row that stays behind is passed over after a minute
    await this.database.work((work) => work.run('DELETE FROM key_holder WHERE id = ?', [this.id])).catch(() => 0);
  }

  private async tell(): Promise<void> {
    const now = this.time.now();
    const { version, versions } = this.encryption;
    const keys = versions.map((one) => (one === version ? `${one}*` : String(one))).join(',');
    const silent = new Date(now - SILENT_MS).toISOString();
    await this.database.work(async (work) => {
      await work.run('DELETE FROM key_holder WHERE alive_at <= ?', [silent]);
      await work.insert('key_holder', ['id', 'keys', 'alive_at'], [[this.id, keys, new Date(now).toISOString()]], {
        key: ['id'],
        update: ['keys', 'alive_at'],
      });
    });
    this.told = now;
  }
}

function unknownTo(count: number, version: number): Problem {
  const who = count === 1 ? 'Er draait een proces dat' : `Er draaien ${count} processen die`;
  const has = count === 1 ? 'schrijft' : 'schrijven';
  return new Problem(
    'sleutel-niet-overal',
    `${who} niet met sleutel ${version} ${has}. Start elk proces opnieuw met deze sleutel en voer dit nog eens uit.`,
    { status: 409 },
  );
}

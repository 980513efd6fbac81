import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { LookUps } from '../../platform/look-ups';
import type { Actor } from '../actor';
import { Audit, PURPOSES } from '../audit';
import { KeyHolders } from './key-holders';
import { NAMED, type Renewed, RenewRows } from './renew-rows';

/** Files beside the database that are encrypted: the room that owns them writes anew what is not of the newest key. */
export interface SecretFiles {
  renew(tell: (files: number) => void): Promise<Renewed>;
}

export interface KeyChange {
  version: number;
  /** values and indexes in tables, and files, that were written anew */
  values: number;
  files: number;
  unreadable: number;
  /** rows that stood under an index of something else and were put right: table and id, the first of them */
  astray: readonly string[];
}

/** A pass that still put so many rows right is not believed to end. */
const MOST_PASSES = 5;

type Tell = (what: string, rows: number) => void;

/**
 * Brings everything to the newest key while others go on working: every encrypted column of every table (as the tables
 * themselves declare them), the indexes by which rows are found, and files. What is stored says itself with which key it
 * was made, so killed halfway it is simply run again.
 */
@Injectable()
export class ChangeKey {
  private readonly files: SecretFiles[] = [];

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(LookUps) private readonly lookUps: LookUps,
    @Inject(KeyHolders) private readonly holders: KeyHolders,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  register(files: SecretFiles): void {
    this.files.push(files);
  }

  /** Throws a Problem where a running process does not write with the newest key, or something cannot be read. */
  async run(actor: Actor, tell: Tell = () => undefined): Promise<KeyChange> {
    const { version } = this.encryption;
    await this.holders.all(version, 'schrijft');
    await this.note(actor, version, 'begun_at');
    const done: KeyChange = { version, values: 0, files: 0, unreadable: 0, astray: [] };
    for (let last: readonly string[] = [], passes = 1; ; passes++) {
      const pass = await this.pass(tell);
      done.values += pass.values;
      done.files += pass.files;
      done.unreadable = pass.unreadable;
      // what a pass moved, or somebody wrote behind it, is seen by the next
      if (pass.values + pass.files === 0) break;
      const again = pass.astray.filter((row) => last.includes(row));
      if (again.length > 0 && passes >= MOST_PASSES) throw neverRight(again);
      done.astray = [...new Set([...done.astray, ...pass.astray])].slice(0, NAMED);
      last = pass.astray;
    }
    if (done.unreadable > 0) throw unreadable(done.unreadable);
    await this.note(actor, version, 'ended_at');
    return done;
  }

  /** Whether the change to the newest key was begun and is not done. */
  async isHalfway(): Promise<boolean> {
    const sql = 'SELECT version FROM key_turn WHERE ended_at IS NULL';
    return (await this.database.read.get(sql)) !== undefined;
  }

  private async pass(tell: Tell): Promise<Omit<KeyChange, 'version'>> {
    const { database, encryption, lookUps } = this;
    const total = { values: 0, files: 0, unreadable: 0, astray: [] as string[] };
    for (const table of database.tables) {
      const rows = new RenewRows({ database, encryption, lookUps }, table);
      const { changed, unreadable, astray = [] } = await rows.once((count) => tell('Rijen', count));
      total.values += changed;
      total.astray.push(...astray.slice(0, NAMED - total.astray.length));
      total.unreadable += unreadable;
    }
    for (const files of this.files) {
      const { changed, unreadable } = await files.renew((count) => tell('Bestanden', count));
      total.files += changed;
      total.unreadable += unreadable;
    }
    return total;
  }

  private async note(actor: Actor, version: number, column: 'begun_at' | 'ended_at'): Promise<void> {
    const now = this.clock.instant();
    await this.database.work(async (work) => {
      await work.insert('key_turn', ['version', 'begun_at'], [[version, now]], { key: ['version'], update: 'nothing' });
      if (column === 'ended_at') await work.run('UPDATE key_turn SET ended_at = ? WHERE version <= ?', [now, version]);
      const event = { action: 'wijzigen', object: 'sleutel', objectId: String(version), pupils: [] } as const;
      this.audit.write(work, actor, { ...event, purpose: PURPOSES.toegang });
    });
  }
}

function neverRight(rows: readonly string[]): Problem {
  return new Problem(
    'index-wordt-niet-goed',
    `De index van deze rijen past steeds weer niet bij wat erin staat: ${rows.join(', ')}. Zoek uit wie ze telkens wijzigt en voer dit nog eens uit.`,
    { status: 500, logLevel: 'error' },
  );
}

function unreadable(count: number): Problem {
  const what = count === 1 ? 'Er is 1 waarde' : `Er zijn ${count} waarden`;
  return new Problem(
    'sleutel-past-niet-overal',
    `${what} met geen van de sleutels te lezen; de rest is overgezet. Zet ook de oudere sleutels erbij en voer dit nog eens uit.`,
    { status: 500, logLevel: 'error' },
  );
}

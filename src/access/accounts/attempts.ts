import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { ATTEMPT_TERMS } from '../terms';

/** What an attempt counts for, and how many there may be in the window. */
export type Limit = readonly [name: string, most: number];

/** Who tries to log in: counted per name and address, per name, and per address. */
export function loginLimits(username: string, address: string, terms = ATTEMPT_TERMS): Limit[] {
  return [
    [`p ${username} ${address}`, terms.perPair],
    [`n ${username}`, terms.perUsername],
    [`a ${address}`, terms.perAddress],
  ];
}

/** Who asks for a link by mail: few, so that nobody's postbox is filled. */
export function forgottenLimits(username: string, address: string, terms = ATTEMPT_TERMS): Limit[] {
  return [
    [`v ${username.trim().toLowerCase().slice(0, 200)}`, terms.perPair],
    [`va ${address}`, terms.perAddress],
  ];
}

/** Who tries codes on an account that the password was right for. */
export function codeLimits(accountId: string, terms = ATTEMPT_TERMS): Limit[] {
  return [[`c ${accountId}`, terms.perPair]];
}

/**
 * Counts attempts, in the database so that they hold for every process. One is counted before it is checked, so that
 * many at once get no more guesses than one after the other; a good one is taken back. Unknown names count alike.
 */
@Injectable()
export class Attempts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {}

  /** Counts one attempt; false where there were too many. */
  take(limits: readonly Limit[]): Promise<boolean> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + ATTEMPT_TERMS.window).toISOString();
    return this.database.work(async (work) => {
      // two first attempts at once would each find nothing counted
      await work.exclusive(...limits.map(([name]) => this.key(name)));
      await work.run('DELETE FROM attempt WHERE until_at <= ?', [now.toISOString()]);
      for (const [name, most] of limits) {
        const count = await this.count(work, name);
        if (count >= most) return false;
      }
      for (const [name] of limits) {
        // the window starts at the first attempt and is not prolonged by later ones
        const key = this.key(name);
        if ((await work.run('UPDATE attempt SET count = count + 1 WHERE name = ?', [key])) > 0) continue;
        await work.insert('attempt', ['name', 'count', 'until_at'], [[key, 1, until]]);
      }
      return true;
    });
  }

  /** The attempt was good: it does not count, and the first of the limits starts anew. */
  async succeed([first, ...others]: readonly Limit[]): Promise<void> {
    await this.database.work(async (work) => {
      await work.run('DELETE FROM attempt WHERE name = ?', [this.key(first![0])]);
      for (const [name] of others) {
        await work.run('UPDATE attempt SET count = count - 1 WHERE name = ? AND count > 0', [this.key(name)]);
      }
    });
  }

  private async count(work: Work, name: string): Promise<number> {
    const row = await work.get<{ count: number }>(`SELECT count FROM attempt WHERE name = ?${work.lock}`, [
      this.key(name),
    ]);
    return row?.count ?? 0;
  }

  /** What was typed may be long, or a password in the wrong field: neither is kept. */
  private key(name: string): string {
    return this.encryption.index(`poging ${name}`);
  }
}

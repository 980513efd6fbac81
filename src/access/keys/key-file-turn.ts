import { existsSync, readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { Encryption, newSecret, parseSecret } from '../../platform/encryption';
import { findSecret, keyFileOf, replaceKeyFile } from '../../platform/key-file';
import { Settings } from '../../platform/settings';
import type { Actor } from '../actor';
import { ChangeKey, type KeyChange } from './change-key';
import { KeyHolders } from './key-holders';

/**
 * Changes the key of a database that keeps it in a file beside it: a new key that every process first reads and then
 * writes with, and at the end the old one goes to `….oud`. The file says how far it is, so it can be done again.
 */
@Injectable()
export class KeyFileTurn {
  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(KeyHolders) private readonly holders: KeyHolders,
    @Inject(ChangeKey) private readonly changeKey: ChangeKey,
  ) {}

  /** The key file, or null where the key comes from LEERSPOOR_SLEUTEL. */
  get path(): string | null {
    return keyFileOf(this.settings);
  }

  async run(actor: Actor, tell?: Parameters<ChangeKey['run']>[1]): Promise<KeyChange & { old: string }> {
    let keys = this.keys();
    if (keys.length === 1 && !(await this.changeKey.isHalfway())) {
      keys = await this.write([...keys, `~${newSecret(Math.max(...this.encryption.versions) + 1)}`]);
    }
    const coming = keys.find((one) => one.startsWith('~'));
    if (coming) {
      await this.holders.all(Number(coming.slice(1).split(':')[0]), 'leest');
      keys = await this.write(keys.map((one) => one.replace('~', '')));
    }
    const done = await this.changeKey.run(actor, tell);
    const newest = keys.filter((one) => one.startsWith(`${done.version}:`));
    const old = `${this.path!}.oud`;
    const former = existsSync(old) ? linesOf(readFileSync(old, 'utf8')) : [];
    replaceKeyFile(old, [...new Set([...former, ...keys.filter((one) => !newest.includes(one))])].join('\n'));
    await this.write(newest);
    return { ...done, old };
  }

  private keys(): string[] {
    return linesOf(findSecret(this.settings));
  }

  private async write(keys: string[]): Promise<string[]> {
    parseSecret(keys.join('\n'));
    replaceKeyFile(this.path!, keys.join('\n'));
    await this.holders.look();
    return keys;
  }
}

function linesOf(secret: string): string[] {
  return secret
    .trim()
    .split(/[,\n]/)
    .map((one) => one.trim());
}

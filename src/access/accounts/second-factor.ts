import { randomInt } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { toString as drawQr } from 'qrcode';
import { JobTime } from '../../jobs/job-time';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { hashOfToken } from '../tokens';
import { Attempts, codeLimits } from './attempts';
import { cell } from '../../platform/place';
import { account } from '../tables';

const PERIOD_SECONDS = 30;
/** one step before and after: clocks differ, and people type slowly */
const WINDOW = 1;
const RECOVERY_CODES = 10;
/** no letters and digits that look alike */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** What someone needs to set up an app that makes codes. */
export interface Setup {
  /** base32, in groups of four, for who cannot scan */
  secret: string;
  /** a picture to scan */
  qr: string;
}

export type CodeVerdict = 'good' | 'wrong' | 'too-many';

interface FactorRow {
  username: string;
  totp_secret: string | null;
  totp_step: number | null;
}

/** The second factor of local accounts: codes of an app (TOTP, RFC 6238) and, without the telephone, recovery codes. */
@Injectable()
export class SecondFactor {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Attempts) private readonly attempts: Attempts,
    // an app reckons with the time of the world, also where LEERSPOOR_PEILDATUM fixes today
    @Inject(JobTime) private readonly time: JobTime,
  ) {}

  /** What to scan; the same until it is confirmed. Null where the account is set up already, or is not there. */
  async begin(accountId: string): Promise<Setup | null> {
    const account = await this.database.work(async (work) => {
      const found = await this.find(work, accountId);
      if (!found || found.totp_step !== null || found.totp_secret !== null) return found;
      const secret = this.encryption.encrypt(new Secret({ size: 20 }).base32, placeOf(accountId));
      await work.run('UPDATE account SET totp_secret = ? WHERE id = ?', [secret, accountId]);
      return { ...found, totp_secret: secret };
    });
    if (!account?.totp_secret || account.totp_step !== null) return null;
    const totp = this.totpOf(accountId, account.totp_secret, account.username);
    return {
      secret: totp.secret.base32.replace(/(.{4})(?=.)/g, '$1 '),
      qr: await drawQr(totp.toString(), { type: 'svg', margin: 2 }),
    };
  }

  /** The first code was good: from now on one is asked for. Gives the recovery codes, here and never again. */
  async confirm(accountId: string, code: string): Promise<{ verdict: CodeVerdict; recoveryCodes: string[] }> {
    const limits = codeLimits(accountId);
    if (!(await this.attempts.take(limits))) return { verdict: 'too-many', recoveryCodes: [] };
    const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const good = await this.database.work(async (work) => {
      const account = await this.find(work, accountId);
      if (!account?.totp_secret || account.totp_step !== null) return false;
      const step = this.stepOf(accountId, account.totp_secret, code);
      if (step === null) return false;
      await work.run('UPDATE account SET totp_step = ? WHERE id = ?', [step, accountId]);
      await work.run('DELETE FROM recovery_code WHERE account_id = ?', [accountId]);
      const rows = recoveryCodes.map((one) => [accountId, hashOfToken(one)]);
      await work.insert('recovery_code', ['account_id', 'code_hash'], rows);
      return true;
    });
    if (good) await this.attempts.succeed(limits);
    return good ? { verdict: 'good', recoveryCodes } : { verdict: 'wrong', recoveryCodes: [] };
  }

  /** A code of the app or a recovery code; each is good once. */
  async check(accountId: string, given: string): Promise<CodeVerdict> {
    const limits = codeLimits(accountId);
    if (!(await this.attempts.take(limits))) return 'too-many';
    const code = given.replace(/[\s-]/g, '').toLowerCase();
    const good = await this.database.work((work) => this.use(work, accountId, code));
    if (good) await this.attempts.succeed(limits);
    return good ? 'good' : 'wrong';
  }

  private async use(work: Work, accountId: string, code: string): Promise<boolean> {
    const account = await this.find(work, accountId);
    if (!account?.totp_secret || account.totp_step === null) return false;
    const step = /^\d{6}$/.test(code) ? this.stepOf(accountId, account.totp_secret, code) : null;
    if (step !== null) {
      const newer = 'UPDATE account SET totp_step = ? WHERE id = ? AND totp_step < ?';
      return (await work.run(newer, [step, accountId, step])) > 0;
    }
    const once = 'DELETE FROM recovery_code WHERE account_id = ? AND code_hash = ?';
    return (await work.run(once, [accountId, hashOfToken(code)])) > 0;
  }

  /** The time step of a code, or null where it is none of the app's codes of about now. */
  private stepOf(accountId: string, sealed: string, code: string): number | null {
    const timestamp = this.time.now();
    const delta = this.totpOf(accountId, sealed).validate({
      token: code.replace(/\s/g, ''),
      timestamp,
      window: WINDOW,
    });
    return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta;
  }

  private totpOf(accountId: string, sealed: string, label = ''): TOTP {
    const secret = Secret.fromBase32(this.encryption.decrypt(sealed, placeOf(accountId)));
    return new TOTP({ issuer: 'Leerspoor', label, secret, digits: 6, period: PERIOD_SECONDS });
  }

  private find(work: Work, accountId: string): Promise<FactorRow | undefined> {
    return work.get<FactorRow>(`SELECT username, totp_secret, totp_step FROM account WHERE id = ?${work.lock}`, [
      accountId,
    ]);
  }
}

const placeOf = (id: string) => cell(account, 'totp_secret', { id });

/** 74 bits: not only against guessing at the door, but against trying all with a copy of the hashes. */
function newRecoveryCode(): string {
  return Array.from({ length: 15 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

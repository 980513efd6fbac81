import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { isInService } from '../visitor';
import { Attempts, loginLimits } from './attempts';
import { checkPassword, hashOfNothing, hashPassword, matchesPassword } from './hashing';

export interface NewAccount {
  username: string;
  /** none: a one-time link will be given to choose one */
  password?: string;
  /** code of an employee that exists */
  employee: string;
  /** an account of the demonstration asks for no second factor */
  demonstration?: boolean;
}

/** What is still to be done after the password: nothing, give a code, or set the codes up first. */
export type NextStep = null | 'code' | 'instellen';

/** `wrong`: unknown, locked, a wrong password or someone who is not in service, and nobody learns which. */
export type Verdict =
  { kind: 'good'; accountId: string; employee: string; next: NextStep } | { kind: 'wrong' } | { kind: 'too-many' };

interface AccountRow {
  id: string;
  password_hash: string;
  employee: string;
  second_factor: string | null;
  totp_step: number | null;
  locked_at: string | null;
  from: Day | null;
  until: Day | null;
}

/** Local accounts: the embedded default beside the logins of organisations. */
@Injectable()
export class AccountService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Attempts) private readonly attempts: Attempts,
  ) {}

  /** Makes an account; gives its id. Throws a Problem for a weak password, a taken name or an unknown employee. */
  async create(asked: NewAccount): Promise<string> {
    if (asked.password !== undefined) checkPassword(asked.password);
    const passwordHash = await (asked.password === undefined ? hashOfNothing() : hashPassword(asked.password));
    return this.database.work((work) => this.insert(work, asked, passwordHash));
  }

  async insert(work: Work, { username, employee, demonstration }: NewAccount, passwordHash: string): Promise<string> {
    const name = normalise(username);
    if (name.length < 1 || name.length > 100) {
      throw new Problem('gebruikersnaam-ongeldig', 'Kies een gebruikersnaam van 1 tot en met 100 tekens.');
    }
    if (!(await work.get('SELECT code FROM employee WHERE code = ?', [employee]))) {
      throw new Problem('medewerker-onbekend', 'Deze medewerker bestaat niet. Importeer eerst de medewerkers.');
    }
    const id = newId();
    const columns = ['id', 'username', 'password_hash', 'employee', 'made_at', 'second_factor'];
    const row = [id, name, passwordHash, employee, this.clock.instant(), demonstration ? 'geen' : null];
    if ((await work.insertNew('account', columns, [row], ['username'])).length > 0) {
      throw new Problem('gebruikersnaam-bezet', 'Deze gebruikersnaam bestaat al. Kies een andere.', { status: 409 });
    }
    return id;
  }

  /**
   * Checks a login by user name or e-mail address. Unknown and wrong cost the same work and give the same answer.
   * @param address where the request comes from: guesses are limited per name and per address
   */
  async verify(username: string, password: string, address: string): Promise<Verdict> {
    const name = normalise(username).slice(0, 200);
    const limits = loginLimits(name, address);
    if (!(await this.attempts.take(limits))) return { kind: 'too-many' };
    const account = await this.find(name, username.trim());
    const matches = await matchesPassword(account?.password_hash, password);
    if (!account || !matches || account.locked_at !== null || !isInService(account, this.clock.today())) {
      return { kind: 'wrong' };
    }
    await this.attempts.succeed(limits);
    return { kind: 'good', accountId: account.id, employee: account.employee, next: nextStep(account) };
  }

  /** The local account of this user name or e-mail address, of somebody in service and not locked; null: there is none. */
  async known(username: string): Promise<{ accountId: string; employee: string } | null> {
    const account = await this.find(normalise(username).slice(0, 200), username.trim());
    if (!account || account.locked_at !== null || !isInService(account, this.clock.today())) return null;
    return { accountId: account.id, employee: account.employee };
  }

  /** Two accounts with one e-mail address are no account: the user name tells them apart. */
  private async find(name: string, typed: string): Promise<AccountRow | null> {
    const { read } = this.database;
    const indexes = [typed, name].flatMap((one) => this.encryption.indexes(one));
    const addresses = read.oneOf('f.email_index', indexes, 'code');
    const rows = await read.all<AccountRow>(
      `SELECT a.id, a.password_hash, a.employee, a.second_factor, a.totp_step, a.locked_at,
         e.from_date AS "from", e.until_date AS "until"
       FROM account a JOIN employee e ON e.code = a.employee
       WHERE a.provider IS NULL AND a.id IN (SELECT id FROM account WHERE username = ?
         UNION SELECT b.id FROM employee f JOIN account b ON b.employee = f.code WHERE ${addresses.sql})`,
      [name, addresses.value],
    );
    return rows.length === 1 ? rows[0]! : null;
  }
}

/** What an account asks for after the password. */
export function nextStep(account: Pick<AccountRow, 'second_factor' | 'totp_step'>): NextStep {
  if (account.second_factor === 'geen') return null;
  return account.totp_step === null ? 'instellen' : 'code';
}

/** Case, outer blanks and the way an accent is typed make no other user. */
export function normalise(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase();
}

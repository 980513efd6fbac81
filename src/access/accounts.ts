import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { argon2id, hash, verify } from 'argon2';
import { Semaphore } from 'async-mutex';
import type { Day } from '../law/day';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { Problem } from '../platform/errors';
import { newId } from '../platform/ids';
import { Attempts } from './attempts';
import { isInService } from './visitor';

/** OWASP's second choice for argon2id: 19 MiB, two passes. */
const HASHING = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST_PASSWORD = 12;
/** hashing takes memory: so many at once, the others wait */
const AT_ONCE = 4;

export interface NewAccount {
  username: string;
  password: string;
  /** code of an employee that exists */
  employee: string;
}

/** `wrong`: an unknown name, a wrong password or someone who is not in service, and nobody learns which. */
export type Verdict = { kind: 'good'; accountId: string; employee: string } | { kind: 'wrong' } | { kind: 'too-many' };

interface AccountRow {
  id: string;
  password_hash: string;
  employee: string;
  from: Day | null;
  until: Day | null;
}

/** Local accounts: the embedded default beside the logins of organisations. */
@Injectable()
export class AccountService {
  private readonly attempts = new Attempts();
  private readonly turns = new Semaphore(AT_ONCE);
  private decoy: Promise<string> | null = null;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Makes an account; gives its id. Throws a Problem for a short password, a taken name or an unknown employee. */
  async create({ username, password, employee }: NewAccount): Promise<string> {
    const name = normalise(username);
    if (name.length < 1 || name.length > 100) {
      throw new Problem('gebruikersnaam-ongeldig', 'Kies een gebruikersnaam van 1 tot en met 100 tekens.');
    }
    if ([...password].length < SHORTEST_PASSWORD) {
      throw new Problem('wachtwoord-te-kort', `Kies een wachtwoord van ten minste ${SHORTEST_PASSWORD} tekens.`);
    }
    const passwordHash = await this.inTurn(() => hash(password, HASHING));
    const id = newId();
    await this.database.work(async (work) => {
      if (!(await work.get('SELECT code FROM employee WHERE code = ?', [employee]))) {
        throw new Problem('medewerker-onbekend', 'Deze medewerker bestaat niet. Importeer eerst de medewerkers.');
      }
      const rows = [[id, name, passwordHash, employee, this.clock.instant()]];
      const columns = ['id', 'username', 'password_hash', 'employee', 'made_at'];
      if ((await work.insertNew('account', columns, rows, ['username'])).length > 0) {
        throw new Problem('gebruikersnaam-bezet', 'Deze gebruikersnaam bestaat al. Kies een andere.', { status: 409 });
      }
    });
    return id;
  }

  /**
   * Checks a login. Unknown name and wrong password cost the same work and give the same answer.
   * @param address where the request comes from: guesses are limited per name and per address
   */
  async verify(username: string, password: string, address: string): Promise<Verdict> {
    const name = normalise(username);
    if (!this.attempts.take(name, address)) return { kind: 'too-many' };
    const account = await this.database.read.get<AccountRow>(
      `SELECT a.id, a.password_hash, a.employee, e.from_date AS "from", e.until_date AS "until"
       FROM account a JOIN employee e ON e.code = a.employee WHERE a.username = ?`,
      [name],
    );
    const against = account?.password_hash ?? (await this.decoyHash());
    const matches = await this.inTurn(() => verify(against, password));
    if (!account || !matches || !isInService(account, this.clock.today())) return { kind: 'wrong' };
    this.attempts.succeed(name, address);
    return { kind: 'good', accountId: account.id, employee: account.employee };
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.runExclusive(work);
  }

  /** The hash of a password that nobody has, for names that do not exist. */
  private decoyHash(): Promise<string> {
    this.decoy ??= hash(randomBytes(32), HASHING);
    return this.decoy;
  }
}

/** Case, outer blanks and the way an accent is typed make no other user. */
function normalise(username: string): string {
  return username.normalize('NFKC').trim().toLowerCase();
}

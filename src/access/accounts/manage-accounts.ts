import { Inject, Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import type { Actor } from '../actor';
import { Audit, type AuditEvent, PURPOSES } from '../audit';
import { SessionService } from '../sessions';
import { AccountService } from './accounts';
import { hashOfNothing } from './hashing';
import { type LinkKind, Links } from './links';
import { cell } from '../../platform/place';
import { employee } from '../tables';

const MANAGER = 'functioneel-beheerder';
/** What can be done with an account that is there. The first two give a one-time link. */
export const ACCOUNT_STEPS = ['wachtwoord', 'opnieuw', 'blokkeren', 'vrijgeven', 'uitloggen'] as const;
export type AccountStep = (typeof ACCOUNT_STEPS)[number];

/** What a functioneel-beheerder, or who runs commands on the server, does with accounts. */
@Injectable()
export class ManageAccounts {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(Links) private readonly links: Links,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** An account for an employee that has none. Gives its id and the path of a one-time link. */
  async invite(actor: Actor, employee: string): Promise<{ id: string; path: string }> {
    allow(actor);
    const passwordHash = await hashOfNothing();
    return this.database.work(async (work) => {
      const known = await work.get('SELECT id FROM account WHERE employee = ? AND provider IS NULL', [employee]);
      if (known) throw new Problem('account-bestaat', 'Deze medewerker heeft al een account.', { status: 409 });
      const id = await this.accounts.insert(work, { username: employee, employee }, passwordHash);
      this.write(work, actor, 'toevoegen', id);
      return { id, path: await this.links.make(work, id, 'uitnodiging') };
    });
  }

  /** Takes one of `ACCOUNT_STEPS`; gives the path of a one-time link, where the step has one. */
  async step(actor: Actor, accountId: string, step: AccountStep): Promise<string | null> {
    if (step === 'wachtwoord') return this.link(actor, accountId, 'herstel');
    if (step === 'opnieuw') return this.link(actor, accountId, 'uitnodiging');
    if (step === 'uitloggen') await this.endSessions(actor, accountId);
    else await this.lock(actor, accountId, step === 'blokkeren');
    return null;
  }

  /** A new one-time link. `uitnodiging`: for who lost the telephone too. The account does not change until it is used. */
  async link(actor: Actor, accountId: string, kind: LinkKind): Promise<string> {
    allow(actor);
    return this.database.work(async (work) => {
      const account = await this.require(work, accountId);
      if (account.provider !== null) {
        throw new Problem('account-elders', 'Deze medewerker logt in bij de eigen organisatie.', { status: 409 });
      }
      this.write(work, actor, 'wijzigen', accountId);
      return this.links.make(work, accountId, kind);
    });
  }

  /** Shuts an account, ends its sessions and links; or opens it again. Nobody shuts the own account. */
  async lock(actor: Actor, accountId: string, locked: boolean): Promise<void> {
    allow(actor);
    await this.database.work(async (work) => {
      const account = await this.require(work, accountId);
      if (locked && account.employee === actor.visitor?.employee) {
        throw new Problem('eigen-account', 'U kunt uw eigen account niet blokkeren.', { status: 409 });
      }
      await work.run('UPDATE account SET locked_at = ? WHERE id = ?', [
        locked ? this.clock.instant() : null,
        accountId,
      ]);
      if (locked) {
        await this.sessions.closeAllOf(accountId, work);
        await work.run('DELETE FROM account_link WHERE account_id = ?', [accountId]);
      }
      this.write(work, actor, 'wijzigen', accountId);
    });
  }

  async endSessions(actor: Actor, accountId: string): Promise<void> {
    allow(actor);
    await this.database.work(async (work) => {
      await this.require(work, accountId);
      await this.sessions.closeAllOf(accountId, work);
      this.write(work, actor, 'wijzigen', accountId);
    });
  }

  /** The first functioneel-beheerder, or a new link for one; the path of a one-time link. Only by command. */
  async administrator(actor: Actor, email: string): Promise<string> {
    if (actor.via !== 'opdracht') throw notAllowed();
    const address = email.trim();
    if (!isEmail(address)) throw new Problem('email-ongeldig', 'Dit is geen e-mailadres.');
    const passwordHash = await hashOfNothing();
    return this.database.work(async (work) => {
      const indexes = [address.toLowerCase(), address].flatMap((one) => this.encryption.indexes(one));
      const sameAddress = work.oneOf('email_index', indexes, 'code');
      const known = await work.get<{ code: string; roles: string }>(
        `SELECT code, roles FROM employee WHERE ${sameAddress.sql}`,
        [sameAddress.value],
      );
      if (known && !known.roles.split(',').includes(MANAGER)) {
        throw new Problem('geen-beheerder', 'De medewerker met dit e-mailadres is geen functioneel beheerder.');
      }
      const person = known?.code ?? (await this.hire(work, address.toLowerCase()));
      const account = await work.get<{ id: string }>(
        'SELECT id FROM account WHERE employee = ? AND provider IS NULL ORDER BY id',
        [person],
      );
      const id =
        account?.id ?? (await this.accounts.insert(work, { username: person, employee: person }, passwordHash));
      await work.run('UPDATE account SET locked_at = NULL WHERE id = ?', [id]);
      this.write(work, actor, 'wijzigen', id);
      return this.links.make(work, id, 'uitnodiging');
    });
  }

  private async hire(work: Work, email: string): Promise<string> {
    const code = `beheerder-${newId().slice(-6)}`;
    const columns = ['code', 'name', 'roles', 'boa', 'fte', 'email', 'email_index'];
    const sealed = this.encryption.encrypt(email, cell(employee, 'email', { code }));
    const row = [code, 'Functioneel beheerder', MANAGER, 0, 100, sealed, this.encryption.index(email)];
    await work.insert('employee', columns, [row]);
    return code;
  }

  private async require(work: Work, id: string): Promise<{ employee: string; provider: string | null }> {
    const found = await work.get<{ employee: string; provider: string | null }>(
      `SELECT employee, provider FROM account WHERE id = ?${work.lock}`,
      [id],
    );
    if (!found) throw new Problem('account-onbekend', 'Dit account bestaat niet.', { status: 404 });
    return found;
  }

  private write(work: Work, actor: Actor, action: AuditEvent['action'], objectId: string): void {
    this.audit.write(work, actor, { action, object: 'account', objectId, pupils: [], purpose: PURPOSES.toegang });
  }
}

function allow({ visitor, via }: Actor): void {
  if (visitor ? !visitor.roles.includes(MANAGER) : via !== 'opdracht') throw notAllowed();
}

function notAllowed(): Problem {
  return new Problem('mag-niet', 'Alleen een functioneel beheerder mag dit.', { status: 403 });
}

import { Inject, Injectable } from '@nestjs/common';
import { AccountService } from '../../access/accounts/accounts';
import { Attempts, forgottenLimits } from '../../access/accounts/attempts';
import { Links } from '../../access/accounts/links';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { employee as table } from '../../access/tables';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { newId } from '../../platform/ids';
import { cell } from '../../platform/place';
import { publicAddress, Settings } from '../../platform/settings';
import { Postbox } from './postbox';

/** Whoever forgot the password gets a one-time link by mail; the second factor stays as it was. */
@Injectable()
export class ForgottenPassword {
  constructor(
    @Inject(AccountService) private readonly accounts: AccountService,
    @Inject(Attempts) private readonly attempts: Attempts,
    @Inject(Links) private readonly links: Links,
    @Inject(Postbox) private readonly postbox: Postbox,
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Whether mail can be sent here at all; else the functioneel-beheerder gives the link. */
  get isOpen(): boolean {
    return this.postbox.isOpen;
  }

  /**
   * Leaves a mail where the name is that of an account of our own with an address; does nothing where it is not, or was
   * asked too often. Tells nobody which: the caller answers the same. An older link stays good until the new one is made.
   */
  async ask(actor: Actor, username: string): Promise<void> {
    if (!this.isOpen) return;
    if (!(await this.attempts.take(forgottenLimits(username, actor.from ?? '')))) return;
    const account = await this.accounts.known(username);
    if (!account) return;
    await this.database.work(async (work) => {
      const row = await work.get<{ email: string | null }>('SELECT email FROM employee WHERE code = ?', [
        account.employee,
      ]);
      if (!row?.email) return;
      const path = await this.links.make(work, account.accountId, 'herstel');
      const address = this.encryption.decrypt(row.email, cell(table, 'email', { code: account.employee }));
      const text = linkText(publicAddress(this.settings) + path);
      await this.postbox.put(work, [
        { kind: 'wachtwoord', recipient: account.employee, fact: newId(), address, ...text },
      ]);
      const event = { action: 'wijzigen', object: 'account', objectId: account.accountId, pupils: [] } as const;
      this.audit.write(work, actor, { ...event, purpose: PURPOSES.toegang });
    });
  }
}

function linkText(link: string): { subject: string; body: string } {
  return {
    subject: 'Leerspoor: een nieuw wachtwoord kiezen',
    body: [
      ...['Goedendag,', '', 'Iemand vroeg een nieuw wachtwoord aan voor uw account in Leerspoor.', ''],
      ...['Was u dat? Kies dan binnen een uur een nieuw wachtwoord. De link werkt één keer:', link, ''],
      ...['Was u dat niet? Dan hoeft u niets te doen: uw wachtwoord blijft zoals het is.', ''],
    ].join('\n'),
  };
}

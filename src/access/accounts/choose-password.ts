import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database';
import type { Actor } from '../actor';
import { Audit, PURPOSES } from '../audit';
import { SessionService } from '../sessions';
import { type NextStep, nextStep } from './accounts';
import { checkPassword, hashPassword } from './hashing';
import { linkIsOver, Links } from './links';

/** Who has a one-time link chooses a password with it. Every session of the account ends. */
@Injectable()
export class ChoosePassword {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Links) private readonly links: Links,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Gives what is still to be done. Throws a Problem for a weak password or a link that is over. */
  async choose(actor: Actor, token: string, password: string): Promise<{ accountId: string; next: NextStep }> {
    checkPassword(password);
    // hashing costs much: not for whoever has no link
    if (!(await this.links.find(token))) throw linkIsOver();
    const passwordHash = await hashPassword(password);
    return this.database.work(async (work) => {
      const { accountId, kind } = await this.links.use(work, token);
      await work.run('UPDATE account SET password_hash = ? WHERE id = ?', [passwordHash, accountId]);
      if (kind === 'uitnodiging') {
        await work.run('UPDATE account SET totp_secret = NULL, totp_step = NULL WHERE id = ?', [accountId]);
        await work.run('DELETE FROM recovery_code WHERE account_id = ?', [accountId]);
      }
      await this.sessions.closeAllOf(accountId, work);
      const event = { action: 'wijzigen', object: 'wachtwoord', objectId: accountId, pupils: [] } as const;
      this.audit.write(work, actor, { ...event, purpose: PURPOSES.toegang });
      const account = await work.get<{ second_factor: string | null; totp_step: number | null }>(
        'SELECT second_factor, totp_step FROM account WHERE id = ?',
        [accountId],
      );
      return { accountId, next: nextStep(account!) };
    });
  }
}

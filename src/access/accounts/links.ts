import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { LINK_TERMS } from '../terms';
import { hashOfToken, randomToken } from '../tokens';

/** `uitnodiging` sets everything up anew, the second factor too; `herstel` only the password. */
export type LinkKind = keyof typeof LINK_TERMS;

export interface Link {
  accountId: string;
  kind: LinkKind;
}

/**
 * One-time links to choose a password: of the token only the hash is kept, and a newer link ends the older. But `herstel`,
 * for which anybody can ask, leaves an `uitnodiging` as it is: else a stranger could end every invitation.
 */
@Injectable()
export class Links {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The path of a new link, to be put after the address of this installation. */
  async make(work: Work, accountId: string, kind: LinkKind): Promise<string> {
    const token = randomToken();
    const now = this.clock.now();
    const ends = new Date(now.getTime() + LINK_TERMS[kind]).toISOString();
    const older = `account_id = ?${kind === 'herstel' ? " AND kind = 'herstel'" : ''}`;
    await work.run(`DELETE FROM account_link WHERE (${older}) OR ends_at <= ?`, [accountId, now.toISOString()]);
    const row = [hashOfToken(token), accountId, kind, ends];
    await work.insert('account_link', ['token_hash', 'account_id', 'kind', 'ends_at'], [row]);
    // after the question mark: that part of an address is not logged
    return `/wachtwoord-kiezen?link=${token}`;
  }

  /** Whether a link still works; looking at it does not use it up. */
  async find(token: string, sql: Pick<Work, 'get'> = this.database.read): Promise<Link | null> {
    const found = await sql.get<Link>(
      `SELECT l.account_id AS "accountId", l.kind FROM account_link l JOIN account a ON a.id = l.account_id
       WHERE l.token_hash = ? AND l.ends_at > ? AND a.locked_at IS NULL`,
      [hashOfToken(token), this.clock.instant()],
    );
    return found ?? null;
  }

  /** Uses a link up, and with it every other of the account. Throws a Problem where it works no longer. */
  async use(work: Work, token: string): Promise<Link> {
    const link = await this.find(token, work);
    const deleted = await work.run('DELETE FROM account_link WHERE token_hash = ?', [hashOfToken(token)]);
    if (!link || deleted === 0) throw linkIsOver();
    await work.run('DELETE FROM account_link WHERE account_id = ?', [link.accountId]);
    return link;
  }
}

export function linkIsOver(): Problem {
  return new Problem('link-verlopen', 'Deze link werkt niet meer. Vraag de functioneel beheerder om een nieuwe.', {
    status: 410,
  });
}

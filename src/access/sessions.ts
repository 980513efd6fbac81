import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import type { Work } from '../platform/database/sql';
import type { NextStep } from './accounts/accounts';
import { HALFWAY, SESSION_TERMS } from './terms';
import { hashOfToken, randomToken } from './tokens';

/** A session that is still good. `csrf` goes into each form of it. */
export interface Session {
  tokenHash: string;
  accountId: string;
  employee: string;
  csrf: string;
  /** what is still to be done before this session shows anything */
  stage: NextStep;
  /** when the provider of the login must be asked whether it still holds; null: it need not be */
  renewAt: string | null;
}

interface SessionRow extends Session {
  startedAt: string;
  seenAt: string;
  endsAt: string;
}

/** Sessions on the server: the cookie holds a random token of 256 bits, the database only its hash. */
@Injectable()
export class SessionService {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Begins a session and ends that of the token `old`: a token never lives on through a login. Gives the new token. */
  async open(accountId: string, { old, stage = null }: { old?: string; stage?: NextStep } = {}): Promise<string> {
    const token = randomToken();
    const now = this.clock.now();
    const at = now.toISOString();
    const idleSince = new Date(now.getTime() - SESSION_TERMS.idle).toISOString();
    const ends = new Date(now.getTime() + (stage === null ? SESSION_TERMS.absolute : HALFWAY)).toISOString();
    const columns = ['token_hash', 'account_id', 'csrf', 'started_at', 'seen_at', 'ends_at', 'stage'];
    await this.database.work(async (work) => {
      if (old) await work.run('DELETE FROM session WHERE token_hash = ?', [hashOfToken(old)]);
      await work.run('DELETE FROM session WHERE account_id = ? AND (ends_at <= ? OR seen_at <= ?)', [
        accountId,
        at,
        idleSince,
      ]);
      await work.insert('session', columns, [[hashOfToken(token), accountId, randomToken(), at, at, ends, stage]]);
    });
    return token;
  }

  /** The session of a token, or null where there is none or its time is up; notes that it was used. */
  async find(token: string): Promise<Session | null> {
    const tokenHash = hashOfToken(token);
    const row = await this.database.read.get<SessionRow>(
      `SELECT s.token_hash AS "tokenHash", s.account_id AS "accountId", a.employee, s.csrf, s.stage, s.renew_at AS "renewAt", s.started_at AS "startedAt",
         s.seen_at AS "seenAt", s.ends_at AS "endsAt"
       FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = ? AND a.locked_at IS NULL`,
      [tokenHash],
    );
    if (!row) return null;
    const now = this.clock.now().getTime();
    const seen = Date.parse(row.seenAt);
    if (isOver(row, now)) {
      await this.database.work((work) => work.run('DELETE FROM session WHERE token_hash = ?', [tokenHash]));
      return null;
    }
    if (now - seen >= SESSION_TERMS.touchAfter) {
      const at = new Date(now).toISOString();
      await this.database.work((work) =>
        work.run('UPDATE session SET seen_at = ? WHERE token_hash = ?', [at, tokenHash]),
      );
    }
    const { accountId, employee, csrf, stage, renewAt } = row;
    return { tokenHash, accountId, employee, csrf, stage, renewAt };
  }

  async close(token: string): Promise<void> {
    await this.database.work((work) => work.run('DELETE FROM session WHERE token_hash = ?', [hashOfToken(token)]));
  }

  /** Ends every session of an account: after a new password, or when someone leaves. */
  async closeAllOf(accountId: string, within?: Work): Promise<void> {
    const close = (work: Work) => work.run('DELETE FROM session WHERE account_id = ?', [accountId]);
    await (within ? close(within) : this.database.work(close));
  }
}

function isOver(row: SessionRow, now: number): boolean {
  const seen = Date.parse(row.seenAt);
  return (
    now >= Date.parse(row.endsAt) ||
    now - seen >= SESSION_TERMS.idle ||
    now < Date.parse(row.startedAt) - SESSION_TERMS.clockSlack
  );
}

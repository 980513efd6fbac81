import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { SESSION_TERMS } from './terms';

/** A session that is still good. `csrf` goes into each form of it. */
export interface Session {
  tokenHash: string;
  accountId: string;
  employee: string;
  csrf: string;
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

  /** Begins a session and ends the one of `oldToken`: a token never lives on through a login. Gives the new token. */
  async open(accountId: string, oldToken?: string): Promise<string> {
    const token = randomToken();
    const now = this.clock.now();
    const at = now.toISOString();
    const idleSince = new Date(now.getTime() - SESSION_TERMS.idle).toISOString();
    const ends = new Date(now.getTime() + SESSION_TERMS.absolute).toISOString();
    const columns = ['token_hash', 'account_id', 'csrf', 'started_at', 'seen_at', 'ends_at'];
    await this.database.work(async (work) => {
      if (oldToken) await work.run('DELETE FROM session WHERE token_hash = ?', [hashOf(oldToken)]);
      await work.run('DELETE FROM session WHERE account_id = ? AND (ends_at <= ? OR seen_at <= ?)', [
        accountId,
        at,
        idleSince,
      ]);
      await work.insert('session', columns, [[hashOf(token), accountId, randomToken(), at, at, ends]]);
    });
    return token;
  }

  /** The session of a token, or null where there is none or its time is up; notes that it was used. */
  async find(token: string): Promise<Session | null> {
    const tokenHash = hashOf(token);
    const row = await this.database.read.get<SessionRow>(
      `SELECT s.token_hash AS "tokenHash", s.account_id AS "accountId", a.employee, s.csrf, s.started_at AS "startedAt",
         s.seen_at AS "seenAt", s.ends_at AS "endsAt"
       FROM session s JOIN account a ON a.id = s.account_id WHERE s.token_hash = ?`,
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
    return { tokenHash, accountId: row.accountId, employee: row.employee, csrf: row.csrf };
  }

  async close(token: string): Promise<void> {
    await this.database.work((work) => work.run('DELETE FROM session WHERE token_hash = ?', [hashOf(token)]));
  }

  /** Ends every session of an account: after a new password, or when someone leaves. */
  async closeAllOf(accountId: string): Promise<void> {
    await this.database.work((work) => work.run('DELETE FROM session WHERE account_id = ?', [accountId]));
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

/** 256 random bits, 43 characters. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares secrets without telling by the time it takes how much of them was right. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((value) => createHash('sha256').update(value).digest());
  return timingSafeEqual(a!, b!);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

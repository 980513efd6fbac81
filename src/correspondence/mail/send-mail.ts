import { Inject, Injectable } from '@nestjs/common';
import { RESTRICTED_PUPILS } from '../../access/restriction';
import { DueSender } from '../../jobs/due-sender';
import { JobTime } from '../../jobs/job-time';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { LONGEST_TRY_MS, type Sendable, Smtp } from './smtp';
import { cell } from '../../platform/place';
import { mail } from './tables';

const AT_ONCE = 20;
/** A message that is under way belongs to who took it for so long: longer than any batch of tries can take. */
const LEASE_MS = AT_ONCE * LONGEST_TRY_MS + 60_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * Waits to be sent. News of a melding of who is restricted since it was written (AVG art. 18) waits until that is lifted.
 * CROSS JOIN: from the few restricted pupils on.
 */
const DUE = `state IN ('wacht', 'onderweg') AND (kind <> 'terugkoppeling' OR fact NOT IN (
  SELECT CAST(f.id AS TEXT) FROM (${RESTRICTED_PUPILS}) h CROSS JOIN melding m CROSS JOIN melding_feedback f
   WHERE m.pupil_id = h.pupil_id AND f.melding_id = m.id))`;

/** How long a message waits after so many tries that failed. It never gives up by itself: nothing is lost. */
export function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_PAUSE_MS);
}

/**
 * Sends the mail that waits, outside the units of work: a slow mail server holds up nobody. A message is taken by one
 * process in one unit of work, sent, and noted as sent in another. Who dies in between leaves it under way; when the
 * lease is over it goes out again under the same Message-ID.
 */
@Injectable()
export class SendMail extends DueSender {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Smtp) private readonly smtp: Smtp,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(JobTime) time: JobTime,
    @Inject(Clock) private readonly clock: Clock,
  ) {
    super(time, 'mail niet verstuurd', LONGEST_PAUSE_MS);
  }

  protected async sendDue(): Promise<void> {
    while (!this.stopped && this.smtp.isOpen) {
      const taken = await this.take();
      if (taken.length === 0) break;
      for (const [i, message] of taken.entries()) {
        const delivery = await this.smtp.send(message);
        await this.note(message, delivery);
        if (delivery.result !== 'later' || !delivery.away) continue;
        // the server is away: the others wait with it
        await this.release(taken.slice(i + 1), message.attempts);
        break;
      }
    }
  }

  private take(): Promise<(Sendable & { attempts: number })[]> {
    return this.database.work(async (work) => {
      const now = this.time.now();
      const rows = await work.all<Sendable & { attempts: number }>(
        `SELECT id, address, subject, body, attempts FROM mail
          WHERE ${DUE} AND free_at <= ? ORDER BY id LIMIT ${AT_ONCE}${work.claim}`,
        [new Date(now).toISOString()],
      );
      const { sql, value } = work.oneOf(
        'id',
        rows.map((row) => row.id),
      );
      await work.run(`UPDATE mail SET state = 'onderweg', attempts = attempts + 1, free_at = ? WHERE ${sql}`, [
        new Date(now + LEASE_MS).toISOString(),
        value,
      ]);
      return rows.map((row) => ({
        ...row,
        attempts: row.attempts + 1,
        address: this.encryption.decrypt(row.address, cell(mail, 'address', row)),
        body: this.encryption.decryptUnlessPlain(row.body, cell(mail, 'body', row)),
      }));
    });
  }

  private async note(
    message: Sendable & { attempts: number },
    delivery: Awaited<ReturnType<Smtp['send']>>,
  ): Promise<void> {
    const sent = delivery.result === 'verzonden';
    const state = delivery.result === 'later' ? 'wacht' : delivery.result;
    const code = sent ? null : delivery.code;
    const freeAt = new Date(this.time.now() + pauseAfter(message.attempts)).toISOString();
    await this.database.work((work) =>
      work.run('UPDATE mail SET state = ?, free_at = ?, sent_at = ?, last_error = ? WHERE id = ?', [
        ...[state, freeAt, sent ? this.clock.instant() : null, code?.slice(0, 60) ?? null, message.id],
      ]),
    );
    if (!sent) this.log.warn({ msg: 'mail niet verstuurd', mail: message.id, poging: message.attempts, code });
  }

  private async release(messages: readonly { id: string }[], attempts: number): Promise<void> {
    if (messages.length === 0) return;
    await this.database.work(async (work) => {
      const { sql, value } = work.oneOf(
        'id',
        messages.map((one) => one.id),
      );
      const freeAt = new Date(this.time.now() + pauseAfter(attempts)).toISOString();
      await work.run(`UPDATE mail SET state = 'wacht', attempts = attempts - 1, free_at = ? WHERE ${sql}`, [
        freeAt,
        value,
      ]);
    });
  }

  /** Another process finds what waits at its next mail or sweep. */
  protected async nextDue(): Promise<string | null> {
    if (!this.smtp.isOpen) return null;
    const next = await this.database.read.get<{ at: string | null }>(
      `SELECT MIN(free_at) AS "at" FROM mail WHERE ${DUE}`,
    );
    return next?.at ?? null;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Webhook } from 'standardwebhooks';
import { freeToUse } from '../../access/restriction';
import { DueSender } from '../../jobs/due-sender';
import { JobTime } from '../../jobs/job-time';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Settings } from '../../platform/settings';
import { SpanKind, traced } from '../../platform/telemetry';
import { RequestFailed, safeRequest } from '../safe-request';
import { cloudEvent, type Told } from './cloud-event';
import { cell } from '../../platform/place';
import { eventSubscription } from '../tables';

const AT_ONCE = 20;
/** An event under way belongs to who took it for so long: longer than any batch of tries can take. */
const LEASE_MS = 60_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;
/** with the pauses between them some two days */
const MOST_ATTEMPTS = 18;
const GONE = 410;

/**
 * On `event_delivery d`: waits, and nothing of its pupil for its subscriber waits before it. Of who is restricted since it
 * was put ready (AVG art. 18) nothing goes out: it waits until that is lifted.
 */
const FIRST = `d.state IN ('wacht', 'onderweg') AND ${freeToUse('d.pupil_id')} AND NOT EXISTS (SELECT 1 FROM event_delivery e
  WHERE e.subscription_id = d.subscription_id AND e.pupil_id = d.pupil_id AND e.id < d.id
    AND e.state IN ('wacht', 'onderweg'))`;

/** How long an event waits after so many tries that failed; milliseconds. */
export function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_PAUSE_MS);
}

interface Waiting extends Told {
  id: string;
  subscription: string;
  url: string;
  secret: string;
  attempts: number;
}

/**
 * Sends events to subscribers, outside the units of work: a slow subscriber holds up nobody. Of one pupil a subscriber
 * gets one at a time, in order. An event is taken in one unit of work and noted in another; who dies in between leaves
 * it under way, and it goes out again under the same `webhook-id`, by which the receiver knows it.
 */
@Injectable()
export class DeliverEvents extends DueSender {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(JobTime) time: JobTime,
  ) {
    super(time, 'gebeurtenissen niet bezorgd', LONGEST_PAUSE_MS);
  }

  protected async sendDue(): Promise<void> {
    while (!this.stopped) {
      const taken = await this.take();
      if (taken.length === 0) break;
      await Promise.all(taken.map(async (one) => this.note(one, await this.send(one))));
    }
  }

  /** The first of each pupil and subscriber, where its time has come. */
  private take(): Promise<Waiting[]> {
    return this.database.work(async (work) => {
      const now = this.time.now();
      const rows = await work.all<Waiting>(
        `SELECT d.id, d.subscription_id AS "subscription", d.event_id AS "eventId", d.object, d.object_id AS "objectId",
           d.what, d.at, d.attempts, s.url, s.secret
         FROM event_delivery d JOIN event_subscription s ON s.id = d.subscription_id AND s.ended_at IS NULL
         WHERE ${FIRST} AND d.free_at <= ?
         ORDER BY d.id LIMIT ${AT_ONCE}${work.claim.replace('UPDATE', 'UPDATE OF d')}`,
        [new Date(now).toISOString()],
      );
      const these = work.oneOf(
        'id',
        rows.map(({ id }) => id),
      );
      const sql = `UPDATE event_delivery SET state = 'onderweg', attempts = attempts + 1, free_at = ? WHERE ${these.sql}`;
      await work.run(sql, [new Date(now + LEASE_MS).toISOString(), these.value]);
      return rows.map((row) => ({ ...row, attempts: row.attempts + 1 }));
    });
  }

  /** null: it arrived; else a code that names nobody. */
  private async send(one: Waiting): Promise<string | null> {
    const body = JSON.stringify(cloudEvent(this.settings, one));
    // the clock of the receiver goes on, also where today is fixed: it refuses what was signed minutes ago
    const at = new Date(this.time.now());
    const secret = this.encryption.decrypt(one.secret, cell(eventSubscription, 'secret', { id: one.subscription }));
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'user-agent': 'Leerspoor',
      'webhook-id': one.eventId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(one.eventId, at, body),
    };
    const inside = this.settings.LEERSPOOR_WEBHOOK_INTERN === 'ja';
    try {
      const url = this.encryption.decrypt(one.url, cell(eventSubscription, 'url', { id: one.subscription }));
      const { status } = await traced(
        'gebeurtenis bezorgen',
        {},
        () => safeRequest({ method: 'POST', url, headers, body, inside }),
        SpanKind.CLIENT,
      );
      return status >= 200 && status < 300 ? null : `HTTP ${status}`;
    } catch (error) {
      return error instanceof RequestFailed ? error.code : 'fout';
    }
  }

  private async note(one: Waiting, fault: string | null): Promise<void> {
    if (fault !== null)
      this.log.warn({ msg: 'gebeurtenis niet bezorgd', id: one.id, poging: one.attempts, code: fault });
    await this.database.work(async (work) => {
      if (fault === null) {
        await work.run('DELETE FROM event_delivery WHERE id = ?', [one.id]);
        return;
      }
      const parked = one.attempts >= MOST_ATTEMPTS || fault === `HTTP ${GONE}`;
      const freeAt = new Date(this.time.now() + pauseAfter(one.attempts)).toISOString();
      const sql = 'UPDATE event_delivery SET state = ?, free_at = ?, last_error = ? WHERE id = ?';
      await work.run(sql, [parked ? 'mislukt' : 'wacht', freeAt, fault, one.id]);
    });
  }

  /** Another process finds what waits at the next event. */
  protected async nextDue(): Promise<string | null> {
    const next = await this.database.read.get<{ at: string | null }>(
      `SELECT MIN(d.free_at) AS "at" FROM event_delivery d WHERE ${FIRST}`,
    );
    return next?.at ?? null;
  }
}

import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { cell } from '../../platform/place';
import type { Asker } from '../http/asker';
import { invalid } from '../http/validation';
import { apiReplay } from '../tables';

/** Answers are kept for so long; later the same key is a new one. */
const KEPT_MS = 7 * 24 * 3_600_000;
const KEY = /^[\x21-\x7e]{1,255}$/;
const COLUMNS = ['employee', 'key_hash', 'fingerprint', 'status', 'answer', 'at'];

interface Kept {
  fingerprint: string;
  status: number;
  answer: string;
}

/**
 * Changes that may be sent again: with the same `Idempotency-Key` the same person gets the same answer, and nothing is
 * done a second time. The answer is kept in the unit of work of the change, encrypted: it may name a pupil.
 */
@Injectable()
export class Replays {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Runs `change` in a unit of work and gives its answer, or the kept one. Throws a Problem where the key was used for
   * something else (409) or has no good form (400).
   */
  async once<T extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    asker: Asker,
    change: (work: Work) => Promise<T>,
  ): Promise<T> {
    const key = request.headers['idempotency-key'];
    if (key === undefined) return this.database.work(change);
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw invalid([{ pointer: '/kop/Idempotency-Key', reden: 'moet 1 tot en met 255 leesbare tekens lang zijn' }]);
    }
    const operation = `${request.method} ${request.routeOptions.url}`;
    const [employee, keyHash] = [asker.visitor.employee, digest(`${operation} ${key}`)];
    const row = [employee, keyHash, digest(JSON.stringify(request.body ?? null))];
    const place = cell(apiReplay, 'answer', { employee, key_hash: keyHash });
    return this.database.work(async (work) => {
      const kept = await this.keep(work, row);
      if (kept === null) {
        const answer = await change(work);
        await work.run('UPDATE api_replay SET status = ?, answer = ? WHERE employee = ? AND key_hash = ?', [
          reply.statusCode,
          this.encryption.encrypt(JSON.stringify(answer), place),
          ...[employee, keyHash],
        ]);
        return answer;
      }
      if (kept.fingerprint !== row[2]) throw usedForAnother();
      void reply.code(kept.status).header('idempotent-replayed', 'true');
      return JSON.parse(this.encryption.decryptUnlessPlain(kept.answer, place)) as T;
    });
  }

  /** Takes the key, or gives what was answered to it. Who comes second waits here for the first to be done. */
  private async keep(work: Work, row: string[]): Promise<Kept | null> {
    const now = this.clock.now();
    await work.run('DELETE FROM api_replay WHERE at < ?', [new Date(now.getTime() - KEPT_MS).toISOString()]);
    const values = [...row, 0, '', now.toISOString()];
    const inserted = await work.insert('api_replay', COLUMNS, [values], {
      key: ['employee', 'key_hash'],
      update: 'nothing',
    });
    if (inserted > 0) return null;
    const sql = 'SELECT fingerprint, status, answer FROM api_replay WHERE employee = ? AND key_hash = ?';
    return (await work.get<Kept>(sql, row.slice(0, 2)))!;
  }
}

function usedForAnother(): Problem {
  return new Problem(
    'sleutel-hergebruikt',
    'Deze Idempotency-Key is al gebruikt voor een ander bericht. Neem voor elk bericht een nieuwe.',
    { status: 409, logLevel: 'debug' },
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

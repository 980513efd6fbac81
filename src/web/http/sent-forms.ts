import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { field, fields, uploadedFile } from '../../access/http/form';
import type { Done, Request } from '../../access/http/request';
import { apiReplay } from '../../api/tables';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { cell, type Place } from '../../platform/place';

/** A form that adds something carries a value of its own here, new each time that it is shown. */
export const ONCE_FIELD = '_eenmaal';

/** Where a form was sent, kept with the answers of the API: cleaned up with them. */
export interface SentForm {
  employee: string;
  key: string;
}

const RUNNING = 0;
const DONE = 303;
const PAUSE_MS = 100;
/** How long one waits for the first to be done: longer than the slowest form takes. */
const MOST_PAUSES = 200;

/**
 * Forms that may be sent twice (a double click, the back button and the same button again) and must be done once. The
 * same form with other contents is another one: whoever goes back to change it means it.
 */
@Injectable()
export class SentForms {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Null where nobody is logged in or the form may be sent as often as one likes. */
  of(request: Request): SentForm | null {
    const employee = request.visit?.visitor.employee;
    if (employee === undefined || request.method !== 'POST' || field(request.body, ONCE_FIELD) === '') return null;
    return { employee, key: keyOf(request.url, request.body) };
  }

  /**
   * Null: this one is the first, and its outcome must be told to `keep` or `release`. Else what came of the first, for
   * which it waits. Throws a Problem (409) where that takes too long.
   */
  async take(form: SentForm): Promise<Done | null> {
    for (let times = 0; times < MOST_PAUSES; times++) {
      if (await this.insert(form)) return null;
      const kept = await this.database.read.get<{ status: number; answer: string }>(
        'SELECT status, answer FROM api_replay WHERE employee = ? AND key_hash = ?',
        [form.employee, form.key],
      );
      if (kept?.status === DONE)
        return JSON.parse(this.encryption.decryptUnlessPlain(kept.answer, placeOf(form))) as Done;
      // still running, or refused meanwhile: then the next turn is ours
      await pause(PAUSE_MS);
    }
    const text = 'Dit formulier is al verstuurd en wordt nog verwerkt. Kijk eerst of het al bewaard is.';
    throw new Problem('formulier-loopt', text, { status: 409, logLevel: 'warn' });
  }

  async keep(form: SentForm, done: Done): Promise<void> {
    const sql = 'UPDATE api_replay SET status = ?, answer = ? WHERE employee = ? AND key_hash = ?';
    const answer = this.encryption.encrypt(JSON.stringify(done), placeOf(form));
    await this.database.work((work) => work.run(sql, [DONE, answer, form.employee, form.key]));
  }

  /** Nothing was done: it may be sent again. */
  async release({ employee, key }: SentForm): Promise<void> {
    const sql = 'DELETE FROM api_replay WHERE employee = ? AND key_hash = ?';
    await this.database.work((work) => work.run(sql, [employee, key]));
  }

  private async insert({ employee, key }: SentForm): Promise<boolean> {
    const row = [employee, key, key, RUNNING, '', this.clock.now().toISOString()];
    const columns = ['employee', 'key_hash', 'fingerprint', 'status', 'answer', 'at'];
    const once = { key: ['employee', 'key_hash'], update: 'nothing' as const };
    return (await this.database.work((work) => work.insert('api_replay', columns, [row], once))) > 0;
  }
}

const placeOf = ({ employee, key }: SentForm): Place => cell(apiReplay, 'answer', { employee, key_hash: key });

/** The same for the same contents at the same address. A file counts by its bytes. */
function keyOf(url: string, body: unknown): string {
  const hash = createHash('sha256').update(url);
  for (const name of Object.keys(body as object).sort()) {
    const file = uploadedFile(body, name);
    hash.update(`\n${name} ${JSON.stringify(file ? file.name : fields(body, name))} `);
    if (file) hash.update(file.content);
  }
  return hash.digest('base64url');
}

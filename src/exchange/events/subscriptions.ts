import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Value } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { type FieldProblem, Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { Settings } from '../../platform/settings';
import { findMunicipality } from '../../registry/facts';
import { Outbox } from '../../jobs/outbox';
import { AT_ONCE } from '../../jobs/job-time';
import { cell } from '../../platform/place';
import { eventSubscription } from '../tables';

/** Of what kinds of thing events can be had. */
export const EVENT_OBJECTS = ['signaal', 'dossier', 'melding', 'overdracht', 'warme-overdracht'] as const;

export const isEventObject = (object: string): boolean => EVENT_OBJECTS.some((one) => one === object);

export interface NewSubscription {
  name: string;
  url: string;
  objects: readonly string[];
  municipalities: readonly string[];
  schools: readonly string[];
}

export interface Subscription extends NewSubscription {
  id: string;
  madeAt: string;
  endedAt: string | null;
}

export interface DeadLetter {
  id: string;
  subscription: string;
  object: string;
  what: string;
  at: string;
  attempts: number;
  lastError: string | null;
}

type Row = Record<'id' | 'name' | 'url' | 'objects' | 'municipalities' | 'schools' | 'madeAt', string> & {
  endedAt: string | null;
};

const ABOUT = { object: 'abonnement', pupils: [], purpose: PURPOSES.toegang };
const READ = `id, name, url, objects, municipalities, schools, made_at AS "madeAt", ended_at AS "endedAt"`;
const COLUMNS = ['id', 'name', 'url', 'secret', 'objects', 'municipalities', 'schools', 'made_at'];

/** Who wants to be told of what happens, and what could not be told. */
@Injectable()
export class Subscriptions {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Settings) private readonly settings: Settings,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Gives the secret that signs what is sent, here and never again. Throws a Problem that says what is wrong. */
  async make(actor: Actor, asked: NewSubscription): Promise<{ id: string; secret: string }> {
    this.check(asked);
    const id = newId();
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const { name, url, objects, municipalities, schools } = asked;
    const sealed = [
      this.encryption.encrypt(url, cell(eventSubscription, 'url', { id })),
      this.encryption.encrypt(secret, cell(eventSubscription, 'secret', { id })),
    ];
    const lists = [objects, municipalities, schools].map((list) => [...new Set(list)].join(','));
    await this.database.work(async (work) => {
      await work.insert('event_subscription', COLUMNS, [[id, name, ...sealed, ...lists, this.clock.instant()]]);
      this.audit.write(work, actor, { action: 'toevoegen', objectId: id, ...ABOUT });
    });
    return { id, secret };
  }

  /** Those that have not ended; with their secret where `sql` is to send with. */
  async active(sql: Sql): Promise<Subscription[]> {
    const rows = await sql.all<Row>(`SELECT ${READ} FROM event_subscription WHERE ended_at IS NULL ORDER BY id`);
    return rows.map((row) => this.shown(row));
  }

  async list(): Promise<Subscription[]> {
    const rows = await this.database.read.all<Row>(`SELECT ${READ} FROM event_subscription ORDER BY id`);
    return rows.map((row) => this.shown(row));
  }

  /** Nothing more is sent, and what waits is dropped. Twice is as once. */
  async end(actor: Actor, id: string): Promise<void> {
    await this.database.work(async (work) => {
      const known = await work.get('SELECT id FROM event_subscription WHERE id = ?', [id]);
      if (!known) throw new Problem('abonnement-onbekend', 'Dit abonnement bestaat niet.', { status: 404 });
      const sql = 'UPDATE event_subscription SET ended_at = ? WHERE id = ? AND ended_at IS NULL';
      await work.run(sql, [this.clock.instant(), id]);
      await work.run('DELETE FROM event_delivery WHERE subscription_id = ?', [id]);
      this.audit.write(work, actor, { action: 'wijzigen', objectId: id, ...ABOUT });
    });
  }

  /** Also one that ended; null where there is none. */
  async one(id: string): Promise<Subscription | null> {
    const row = await this.database.read.get<Row>(`SELECT ${READ} FROM event_subscription WHERE id = ?`, [id]);
    return row ? this.shown(row) : null;
  }

  /** What could not be delivered after many tries, oldest first. */
  async deadLetters(limit: number, offset = 0): Promise<DeadLetter[]> {
    return this.database.read.all<DeadLetter>(
      `SELECT id, subscription_id AS "subscription", object, what, at, attempts, last_error AS "lastError"
       FROM event_delivery WHERE state = 'mislukt' ORDER BY id LIMIT ? OFFSET ?`,
      [limit, offset],
    );
  }

  async countDeadLetters(): Promise<number> {
    const sql = `SELECT COUNT(*) AS "total" FROM event_delivery WHERE state = 'mislukt'`;
    return (await this.database.read.get<{ total: number }>(sql))!.total;
  }

  /** Tries these again, or all that failed where none is named; gives how many. */
  async retry(ids: readonly string[]): Promise<number> {
    return this.database.work(async (work) => {
      const these = ids.length > 0 ? work.oneOf('id', ids) : null;
      const values: Value[] = [AT_ONCE, ...(these ? [these.value] : [])];
      const sql = `UPDATE event_delivery SET state = 'wacht', attempts = 0, free_at = ? WHERE state = 'mislukt'`;
      const count = await work.run(`${sql}${these ? ` AND ${these.sql}` : ''}`, values);
      if (count > 0) await this.outbox.add(work, 'bezorg-gebeurtenissen', ['']);
      return count;
    });
  }

  private check({ name, url, objects, municipalities, schools }: NewSubscription): void {
    const inside = this.settings.LEERSPOOR_WEBHOOK_INTERN === 'ja';
    const wrong: FieldProblem[] = [];
    const must = (holds: boolean, pointer: string, reden: string) => holds || wrong.push({ pointer, reden });
    const known: readonly string[] = EVENT_OBJECTS;
    must(name.trim() !== '' && name.length <= 200, '/naam', 'geef een naam van 1 tot en met 200 tekens');
    must(
      URL.canParse(url) && (inside ? /^https?:/ : /^https:/).test(url) && url.length <= 2000,
      '/adres',
      'geef een adres met https://',
    );
    must(
      objects.length > 0 && objects.every((one) => known.includes(one)),
      '/gebeurtenissen',
      `kies gebeurtenissen van: ${EVENT_OBJECTS.join(', ')}`,
    );
    must(municipalities.length + schools.length > 0, '/gemeenten', 'noem ten minste één gemeente of school');
    must(
      municipalities.every((code) => findMunicipality(code) !== undefined),
      '/gemeenten',
      'een gemeentecode bestaat niet',
    );
    must(
      schools.every((code) => /^\d\d[A-Z]{2}(\d\d)?$/.test(code)),
      '/scholen',
      'schrijf een school als 01AB of 01AB00',
    );
    if (wrong.length === 0) return;
    const all = wrong.map(({ reden }) => reden).join('; ');
    throw new Problem('abonnement-ongeldig', `Dit kan niet: ${all}.`, { fields: wrong });
  }

  private shown({ url, objects, municipalities, schools, ...row }: Row): Subscription {
    const list = (text: string) => (text === '' ? [] : text.split(','));
    return {
      ...row,
      url: this.encryption.decrypt(url, cell(eventSubscription, 'url', row)),
      ...{ objects: list(objects), municipalities: list(municipalities), schools: list(schools) },
    };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import type { Actor } from '../actor';
import { Audit, PURPOSES } from '../audit';
import { type TokenClient, TokenCheck } from '../oidc/token-check';
import { hashOfToken, randomToken } from '../tokens';
import { checkMachine, type Machine, type MachineRight, type NewMachine } from './machine';

/** Makes a key known as ours to whoever finds one (and to tools that look for keys in source code). */
const PREFIX = 'leerspoor_';

interface MachineRow {
  id: string;
  name: string;
  schools: string;
  rights: string;
  until_date: Day;
  made_on: Day;
  revoked_at: string | null;
  last_used_on: Day | null;
}

const ABOUT = { object: 'koppeling', pupils: [], purpose: PURPOSES.toegang };
const COLUMNS = 'id, name, schools, rights, until_date, made_on, revoked_at, last_used_on';

/** Systems of schools and their keys: shown once, kept as a hash, with an end date, revocable. */
@Injectable()
export class Machines {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(TokenCheck) private readonly tokens: TokenCheck,
  ) {}

  /**
   * Lets a system in. The key is given here and never again; a system that comes with tokens of an issuer (`client`)
   * gets none. Throws a Problem that names what is wrong.
   */
  make(actor: Actor, asked: NewMachine): Promise<{ id: string; key: string }>;
  make(actor: Actor, asked: NewMachine, client?: TokenClient): Promise<{ id: string; key: string | null }>;
  async make(actor: Actor, asked: NewMachine, client?: TokenClient): Promise<{ id: string; key: string | null }> {
    const { name, schools, rights, until } = checkMachine(asked, this.clock.today());
    const id = newId();
    const key = client ? null : PREFIX + randomToken();
    const identity = client ? clientIdentity(client) : key!;
    const columns = ['id', 'name', 'key_hash', 'schools', 'rights', 'until_date', 'made_on'];
    const row = [id, name, hashOfToken(identity), schools.join(','), rights.join(','), until, this.clock.today()];
    await this.database.work(async (work) => {
      if ((await work.insertNew('machine', columns, [row], ['key_hash'])).length > 0) {
        throw new Problem('koppeling-bestaat', 'Deze client heeft al een koppeling.', { status: 409 });
      }
      this.audit.write(work, actor, { action: 'toevoegen', objectId: id, ...ABOUT });
    });
    return { id, key };
  }

  /** All of them, those that were revoked too, the newest first. */
  async list(): Promise<Machine[]> {
    const rows = await this.database.read.all<MachineRow>(`SELECT ${COLUMNS} FROM machine ORDER BY id DESC`);
    return rows.map(asMachine);
  }

  /** Null where it is not known. */
  async one(id: string): Promise<Machine | null> {
    const row = await this.database.read.get<MachineRow>(`SELECT ${COLUMNS} FROM machine WHERE id = ?`, [id]);
    return row ? asMachine(row) : null;
  }

  /** Shuts a system out at once. Throws a Problem where it is not known; twice is as once. */
  async revoke(actor: Actor, id: string): Promise<void> {
    const now = this.clock.instant();
    const known = await this.database.work(async (work) => {
      const change = 'UPDATE machine SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL';
      if ((await work.run(change, [now, id])) > 0) {
        this.audit.write(work, actor, { action: 'wijzigen', objectId: id, ...ABOUT });
      }
      return work.get('SELECT id FROM machine WHERE id = ?', [id]);
    });
    if (!known) throw new Problem('koppeling-onbekend', 'Deze koppeling bestaat niet.', { status: 404 });
  }

  /** The machine of a bearer: a key of ours, or a token of an issuer in the settings. Null where it opens nothing. */
  async find(bearer: string): Promise<Machine | null> {
    if (bearer.startsWith(PREFIX)) return this.identified(bearer);
    const client = await this.tokens.clientOf(bearer);
    return client && this.identified(clientIdentity(client));
  }

  /** Null where it is unknown, revoked or past its end; notes the day it was used. */
  private async identified(identity: string): Promise<Machine | null> {
    const row = await this.database.read.get<MachineRow>(
      `SELECT ${COLUMNS} FROM machine WHERE key_hash = ? AND revoked_at IS NULL`,
      [hashOfToken(identity)],
    );
    const today = this.clock.today();
    if (!row || row.until_date < today) return null;
    if (row.last_used_on !== today) {
      await this.database.work((work) => work.run('UPDATE machine SET last_used_on = ? WHERE id = ?', [today, row.id]));
    }
    return asMachine(row);
  }
}

function asMachine(row: MachineRow): Machine {
  return {
    id: row.id,
    name: row.name,
    schools: row.schools.split(','),
    rights: row.rights.split(',') as MachineRight[],
    until: row.until_date,
    madeOn: row.made_on,
    revoked: row.revoked_at !== null,
    lastUsedOn: row.last_used_on,
  };
}

/** Never begins as a key does: an issuer is an address. */
const clientIdentity = ({ issuer, client }: TokenClient) => `${issuer}\n${client}`;

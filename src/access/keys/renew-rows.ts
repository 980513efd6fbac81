import { setTimeout as sleep } from 'node:timers/promises';
import type { Table } from '../../platform/database/columns';
import type { Database } from '../../platform/database/database';
import type { Row, Sql, Value, Work } from '../../platform/database/sql';
import { type Encryption, isSealed } from '../../platform/encryption';
import { LOOK_UPS, type LookUps } from '../../platform/look-ups';
import { cellOf } from '../../platform/place';

/** Rows read at once, and rows changed in one unit of work: short, so that nobody waits long. */
const READ = 1_000;
const CHANGE = 100;
/** lets others in between two units of work */
const PAUSE_MS = 5;
/** of a text that no index is made of only the begin is read, which tells its key */
const HEAD = 8;

export interface Renewed {
  changed: number;
  unreadable: number;
  /** rows of tables that stood under an index that no key makes of their own value: table and id, the first of them */
  astray?: readonly string[];
}

/** So many rows are named. */
export const NAMED = 20;

interface Ground {
  database: Database;
  encryption: Encryption;
  lookUps: LookUps;
}

/** The columns of a table that hang on a key. */
export function keyedColumns({ columns }: Table): { secrets: string[]; lookups: string[] } {
  const names = Object.keys(columns);
  return {
    secrets: names.filter((name) => columns[name]!.secret),
    lookups: names.filter((name) => columns[name]!.lookup),
  };
}

/**
 * Goes once over the rows of a table: what is not encrypted with the newest key, not bound to its place or not under the
 * index of today is written anew, in portions. What changes meanwhile is written with the newest key by who changes it.
 */
export class RenewRows {
  private readonly secrets: string[];
  private readonly lookups: string[];
  private readonly whole: ReadonlySet<string>;

  constructor(
    private readonly ground: Ground,
    private readonly table: Table,
  ) {
    ({ secrets: this.secrets, lookups: this.lookups } = keyedColumns(table));
    this.whole = new Set(this.lookups.map((name) => table.columns[name]!.lookup!.of));
  }

  async once(tell: (rows: number) => void): Promise<Renewed> {
    const total = { changed: 0, unreadable: 0, astray: [] as string[] };
    if (this.secrets.length === 0) return total;
    for await (const rows of this.portions()) {
      tell(rows.length);
      const due = rows.filter((row) => this.isDue(row));
      for (let i = 0; i < due.length; i += CHANGE) {
        const { changed, unreadable, astray = [] } = await this.change(due.slice(i, i + CHANGE));
        total.changed += changed;
        total.unreadable += unreadable;
        total.astray.push(...astray.slice(0, NAMED - total.astray.length));
        await sleep(PAUSE_MS);
      }
    }
    return total;
  }

  private async *portions(): AsyncIterable<Row[]> {
    const { name, primaryKey: key } = this.table;
    const heads = this.secrets.map((one) => (this.whole.has(one) ? one : `SUBSTR(${one}, 1, ${HEAD}) AS "${one}"`));
    const select = `SELECT ${[...new Set([...key, ...this.table.bound]), ...this.lookups.filter((one) => !key.includes(one)), ...heads].join(', ')} FROM ${name}`;
    const order = `ORDER BY ${key.join(', ')} LIMIT ${READ}`;
    const beyond = `WHERE (${key.join(', ')}) > (${key.map(() => '?').join(', ')})`;
    for (let last: Row | null = null; ;) {
      const rows: Row[] = await this.ground.database.read.all(
        last ? `${select} ${beyond} ${order}` : `${select} ${order}`,
        last ? key.map((one) => last![one]!) : [],
      );
      if (rows.length > 0) yield rows;
      if (rows.length < READ) return;
      last = rows.at(-1)!;
    }
  }

  private isDue(row: Row): boolean {
    const { encryption } = this.ground;
    const old = this.secrets.some((name) => row[name] && !encryption.isCurrent(String(row[name])));
    return old || this.lookups.some((name) => this.newIndex(name, row) !== null);
  }

  /**
   * The index of today, where another one stands; null where it stands, or there is nothing to find. `own`: what stands
   * there is of the same value, under an older key.
   */
  private newIndex(name: string, row: Row): { index: string; own: boolean } | null {
    const { of, take } = this.table.columns[name]!.lookup!;
    if (row[name] === null || row[of] === null) return null;
    const sealed = this.open(of, row);
    const plain = sealed === null ? null : take ? take(sealed) : sealed;
    if (plain === null) return null;
    const [index, ...older] = this.ground.encryption.indexes(plain);
    return index === row[name] ? null : { index: index!, own: older.includes(String(row[name])) };
  }

  /** null where no key reads it. */
  private open(column: string, row: Row): string | null {
    const stored = String(row[column]);
    if (this.table.columns[column]!.oncePlain && !isSealed(stored)) return stored;
    try {
      return this.ground.encryption.decrypt(stored, cellOf(this.table, column, row));
    } catch {
      return null;
    }
  }

  private change(due: readonly Row[]): Promise<Renewed> {
    return this.ground.database.work(async (work) => {
      await work.exclusive(LOOK_UPS);
      const newest = new Map<string, Map<string, string>>();
      const total = { changed: 0, unreadable: 0, astray: [] as string[] };
      for (const one of due) {
        const row = await this.lock(work, one);
        if (!row) continue;
        const values = this.newValues(row, newest);
        total.unreadable += values.unreadable;
        const names = Object.keys(values.set);
        if (names.length > 0) await this.update(work, row, values.set);
        total.changed += names.length;
        if (values.astray) total.astray.push(this.nameOf(row));
      }
      for (const [group, indexes] of newest) total.changed += await this.ground.lookUps.replace(work, group, indexes);
      return total;
    });
  }

  private newValues(row: Row, newest: Map<string, Map<string, string>>) {
    const { encryption } = this.ground;
    const set: Record<string, Value> = {};
    let unreadable = 0;
    let astray = false;
    for (const name of this.secrets) {
      if (!row[name] || encryption.isCurrent(String(row[name]))) continue;
      const plain = this.open(name, row);
      if (plain === null) unreadable++;
      else set[name] = encryption.encrypt(plain, cellOf(this.table, name, row));
    }
    for (const name of this.lookups) {
      const found = this.newIndex(name, row);
      if (found === null) continue;
      const { index, own } = found;
      const { group } = this.table.columns[name]!.lookup!;
      astray ||= !own;
      // an index of something else says nothing of who stands under it rightly: that row alone is put right
      if (group === undefined || !own) set[name] = index;
      else newest.set(group, (newest.get(group) ?? new Map<string, string>()).set(String(row[name]), index));
    }
    return { set, unreadable, astray };
  }

  private lock(work: Work, row: Row): Promise<Row | undefined> {
    const names = [...new Set([...this.table.primaryKey, ...this.table.bound, ...this.lookups, ...this.secrets])];
    return work.get(
      `SELECT ${names.join(', ')} FROM ${this.table.name} WHERE ${this.here()}${work.lock}`,
      this.key(row),
    );
  }

  private async update(work: Sql, row: Row, set: Record<string, Value>): Promise<void> {
    const names = Object.keys(set);
    await work.run(
      `UPDATE ${this.table.name} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE ${this.here()}`,
      [...names.map((name) => set[name]!), ...this.key(row)],
    );
  }

  /** Without anything of anybody: an index in the key is left out. */
  private nameOf(row: Row): string {
    const lasting = this.table.primaryKey.filter((name) => this.table.columns[name]!.meaning === 'id');
    return [this.table.name, ...lasting.map((name) => row[name])].join(' ');
  }

  private here(): string {
    return this.table.primaryKey.map((name) => `${name} = ?`).join(' AND ');
  }

  private key(row: Row): Value[] {
    return this.table.primaryKey.map((name) => row[name]!);
  }
}

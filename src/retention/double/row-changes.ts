import type { Table } from '../../platform/database/columns';
import type { Row, Sql, Value, Work } from '../../platform/database/sql';
import type { Encryption } from '../../platform/encryption';
import { cellOf } from '../../platform/place';
import type { Ownership } from '../ownership';

/** Rows as they lie in the database, by table and key. */
export type Standing = Map<string, Map<string, Row>>;

/** What changed between two moments. Encrypted texts stand in it as plain texts: it is encrypted as a whole. */
export interface RowChanges {
  added: { table: string; row: Row }[];
  removed: { table: string; row: Row }[];
  changed: { table: string; key: Row; before: Row; after: Row }[];
}

/** Work that waits, what is told to others and what is counted is no part of a pupil. */
const LEFT_OUT = ['outbox', 'event_delivery', 'upload_record', 'duo_record'];
/** Names a pupil, and is no part of what is destroyed with one. */
const ALSO = { table: 'destruction_item', column: 'pupil_id', hasId: true };

/** Reads everything that hangs on pupils, and puts it back as it was. Found by the schema, as destruction finds it. */
export class PupilRows {
  private readonly tables: ReadonlyMap<string, Table>;

  constructor(
    tables: readonly Table[],
    private readonly ownership: Ownership,
    private readonly encryption: Encryption,
  ) {
    this.tables = new Map(tables.map((one) => [one.name, one]));
  }

  async of(sql: Sql, pupilIds: readonly string[]): Promise<Standing> {
    const found: Standing = new Map();
    await this.take(sql, found, 'pupil', 'id', pupilIds);
    return found;
  }

  private async take(sql: Sql, found: Standing, name: string, column: string, owners: readonly string[]) {
    const table = this.tables.get(name)!;
    const these = sql.oneOf(column, owners);
    const names = Object.keys(table.columns);
    const rows = await sql.all<Row>(`SELECT ${names.join(', ')} FROM ${name} WHERE ${these.sql}`, [these.value]);
    const known = found.get(name) ?? new Map<string, Row>();
    found.set(name, known);
    const fresh = rows.filter((row) => !known.has(keyOf(table, row)));
    for (const row of fresh) known.set(keyOf(table, row), row);
    const ids = fresh.flatMap((row) => (typeof row['id'] === 'string' ? [row['id']] : []));
    if (ids.length === 0) return;
    const children = [...this.ownership.of(name), ...(name === 'pupil' ? [ALSO] : [])];
    for (const child of children) {
      if (!LEFT_OUT.includes(child.table)) await this.take(sql, found, child.table, child.column, ids);
    }
  }

  /** What became of the rows of `before`, and what was added since. */
  changes(before: Standing, after: Standing): RowChanges {
    const changes: RowChanges = { added: [], removed: [], changed: [] };
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const table = this.tables.get(name)!;
      const [was, is] = [before.get(name) ?? new Map<string, Row>(), after.get(name) ?? new Map<string, Row>()];
      for (const [key, row] of was) {
        const now = is.get(key);
        if (!now) changes.removed.push({ table: name, row: this.open(table, row) });
        else if (!alike(row, now)) {
          const [a, b] = [this.open(table, row), this.open(table, now)];
          const names = Object.keys(a).filter((column) => a[column] !== b[column]);
          const pick = (from: Row) => Object.fromEntries(names.map((column) => [column, from[column] ?? null]));
          changes.changed.push({ table: name, key: namedBy(table, a), before: pick(a), after: pick(b) });
        }
      }
      for (const [key, row] of is) if (!was.has(key)) changes.added.push({ table: name, row: this.open(table, row) });
    }
    return changes;
  }

  /** Puts back what changed, as far as it is still as the change left it; what came later stays. */
  async takeBack(work: Work, { added, removed, changed }: RowChanges): Promise<void> {
    for (const { table: name, row } of added) {
      const table = this.tables.get(name)!;
      const key = this.found(table, row);
      const now = await this.current(work, table, key);
      if (now && alike(this.open(table, now), row)) await this.remove(work, table, key);
    }
    for (const { table: name, row } of removed) {
      const table = this.tables.get(name)!;
      const sealed = this.seal(table, row);
      const place = { key: table.primaryKey, update: 'nothing' as const };
      await work.insert(name, Object.keys(sealed), [Object.values(sealed)], place);
    }
    // what goes back to the double goes first: what opens again for the other finds its place free
    const goesBack = ({ before }: (typeof changed)[number]) => 'pupil_id' in before;
    const inOrder = [...changed.filter(goesBack), ...changed.filter((one) => !goesBack(one))];
    for (const { table: name, key, before, after } of inOrder) {
      const table = this.tables.get(name)!;
      const now = await this.current(work, table, this.found(table, key));
      if (!now) continue;
      const plain = this.open(table, now);
      const stays = Object.keys(before).filter((column) => plain[column] === after[column]);
      const next = { ...plain, ...Object.fromEntries(stays.map((column) => [column, before[column] ?? null])) };
      const sealed = this.seal(table, next);
      const names = Object.keys(sealed).filter((column) => !table.primaryKey.includes(column));
      const condition = table.primaryKey.map((column) => `${column} = ?`).join(' AND ');
      await work.run(`UPDATE ${name} SET ${names.map((column) => `${column} = ?`).join(', ')} WHERE ${condition}`, [
        ...names.map((column) => sealed[column] ?? null),
        ...table.primaryKey.map((column) => now[column] ?? null),
      ]);
    }
  }

  /** The key as it is stored now: an index of a number follows the key of today. */
  private found(table: Table, plain: Row): Row {
    return keyColumns(table, this.seal(table, plain));
  }

  private current(work: Work, table: Table, key: Row): Promise<Row | undefined> {
    const condition = table.primaryKey.map((column) => `${column} = ?`).join(' AND ');
    const values = table.primaryKey.map((column) => key[column] ?? null);
    return work.get<Row>(
      `SELECT ${Object.keys(table.columns).join(', ')} FROM ${table.name} WHERE ${condition}`,
      values,
    );
  }

  private async remove(work: Work, table: Table, key: Row): Promise<void> {
    const condition = table.primaryKey.map((column) => `${column} = ?`).join(' AND ');
    const values = table.primaryKey.map((column) => key[column] ?? null);
    await work.run(`DELETE FROM ${table.name} WHERE ${condition}`, values);
  }

  private open(table: Table, row: Row): Row {
    const plain: Row = { ...row };
    for (const [name, { secret, oncePlain }] of Object.entries(table.columns)) {
      const text = row[name];
      if (!secret || typeof text !== 'string') continue;
      const place = cellOf(table, name, row as Record<string, Value>);
      plain[name] = oncePlain ? this.encryption.decryptUnlessPlain(text, place) : this.encryption.decrypt(text, place);
    }
    return plain;
  }

  private seal(table: Table, plain: Row): Row {
    const row: Row = { ...plain };
    for (const [name, { lookup }] of Object.entries(table.columns)) {
      const text = lookup ? plain[lookup.of] : undefined;
      if (!lookup || text === undefined || plain[name] === null || plain[name] === undefined) continue;
      const found = typeof text === 'string' ? (lookup.take ? lookup.take(text) : text) : null;
      row[name] = found === null ? null : this.encryption.index(found);
    }
    for (const [name, { secret }] of Object.entries(table.columns)) {
      const text = plain[name];
      if (!secret || typeof text !== 'string') continue;
      row[name] = this.encryption.encrypt(text, cellOf(table, name, row as Record<string, Value>));
    }
    return row;
  }
}

const keyColumns = (table: Table, row: Row): Row =>
  Object.fromEntries(table.primaryKey.map((name) => [name, row[name] ?? null]));
/** The key in plain texts, and what an index in it is made of. */
function namedBy(table: Table, plain: Row): Row {
  const names = table.primaryKey.flatMap((name) => [name, table.columns[name]!.lookup?.of ?? name]);
  return Object.fromEntries([...new Set(names)].map((name) => [name, plain[name] ?? null]));
}
const keyOf = (table: Table, row: Row): string => JSON.stringify(table.primaryKey.map((name) => row[name]));
const alike = (a: Row, b: Row): boolean => Object.keys(a).every((name) => a[name] === b[name]);

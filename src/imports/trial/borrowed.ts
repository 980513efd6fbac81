import { code, type Table, table } from '../../platform/database/columns';
import { openPrivateStore, type PrivateStore } from '../../platform/database/private-store';
import type { Sql, Value, Work } from '../../platform/database/sql';
import type { Encryption } from '../../platform/encryption';

/** What was borrowed already: it is never fetched twice, since the trial may have changed or removed it. */
const borrowed = table('borrowed', { what: code(200) }, ['what']);

interface Source {
  read: Sql;
  tables: readonly Table[];
  encryption: Encryption;
}

/**
 * A store of a trial's own, with the rows of the database that the file is about. The trial imports into it as into the
 * database: it holds no lock that anybody waits for, and nothing of it is left.
 */
export class Borrowed {
  readonly work: Work;
  private readonly tables: ReadonlyMap<string, Table>;
  private readonly store: PrivateStore;

  constructor(private readonly source: Source) {
    this.tables = new Map(source.tables.map((one) => [one.name, one]));
    this.store = openPrivateStore([...source.tables, borrowed]);
    this.work = this.store.work;
  }

  close(): void {
    this.store.close();
  }

  /** All rows of a table. */
  async whole(name: string): Promise<void> {
    if ((await this.fresh([`${name} *`])).length === 0) return;
    await this.take(name, '', []);
  }

  /** The rows with one of these values in the column and, where given, with `only` too. */
  async rows(name: string, column: string, values: Iterable<string>, only: [string, string][] = []): Promise<void> {
    const [meaning, prefix] = [this.tables.get(name)!.columns[column]!.meaning, `${name} ${column} ${only.join(' ')} `];
    const wanted = [...new Set(values)];
    const fresh = await this.fresh(wanted.map((value) => prefix + value));
    if (fresh.length === 0) return;
    const { sql, value } = this.source.read.oneOf(
      column,
      fresh.map((i) => wanted[i]!),
      meaning === 'id' ? 'id' : 'code',
    );
    const conditions = [...only.map(([other]) => `${other} = ?`), sql].join(' AND ');
    await this.take(name, `WHERE ${conditions}`, [...only.map(([, one]) => one), value]);
  }

  /** The latest rows of a table with this value. */
  async latest(name: string, column: string, value: string, order: string, most: number): Promise<void> {
    await this.take(name, `WHERE ${column} = ? ORDER BY ${order} LIMIT ?`, [value, most]);
  }

  /** Rows of a table that knows people by the index of their number. */
  async numbered(name: string, numbers: readonly string[]): Promise<void> {
    await this.rows(
      name,
      'pgn_index',
      numbers.flatMap((number) => this.source.encryption.indexes(number)),
    );
  }

  /** The pupils with these numbers, now or before, and their rows in these tables. */
  async pupils(numbers: Iterable<string>, ...theirs: string[]): Promise<void> {
    const indexes = [...new Set(numbers)].flatMap((number) => this.source.encryption.indexes(number));
    await this.rows('pupil', 'pgn_index', indexes);
    await this.rows('pupil_alias', 'pgn_index', indexes);
    const { sql, value } = this.work.oneOf('pgn_index', indexes, 'code');
    const named = await this.work.all<{ id: string }>(`SELECT pupil_id AS "id" FROM pupil_alias WHERE ${sql}`, [value]);
    await this.rows(
      'pupil',
      'id',
      named.map(({ id }) => id),
    );
    if (theirs.length === 0) return;
    const all = await this.work.all<{ id: string }>(
      `SELECT id FROM pupil WHERE ${sql} UNION SELECT pupil_id FROM pupil_alias WHERE ${sql}`,
      [value, value],
    );
    const ids = all.map(({ id }) => id);
    for (const name of theirs) await this.rows(name, 'pupil_id', ids);
  }

  /** Everybody who is or was at a location. */
  async pupilsAt(location: string): Promise<void> {
    await this.rows('enrolment', 'location', [location]);
    const there = await this.work.all<{ id: string }>(
      'SELECT DISTINCT pupil_id AS "id" FROM enrolment WHERE location = ?',
      [location],
    );
    await this.rows(
      'pupil',
      'id',
      there.map(({ id }) => id),
    );
  }

  /** Positions of what was not borrowed before. */
  private async fresh(what: readonly string[]): Promise<number[]> {
    const rows = what.map((one) => [one]);
    const taken = new Set(await this.work.insertNew('borrowed', ['what'], rows, ['what']));
    return [...what.keys()].filter((i) => !taken.has(i));
  }

  private async take(name: string, condition: string, values: Value[]): Promise<void> {
    const columns = Object.keys(this.tables.get(name)!.columns);
    const rows = await this.source.read.all(`SELECT ${columns.join(', ')} FROM ${name} ${condition}`, values);
    await this.work.insert(
      name,
      columns,
      rows.map((row) => columns.map((column) => row[column] ?? null)),
      { update: 'nothing' },
    );
  }
}

import type { DataSource, Migration, MixedList } from 'typeorm';
import { Problem } from '../errors';
import type { Table } from './columns';
import { MIGRATION_TABLE } from './dialect';
import type { Sql, Work } from './sql';

export interface DatabaseOptions {
  /** a SQLite path, `:memory:` or a `postgres://` address */
  address: string;
  tables: Table[];
  migrations: MixedList<new () => unknown>;
  /** connections to a server at the same time */
  connections?: number;
  /** rows from which a server counts a table in parts; see `Sql.scanParts` */
  partsFrom?: number;
  /** milliseconds that a unit of work waits for another process that holds the file; 20,000 unless said otherwise */
  patience?: number;
}

/** Writes beside what is being read of one moment. */
export type Aside = (change: (work: Work) => Promise<void>) => Promise<void>;

/**
 * The database: `read` for reading outside a unit of work, `work` for everything that writes.
 * On SQLite one connection writes, guarded by a mutex; another reads what is committed.
 */
export abstract class Database {
  abstract readonly read: Sql;

  protected constructor(
    readonly dataSource: DataSource,
    /** every table of the house */
    readonly tables: readonly Table[],
  ) {}

  /**
   * Reads of one moment, streams too, however many others write meanwhile; nothing is held up by it. `aside` writes
   * meanwhile, each change in a unit of work of its own that the moment does not see.
   */
  abstract moment<T>(look: (sql: Sql, aside: Aside) => Promise<T>): Promise<T>;

  /** Runs `change` in one transaction: all of it stands, or nothing. May be run again from the start. */
  abstract work<T>(change: (work: Work) => Promise<T>): Promise<T>;

  /**
   * A word that differs after every commit that may have changed one of these tables, whoever made it; null where the
   * engine cannot tell at once. What was read after the word was asked for holds for as long as the word is the same.
   */
  versionOf(_tables: readonly string[]): string | null {
    return null;
  }

  /** What time it is by the clock of the database, in milliseconds since 1970; to the second. */
  async now(): Promise<number> {
    const { at } = (await this.read.get<{ at: string }>('SELECT CURRENT_TIMESTAMP AS "at"'))!;
    // UTC on both engines; SQLite does not say so
    return Date.parse(at.endsWith('Z') ? at : `${at.replace(' ', 'T')}Z`);
  }

  /** Brings the schema to this version; gives the names of the steps. Throws a Problem where it is not ours to change. */
  async migrate(): Promise<string[]> {
    await this.requireOurs();
    const done = await this.runMigrations();
    return done.map((migration) => migration.name);
  }

  /** Whether the schema is that of this version: every step of ours was taken, and no other. */
  async isCurrent(): Promise<boolean> {
    // asking for what is still to be done writes a table, which a database of another program must not get
    return (await this.isOwn()) && !(await this.dataSource.showMigrations()) && (await this.isKnown());
  }

  /** Throws a Problem where the database is not at this version. */
  async requireCurrent(): Promise<void> {
    if (await this.isCurrent()) return;
    await this.requireOurs();
    throw unfit('niet-bijgewerkt', 'De database hoort niet bij deze versie. Voer eerst `leerspoor migrate` uit.');
  }

  /** After a destruction: leaves no copy of what was deleted in a file of our own. A server sees to its own files. */
  scrub(): void {}

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }

  protected runMigrations(): Promise<Migration[]> {
    return this.dataSource.runMigrations({ transaction: 'all' });
  }

  /** The tables that are there, whoever made them. */
  protected abstract tablesThere(): Promise<string[]>;

  private async requireOurs(): Promise<void> {
    if (!(await this.isOwn())) {
      const what = 'In de database staan tabellen van een ander programma.';
      throw unfit('van-een-ander', `${what} Zet in LEERSPOOR_DATABASE een andere, lege database.`);
    }
    if (!(await this.isKnown())) {
      const what = 'De database is van een nieuwere versie van Leerspoor.';
      throw unfit('nieuwer', `${what} Installeer die versie, of zet een reservekopie terug.`);
    }
  }

  /** Whether nothing is in it, or what we put there. */
  private async isOwn(): Promise<boolean> {
    const tables = await this.tablesThere();
    return tables.length === 0 || tables.includes(MIGRATION_TABLE);
  }

  /** Whether this version knows every step that was taken. */
  private async isKnown(): Promise<boolean> {
    if (!(await this.tablesThere()).includes(MIGRATION_TABLE)) return true;
    const ours = new Set(this.dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name));
    const taken = await this.read.all<{ name: string }>(`SELECT name AS "name" FROM ${MIGRATION_TABLE}`);
    return taken.every(({ name }) => ours.has(name));
  }
}

function unfit(why: string, message: string): Problem {
  return new Problem(`database-${why}`, message, { status: 503, logLevel: 'error' });
}

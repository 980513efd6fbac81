import type { MigrationInterface, QueryRunner, Table, TableColumn } from 'typeorm';
import { migrations } from '../../src/cli/schema';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import type { Row, Value } from '../../src/platform/database/sql';
import { type Engine, forEachEngine, freshAddress } from '../support/database';

type Migration = new () => MigrationInterface;
type Contents = Map<string, Row[]>;

const ROWS = 2;

/** A value of the type of the column, another for each n; short enough for the column. */
function valueFor({ type, length }: TableColumn, n: number): Value {
  if (/int/.test(type)) return n;
  if (/uuid/.test(type) || length === '36') return `0190a3b4-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const day = new Date(Date.UTC(2026, 0, 1 + n)).toISOString();
  if (/^timestamp/.test(type) || length === '24') return day;
  if (/^date$/.test(type) || length === '10') return day.slice(0, 10);
  // also good where JSON is read
  return type === 'text' ? JSON.stringify({ n }) : n.toString(36).padStart(Math.min(Number(length), 4), '0');
}

/** A database that goes from one release to the next, with rows in every table on each. */
class Ladder {
  private made = 0;
  readonly filled = new Set<string>();
  private contents: Contents = new Map();

  constructor(
    private readonly address: string,
    private readonly all: readonly Migration[],
  ) {}

  /** To the state after so many migrations; gives what was lost on the way. Then fills what is still empty. */
  async climb(step: number): Promise<string[]> {
    const database = await openDatabase({ address: this.address, tables: [], migrations: this.all.slice(0, step) });
    const runner = database.dataSource.createQueryRunner();
    try {
      await database.migrate();
      const gone = lost(this.contents, await this.look(database));
      await this.fill(database, runner);
      this.contents = await this.look(database);
      return gone;
    } finally {
      await runner.release();
      await database.close();
    }
  }

  /** Rows in every table that is still empty; where a column may be empty one of them leaves it so. */
  private async fill(database: Database, runner: QueryRunner): Promise<void> {
    const tables = (await runner.getTables()).filter(isOurs);
    await database.work(async (work) => {
      for (const { name: full, columns } of tables) {
        const name = plain(full);
        if (await work.get(`SELECT 1 FROM ${name} LIMIT 1`)) continue;
        const into = columns.map((column) => `"${column.name}"`).join(', ');
        const marks = columns.map(() => '?').join(', ');
        for (let row = 0; row < ROWS; row++) {
          const n = ++this.made;
          const values = columns.map((column) => (column.isNullable && row === 0 ? null : valueFor(column, n)));
          await work.run(`INSERT INTO ${name} (${into}) VALUES (${marks})`, values);
        }
        this.filled.add(name);
      }
    });
  }

  /** What was filled and is still there. */
  private async look(database: Database): Promise<Contents> {
    const found: Contents = new Map();
    for (const name of this.filled) {
      const rows = await database.read.all(`SELECT * FROM ${name}`).catch(() => null);
      if (rows) found.set(name, rows);
    }
    return found;
  }
}

const plain = (name: string): string => name.replace(/^public\./, '');

/** Both engines list what describes the database itself too. */
function isOurs({ name, schema }: Table): boolean {
  return (!schema || schema === 'public') && !/^(migration$|sqlite_)/.test(plain(name));
}

/** What of `before` is missing or other in `after`: rows, looked at in the columns that both have. */
function lost(before: Contents, after: Contents): string[] {
  const faults: string[] = [];
  for (const [table, rows] of before) {
    const now = after.get(table);
    if (!now || rows.length === 0) continue;
    const common = Object.keys(rows[0]!).filter((column) => column in (now[0] ?? rows[0]!));
    const seen = (all: Row[]): string[] => all.map((row) => JSON.stringify(common.map((column) => row[column]))).sort();
    const left = new Set(seen(now));
    faults.push(
      ...seen(rows)
        .filter((row) => !left.has(row))
        .map((row) => `${table}: ${row}`),
    );
  }
  return faults;
}

async function withLadder(engine: Engine, all: readonly Migration[], climb: (ladder: Ladder) => Promise<void>) {
  const { address, remove } = await freshAddress(engine);
  try {
    await climb(new Ladder(address, all));
  } finally {
    await remove();
  }
}

/** Beside the first schema, so that there is always a next release to go to: one that is careful and one that is not. */
class Careful1999999999998 implements MigrationInterface {
  name = 'Careful1999999999998';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE sweep ADD COLUMN note varchar(10)');
  }
  async down(): Promise<void> {}
}
class Careless1999999999999 implements MigrationInterface {
  name = 'Careless1999999999999';
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM sweep');
  }
  async down(): Promise<void> {}
}

forEachEngine('migrations with rows in every table', (engine) => {
  it('lose and change nothing, from each release to the next', async () => {
    await withLadder(engine, migrations, async (ladder) => {
      for (let step = 1; step <= migrations.length; step++) {
        expect({ step, lost: await ladder.climb(step) }).toEqual({ step, lost: [] });
        expect(ladder.filled.size).toBeGreaterThan(10);
      }
    });
  });

  it('would show a migration that loses rows, and none that keeps them', async () => {
    await withLadder(engine, [migrations[0]!, Careful1999999999998, Careless1999999999999], async (ladder) => {
      await ladder.climb(1);
      expect(await ladder.climb(2)).toEqual([]);
      expect(await ladder.climb(3)).toHaveLength(ROWS);
    });
  });

  it('are done once where two processes begin at the same time', async () => {
    const { address, remove } = await freshAddress(engine);
    const open = () => openDatabase({ address, tables: [], migrations });
    const both = await Promise.all([open(), open()]);
    const outcome = await Promise.allSettled(both.map((database) => database.migrate()));
    await Promise.all(both.map((database) => database.close()));
    await remove();
    const done = outcome.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    expect(done.sort()).toEqual(migrations.map(({ name }) => name).sort());
  });
});

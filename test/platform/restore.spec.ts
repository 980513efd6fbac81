import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import BetterSqlite3 from 'better-sqlite3';
import { assignmentExport } from '../../src/cli/export/assignments';
import { auditExport, processingExport } from '../../src/cli/export/audit';
import { dossierExport } from '../../src/cli/export/dossiers';
import type { Cell } from '../../src/cli/export/export-table';
import { signalExport } from '../../src/cli/export/signals';
import { trajectoryExport } from '../../src/cli/export/trajectories';
import { migrations, tables } from '../../src/cli/schema';
import { Outbox } from '../../src/jobs/outbox';
import { SystemClock } from '../../src/platform/clock';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { readSettings } from '../../src/platform/settings';
import { fillRegion } from '../bench/fill-region';
import { type Engine, freshAddress, freshDatabase } from '../support/database';
import { describeWhere } from '../support/not-run';
import { binaries, hasPostgres } from '../support/postgres';

const execute = promisify(execFile);
const EXPORTS = [signalExport, dossierExport, trajectoryExport, assignmentExport, auditExport, processingExport];
const PUPILS = 60;

/** Where a tool of PostgreSQL is: beside the server, so that the versions agree, else in PATH. */
function tool(name: string): string | undefined {
  const folders = [binaries() ?? '', ...(process.env['PATH'] ?? '').split(delimiter)].filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}

/** As config/deploy/README.md says: while everybody works on. Gives the file of the copy. */
type Copy = (address: string, file: string) => Promise<unknown>;
type Restore = (file: string, empty: string) => Promise<unknown>;

const HOW: Record<Engine, { copy: Copy; restore: Restore }> = {
  sqlite: {
    copy: async (address, file) => {
      const handle = new BetterSqlite3(address, { readonly: true });
      await handle.backup(file).finally(() => handle.close());
    },
    restore: async (file, empty) => {
      const handle = new BetterSqlite3(file, { readonly: true });
      await handle.backup(empty).finally(() => handle.close());
    },
  },
  postgres: {
    copy: (address, file) => execute(tool('pg_dump')!, ['--format=custom', `--file=${file}`, address]),
    restore: (file, empty) =>
      execute(tool('pg_restore')!, ['--no-owner', '--exit-on-error', `--dbname=${empty}`, file]),
  },
};

function rehearsed(engine: Engine): void {
  const encryption = new Encryption(newSecret());
  let folder: string;
  let original: Awaited<ReturnType<typeof freshDatabase>>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-copy-'));
    original = await freshDatabase(engine);
    await fillRegion(original.database, encryption, { pupils: PUPILS, records: 3, dossiers: true });
  });
  afterAll(async () => {
    await original.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const exported = async ({ read }: Database): Promise<Cell[][][]> => {
    const settings = readSettings({});
    const all: Cell[][][] = [];
    for (const { rows } of EXPORTS) {
      const found: Cell[][] = [];
      for await (const row of rows(read, encryption, settings)) found.push(row);
      all.push(found);
    }
    return all;
  };
  const everything = async ({ read }: Database): Promise<Record<string, unknown[]>> => {
    const all: Record<string, unknown[]> = {};
    for (const { name, primaryKey } of tables) {
      all[name] = await read.all(`SELECT * FROM ${name} ORDER BY ${primaryKey.join(', ')}`);
    }
    return all;
  };

  it('comes back whole in an empty database, as it was when the copy was made', async () => {
    const before = [await exported(original.database), await everything(original.database)];
    const outbox = new Outbox(new SystemClock());
    const file = join(folder, 'copy');
    // what is under way is not in the copy, and does not stop it
    await original.database.work(async (work) => {
      await outbox.add(work, 'verdeel', ['']);
      await HOW[engine].copy(original.path, file);
    });
    const empty = await freshAddress(engine);
    await HOW[engine].restore(file, empty.address);
    const restored = await openDatabase({ address: empty.address, tables, migrations });
    try {
      await restored.requireCurrent();
      expect([await exported(restored), await everything(restored)]).toEqual(before);
      expect((before[0] as Cell[][][])[0]).toHaveLength(PUPILS);
      // and it is one to work on: its keys and indexes came along
      await restored.work((work) => outbox.add(work, 'verdeel', ['', '']));
      await restored.work((work) => outbox.add(work, 'verdeel', ['']));
      expect(await restored.read.all('SELECT kind FROM outbox')).toEqual([{ kind: 'verdeel' }]);
    } finally {
      await restored.close();
      await empty.remove();
    }
  });
}

describe('a copy that is restored [SQLite]', () => rehearsed('sqlite'));
describeWhere(
  hasPostgres() && tool('pg_dump') !== undefined && tool('pg_restore') !== undefined,
  'PostgreSQL with pg_dump and pg_restore',
  'a copy that is restored [PostgreSQL]',
  () => rehearsed('postgres'),
);

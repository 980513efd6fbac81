import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../config/build.cjs';
import { fillRegister, writeAbsenceFile } from '../bench/import';

const root = join(__dirname, '..', '..');

const ROWS = 1_000_000;
const MOST_MIB = 300;
const long = process.env.LEERSPOOR_LANG === '1' ? it : it.skip;

const SIDE = `
  const [bench, database, file, rows] = process.argv.slice(1);
  require(bench).importFile(database, file, Number(rows)).then(() =>
    process.stdout.write(String(process.resourceUsage().maxRSS / 1024)));`;

long(
  'a file of a million rows is imported within 300 MiB',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leerspoor-geheugen-'));
    try {
      const database = join(folder, 'register.db');
      const file = join(folder, 'verzuim.csv');
      await fillRegister(database);
      await writeAbsenceFile(file, ROWS);
      // what a user runs is compiled: this process would measure Jest
      build({ whereNeeded: true });
      const bench = join(root, 'dist', 'test', 'bench', 'import.js');
      const measured = spawnSync(process.execPath, ['-e', SIDE, bench, database, file, String(ROWS)], {
        cwd: root,
        encoding: 'utf8',
      });
      expect(measured.stderr).toBe('');
      expect(Number(measured.stdout)).toBeGreaterThan(50);
      expect(Number(measured.stdout)).toBeLessThan(MOST_MIB);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  900_000,
);

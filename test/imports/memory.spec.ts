import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../config/build.cjs';

const root = join(__dirname, '..', '..');

const MOST_MIB = 300;
// a file this long has reached the highest peak but for the last tenth
const [ROWS, TIME] = process.env.LEERSPOOR_LANG === '1' ? [1_000_000, 900_000] : [120_000, 120_000];

const MEASURE = `
  const [bench, folder, rows] = process.argv.slice(1);
  require(bench).peakOfCommand(folder, Number(rows), 1).then(([peak]) => process.stdout.write(String(peak)));`;

it(
  `a file of ${ROWS} rows in random order is imported by the command within ${MOST_MIB} MiB`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'leerspoor-geheugen-'));
    try {
      // what a user runs is compiled: this process would measure Jest
      build({ whereNeeded: true });
      const bench = join(root, 'dist', 'test', 'bench', 'memory.js');
      const measured = spawnSync(process.execPath, ['-e', MEASURE, bench, folder, String(ROWS)], {
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
  TIME,
);

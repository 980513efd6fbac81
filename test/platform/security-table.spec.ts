import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const rows = readFileSync(join(root, 'SECURITY.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('.spec.ts'));

/** "`file` "one", "two", `other` "three"" into pairs of a file and the name of a test. */
function testsIn(row: string): [file: string, name: string][] {
  const shown = row.split('|')[3]!;
  return [...shown.matchAll(/`([^`]+)`([^`]*)/g)].flatMap(([, file, names]) =>
    [...names!.matchAll(/"([^"]+)"/g)].map(([, name]): [string, string] => [file!, name!]),
  );
}

describe('the table of threats in SECURITY.md', () => {
  it('names a test for each threat', () => {
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((row) => testsIn(row).length === 0)).toEqual([]);
  });

  it.each(rows.flatMap(testsIn))('names a test that is there: %s "%s"', (file, name) => {
    const path = join(root, file);
    expect(existsSync(path) ? readFileSync(path, 'utf8') : 'no such file').toContain(name);
  });
});

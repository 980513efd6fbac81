import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withStateDiagrams } from '../../src/cli/state-diagrams';
import { projectRoot } from '../../src/platform/config-file';

describe('the state diagrams in the README', () => {
  const readme = readFileSync(join(projectRoot(), 'README.md'), 'utf8');

  it('are those of the literals: run npm run toestanden where this fails', () => {
    expect(withStateDiagrams(readme)).toBe(readme);
  });

  it('would be found to differ where one step were missing', () => {
    const drifted = readme.replace('  nieuw --> in_behandeling: In behandeling nemen (gemeente)\n', '');
    expect(drifted).not.toBe(readme);
    expect(withStateDiagrams(drifted)).toBe(readme);
  });

  it('need their marks', () => {
    expect(() => withStateDiagrams('zonder')).toThrow('mist');
  });
});

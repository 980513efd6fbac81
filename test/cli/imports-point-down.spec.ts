import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
interface Message {
  ruleId: string | null;
  message: string;
}

const SAMPLES = {
  upward: {
    file: 'src/jobs/kinds.ts',
    code: `
      import { a } from '../cases/sweep';
      import type { B } from '../signals/tables';
      export { c } from '../web/layout/page';
      export * from '../cli/schema';
      export const d = () => import('../imports/tables');
      export type E = import('../access/tables').Something;
      export const f = (x: B) => [a, x];`,
  },
  downward: {
    file: 'src/jobs/kinds.ts',
    code: `
      import { a } from './outbox';
      import { b } from '../platform/errors';
      import { c } from '../law/day';
      import { d } from 'some-library';
      export const all = [a, b, c, d];`,
  },
  libraries: {
    file: 'src/law/day.ts',
    code: `
      import { addDays } from 'date-fns';
      import { differenceInDays } from 'date-fns/differenceInDays';
      import { Injectable } from '@nestjs/common';
      import { readFileSync } from 'node:fs';
      export const all = [addDays, differenceInDays, Injectable, readFileSync];`,
  },
  fromTheRoof: { file: 'src/cli/commands/import.ts', code: `export { x } from '../../web/x';` },
  toTheRoof: { file: 'src/web/layout/page.tsx', code: `export { x } from '../../cli/schema';` },
} as const;

/** The house's own configuration, in a process of its own: ESLint loads it as a module, which Jest cannot. */
function lintSamples(): Record<keyof typeof SAMPLES, string[]> {
  const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'test', 'support', 'lint-samples.mjs')], {
    cwd: ROOT,
    input: JSON.stringify(Object.values(SAMPLES)),
    encoding: 'utf8',
  });
  if (stderr) throw new Error(stderr);
  const results = JSON.parse(stdout) as Message[][];
  const ours = results.map((messages) => {
    expect(messages.filter(({ ruleId }) => ruleId === null)).toEqual([]); // all of it could be read
    return messages.filter(({ ruleId }) => ruleId === 'leerspoor/imports-point-down').map(({ message }) => message);
  });
  return Object.fromEntries(Object.keys(SAMPLES).map((name, i) => [name, ours[i]])) as never;
}

describe('the direction of imports', () => {
  let said: ReturnType<typeof lintSamples>;

  beforeAll(() => {
    said = lintSamples();
  });

  it('refuses every way of importing from a room above', () => {
    expect(said.upward).toEqual(
      ['cases', 'signals', 'web', 'cli', 'imports', 'access'].map(
        (room) => `Imports point down: jobs/ may not import from ${room}.`,
      ),
    );
    expect(said.toTheRoof).toEqual(['Imports point down: web/ may not import from cli.']);
  });

  it('lets a room import from itself and from those below', () => {
    expect(said.downward).toEqual([]);
    expect(said.fromTheRoof).toEqual([]);
  });

  it('keeps law/ free of libraries but date-fns', () => {
    const fault = 'law/ is pure and imports no library but date-fns.';
    expect(said.libraries).toEqual([fault, fault]);
  });
});

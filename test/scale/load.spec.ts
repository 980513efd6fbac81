import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ensureBuilt } from '../support/process';

const LOAD = join(__dirname, '..', '..', 'dist', 'test', 'bench', 'load', 'index.js');
// at the pace of a real morning most schools would send nothing in so short a time
const SHORT = ['--seconden', '6', '--opwarmen', '2', '--tempo', '30'];
const SMALL = ['--klein', '--scholen', '4', '--medewerkers', '4', '--leerlingen', '300', '--json'];

interface Outcome {
  routes: { route: string; requests: number; p50: number; p99: number; errors: object }[];
  imports: { files: number; rows: number; failed: number };
  memory: Record<string, number[]>;
  waiting: number;
}

beforeAll(ensureBuilt, 240_000);

it('loads a small region for some seconds, without an error, and says how it went', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [LOAD, ...SMALL, ...SHORT]);
  const { routes, imports, memory } = JSON.parse(stdout) as Outcome;
  expect(routes.map(({ route }) => route).sort()).toEqual(['GET dossier', 'GET werklijst', 'POST verzuimregistraties']);
  for (const { requests, errors, p50, p99 } of routes) {
    expect(requests).toBeGreaterThan(0);
    expect(errors).toEqual({});
    expect(p99).toBeGreaterThanOrEqual(p50);
  }
  expect(imports).toMatchObject({ files: expect.any(Number), failed: 0 });
  expect(imports.rows).toBeGreaterThan(0);
  expect(memory['server']!.every((mib) => mib > 50)).toBe(true);
}, 240_000);

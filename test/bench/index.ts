/** `npm run bench`, `npm run bench -- NAME`, `--json`: each benchmark next to its limit in the same run. */
import 'reflect-metadata';
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { BenchResult } from './measure';

const NAMES = [
  'law',
  'judge',
  'import',
  'memory',
  'postgres-import',
  'queue',
  'work-list',
  'scope',
  'api',
  'api-intake',
  'scale',
  'vsv',
  'vsv-land',
  'telling',
];

/** Each in a process of its own, so that one does not warm up or burden the other. */
function measure(name: string): Promise<BenchResult> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, ['--meet', name]);
    let result: BenchResult | null = null;
    child.on('message', (message) => (result = message as BenchResult));
    child.on('error', reject);
    child.on('exit', (code) => (result ? resolve(result) : reject(new Error(`meting ${name} stopte met ${code}`))));
  });
}

function inWords({ name, value, unit, limit, ratio, runs, min, max }: BenchResult): string {
  const number = (n: number) => n.toLocaleString('nl-NL').padStart(10);
  const spread = runs > 1 ? `, ${runs} keer: ${number(min).trim()} tot ${number(max).trim()}` : '';
  return `${name.padEnd(8)} ${number(value)} ${unit.padEnd(13)} grens ${number(limit)}, verhouding ${ratio}${spread}`;
}

async function main(args: string[]): Promise<void> {
  const json = args.includes('--json');
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const unknown = asked.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`Onbekende meting: ${unknown.join(', ')}. Er zijn: ${NAMES.join(', ')}.\n`);
    process.exitCode = 2;
    return;
  }
  for (const name of asked.length > 0 ? asked : NAMES) {
    const result = await measure(name);
    process.stdout.write(`${json ? JSON.stringify(result) : inWords(result)}\n`);
  }
}

async function measureHere(name: string): Promise<void> {
  const { run } = (await import(join(__dirname, name))) as { run: () => Promise<BenchResult> };
  process.send!(await run());
  process.disconnect();
}

if (process.argv[2] === '--meet') void measureHere(process.argv[3]!);
else
  main(process.argv.slice(2)).catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });

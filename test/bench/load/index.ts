/**
 * `npm run load`: a mixed morning on this machine alone. Schools post absence, officers open their work list and
 * dossiers, files are imported, for a minute. Says how many answers a second, how long they took, what went wrong, and
 * what memory the processes had; exit code 1 where anything went wrong.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { type Morning, morning } from './morning';

const options = {
  seconden: { type: 'string', default: '60' },
  scholen: { type: 'string', default: '200' },
  medewerkers: { type: 'string', default: '100' },
  leerlingen: { type: 'string', default: '20000' },
  klein: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

const number = (n: number): string => n.toLocaleString('nl-NL').padStart(9);

function* inWords({ seconds, shared, routes, imports, memory, waiting, drained }: Morning): Generator<string> {
  yield shared ? 'PostgreSQL en Redis, een server en twee werkers' : 'SQLite, een server';
  yield `${'route'.padEnd(26)}${['aantal', 'per s', 'p50 ms', 'p95 ms', 'p99 ms'].map((head) => head.padStart(9)).join('')}  fouten`;
  for (const { route, requests, perSecond, p50, p95, p99, errors } of routes) {
    const wrong = Object.entries(errors).map(([what, count]) => `${count} keer ${what}`);
    const figures = [requests, perSecond, p50, p95, p99].map(number).join('');
    yield `${route.padEnd(26)}${figures}  ${wrong.join(', ') || 'geen'}`;
  }
  yield `ingelezen: ${imports.files} bestanden, ${number(Math.round(imports.rows / seconds)).trim()} rijen/s, ${imports.failed} mislukt`;
  yield `taken die nog wachtten: ${waiting}, gedaan na ${drained} s`;
  for (const [name, mib] of Object.entries(memory)) yield `geheugen ${name} (MiB): ${mib.join(' ')}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const [seconds, schools, officers, pupils] = [
    ...[values.seconden, values.scholen, values.medewerkers, values.leerlingen],
  ].map(Number) as [number, number, number, number];
  const result = await morning({ pupils, schools, officers, small: values.klein }, seconds);
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else for (const line of inWords(result)) process.stdout.write(`${line}\n`);
  const wrong = result.routes.some(({ errors }) => Object.keys(errors).length > 0);
  if (wrong || result.imports.failed > 0) process.exitCode = 1;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

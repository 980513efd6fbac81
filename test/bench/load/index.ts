/**
 * `npm run load`: a mixed morning on this machine alone. Schools post absence, officers open their work list and
 * dossiers, files are imported, for a minute after a minute of warm-up. Says how many answers a second, how long
 * they took, what went wrong, and what processor and memory the processes had; exit code 1 where anything went wrong or
 * memory was not flat. `--tempo 10` lets everybody act ten times as often as on a real morning.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { growthOf } from './figures';
import { type Morning, morning } from './morning';

const options = {
  seconden: { type: 'string', default: '60' },
  opwarmen: { type: 'string', default: '60' },
  scholen: { type: 'string', default: '200' },
  medewerkers: { type: 'string', default: '100' },
  leerlingen: { type: 'string', default: '20000' },
  tempo: { type: 'string', default: '1' },
  klein: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

const number = (n: number): string => n.toLocaleString('nl-NL').padStart(9);

function* inWords(found: Morning): Generator<string> {
  const { seconds, shared, routes, imports, memory, processors, load, waiting, drained } = found;
  yield shared ? 'PostgreSQL en Redis, een server en twee werkers' : 'SQLite, een server';
  yield `${'route'.padEnd(26)}${['aantal', 'per s', 'p50 ms', 'p95 ms', 'p99 ms'].map((head) => head.padStart(9)).join('')}  fouten`;
  for (const { route, requests, perSecond, p50, p95, p99, errors } of routes) {
    const wrong = Object.entries(errors).map(([what, count]) => `${count} keer ${what}`);
    const figures = [requests, perSecond, p50, p95, p99].map(number).join('');
    yield `${route.padEnd(26)}${figures}  ${wrong.join(', ') || 'geen'}`;
  }
  yield `ingelezen: ${imports.files} bestanden, ${number(Math.round(imports.rows / seconds)).trim()} rijen/s, ${imports.failed} mislukt`;
  yield `taken die nog wachtten: ${waiting}, gedaan na ${drained} s`;
  yield `druk op deze machine: ${load.map((one) => one.toFixed(1)).join(' bij het begin, ')} aan het eind`;
  for (const [name, mib] of Object.entries(memory)) {
    const grown = growthOf(mib);
    const verdict = grown ? `${grown.flat ? 'vlak' : 'NIET VLAK'}, ${grown.growth} keer` : 'te kort om te zeggen';
    yield `${name}: ${processors[name]} processor, geheugen (MiB) ${mib.join(' ')}: ${verdict}`;
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const [seconds, warmUp, schools, officers, pupils, pace] = [
    ...[values.seconden, values.opwarmen, values.scholen, values.medewerkers, values.leerlingen, values.tempo],
  ].map(Number) as [number, number, number, number, number, number];
  const result = await morning({ pupils, schools, officers, small: values.klein }, { seconds, warmUp, pace });
  if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else for (const line of inWords(result)) process.stdout.write(`${line}\n`);
  const wrong = result.routes.some(({ errors }) => Object.keys(errors).length > 0);
  const grew = Object.values(result.memory).some((mib) => growthOf(mib)?.flat === false);
  if (wrong || grew || result.imports.failed > 0) process.exitCode = 1;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

/**
 * `npm run speed`: how long every page of the demonstration region (20,000 pupils) takes on the server, for each role,
 * asked for over HTTP one after the other. Exit code 1 where the p95 of a page is above `--grens` (100 ms). Beside it
 * the time of the processor that a page took: that says what a page costs on a machine that others use as well.
 * `--adres URL --logins FILE --proces PID` measures a server that runs, with the logins as `demo --json` printed them.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { addressOf } from '../../pages/addresses';
import { NOBODY, PAGES, PAGES_OF_MANY, type ShownPage } from '../../pages/pages';
import { processorOf } from '../load/figures';
import { start, waitFor } from '../load/processes';
import { Visitor } from './visitor';

const options = {
  keer: { type: 'string', default: '40' },
  leerlingen: { type: 'string', default: '20000' },
  grens: { type: 'string', default: '100' },
  pagina: { type: 'string', default: '' },
  adres: { type: 'string' },
  logins: { type: 'string' },
  proces: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Asked for before the clock counts: what is made once is made once a process, not once a visitor. */
const WARM_UP = 5;
const MADE_WITHIN_MS = 900_000;

interface Demonstration {
  adres: string;
  logins: { rol: string; gebruikersnaam: string; wachtwoord: string }[];
  /** of the server; null where it is not known */
  pid: number | null;
}

interface Measured {
  role: string;
  name: string;
  p50: number;
  p95: number;
  max: number;
  /** milliseconds of the processor, of one answer on average; null where the process is not known */
  cpu: number | null;
  /** bytes of the HTML */
  size: number;
}

const rounded = (n: number): number => Math.round(n * 10) / 10;

async function measure(visitor: Visitor, page: ShownPage, times: number, pid: number | null): Promise<Measured> {
  const address = await addressOf(async (path) => (await visitor.get(path)).text, page);
  const wanted = page.name === 'niet-gevonden' ? 404 : 200;
  const took: number[] = [];
  const processor = () => (pid === null ? 0 : processorOf(pid));
  let [size, before] = [0, 0];
  for (let i = -WARM_UP; i < times; i++) {
    if (i === 0) before = processor();
    const { status, text, milliseconds } = await visitor.get(address);
    if (status !== wanted) throw new Error(`${page.role}: ${page.name} geeft ${status}`);
    size = Buffer.byteLength(text);
    if (i >= 0) took.push(milliseconds);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => rounded(took[Math.ceil(took.length * share) - 1]!);
  const cpu = pid === null ? null : rounded((1_000 * (processor() - before)) / times);
  return { role: page.role, name: page.name, p50: at(0.5), p95: at(0.95), max: at(1), cpu, size };
}

async function measureAll({ adres, logins, pid }: Demonstration, pages: readonly ShownPage[], times: number) {
  const visitors = new Map([[NOBODY, new Visitor(adres)]]);
  for (const { rol, gebruikersnaam, wachtwoord } of logins) {
    const visitor = new Visitor(adres);
    await visitor.login(gebruikersnaam, wachtwoord);
    visitors.set(rol, visitor);
  }
  const found: Measured[] = [];
  for (const page of pages) found.push(await measure(visitors.get(page.role)!, page, times, pid));
  return found;
}

/** A demonstration of its own, in a folder that goes afterwards. */
async function inOwnDemonstration<T>(pupils: string, look: (of: Demonstration) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-snelheid-'));
  const env = { PORT: '0', LEERSPOOR_VERZOEKEN_PER_MINUUT: '100000' };
  const running = start(['demo', '--json', '--leerlingen', pupils], env, folder);
  try {
    const [told] = await waitFor(running, /^\{[\s\S]*\}\s*$/, MADE_WITHIN_MS);
    return await look({ ...(JSON.parse(told) as Demonstration), pid: running.child.pid ?? null });
  } finally {
    running.child.kill('SIGTERM');
    await running.ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const all = [...PAGES, ...PAGES_OF_MANY];
  const pages = all.filter(({ role, name }) => `${role}: ${name}`.includes(values.pagina));
  const look = (of: Demonstration) => measureAll(of, pages, Number(values.keer));
  const known = values.logins === undefined ? null : (JSON.parse(readFileSync(values.logins, 'utf8')) as Demonstration);
  const found =
    known && values.adres !== undefined
      ? await look({ ...known, adres: values.adres, pid: values.proces === undefined ? null : Number(values.proces) })
      : await inOwnDemonstration(values.leerlingen, look);
  const slow = found.filter(({ p95 }) => p95 > Number(values.grens));
  if (values.json) for (const one of found) process.stdout.write(`${JSON.stringify(one)}\n`);
  else {
    const cells = (numbers: readonly (number | string)[]) => numbers.map((n) => String(n).padStart(9)).join('');
    process.stdout.write(`${'pagina'.padEnd(46)}${cells(['p50 ms', 'p95 ms', 'max ms', 'cpu ms', 'bytes'])}\n`);
    for (const { role, name, p50, p95, max, cpu, size } of found) {
      process.stdout.write(`${`${role}: ${name}`.padEnd(46)}${cells([p50, p95, max, cpu ?? '', size])}\n`);
    }
    process.stdout.write(`${found.length} pagina's, ${slow.length} boven ${values.grens} ms (p95)\n`);
  }
  if (slow.length > 0) process.exitCode = 1;
}

main().catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { type RouteFigures, Figures, memoryOf, processorOf } from './figures';
import { run, start, type Started, waitFor } from './processes';
import { makeRegion, type Region, type School, type Size } from './region';

/** an answer that takes longer than this is none */
const LIMIT_MS = 15_000;
/**
 * The pace of a morning, each pause half to one and a half times so long. A school's system sends what was registered
 * every half minute (200 schools: 2,000 records a minute, as many as 200 schools of 1,000 pupils have in a whole morning
 * with 1 in 100 absent); an officer opens a page every five seconds; files come one every twenty seconds, as large as
 * the day of a large city.
 */
const SCHOOL_MS = 30_000;
const OFFICER_MS = 5_000;
const IMPORT_MS = 20_000;
const RECORDS = 5;
const IMPORT_ROWS = 5_000;
const DOSSIERS_OF_LIST = 3;
const LOOK_MS = 5_000;
const DRAIN_MS = 120_000;

export interface Morning {
  /** the warm-up included */
  seconds: number;
  shared: boolean;
  routes: RouteFigures[];
  imports: { files: number; rows: number; failed: number };
  /** MiB of each process, in the order of the looks; the warm-up is left out */
  memory: Record<string, number[]>;
  /** processors that each process kept busy; imports, the database and Redis are not in it */
  processors: Record<string, number>;
  /** what else went on here: processes that ran or wanted to, averaged over a minute, at the begin and at the end */
  load: [number, number];
  /** what came in and was not judged yet when the time was over, and the seconds until it was */
  waiting: number;
  drained: number;
}

export interface Time {
  seconds: number;
  warmUp: number;
  /** how many times as often as on a real morning everybody acts */
  pace: number;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const about = (milliseconds: number): number => milliseconds * (0.5 + Math.random());

/** Everybody at work for so long after the warm-up, on this machine alone; nothing of it stays behind. */
export async function morning(size: Size, time: Time): Promise<Morning> {
  const region = await makeRegion(size);
  const processes: Record<string, Started> = {};
  try {
    processes['server'] = start(['serve'], { ...region.env, PORT: '0' });
    const address = (await waitFor(processes['server'], /luistert op (http:\S+)\n/))[1]!;
    for (const worker of region.shared ? ['worker 1', 'worker 2'] : []) {
      processes[worker] = start(['worker'], region.env);
      await waitFor(processes[worker], /^Leerspoor werkt taken/);
    }
    return await work(region, address, processes, time);
  } finally {
    for (const { child } of Object.values(processes)) child.kill('SIGTERM');
    for (const { ended } of Object.values(processes)) await ended;
    await region.leave();
  }
}

async function work(
  region: Region,
  address: string,
  processes: Record<string, Started>,
  { seconds, warmUp, pace }: Time,
): Promise<Morning> {
  const figures = new Figures();
  const until = Date.now() + (warmUp + seconds) * 1_000;
  const memory: Record<string, number[]> = Object.fromEntries(Object.keys(processes).map((name) => [name, []]));
  const busy = () => Object.entries(processes).map(([name, { child }]) => [name, processorOf(child.pid!)] as const);
  const load: [number, number] = [loadavg()[0]!, 0];
  let before: Record<string, number> = {};
  const watch = async () => {
    await pause(warmUp * 1_000);
    figures.warm();
    before = Object.fromEntries(busy());
    while (Date.now() < until) {
      await pause(Math.min(LOOK_MS, Math.max(0, until - Date.now())));
      for (const [name, { child }] of Object.entries(processes)) memory[name]!.push(memoryOf(child.pid!));
    }
  };
  const [imports] = await Promise.all([
    importing(region, pace, until),
    watch(),
    ...region.schools.map((school, i) => posting(figures, address, school, i, pace, until)),
    ...region.officers.map((cookie) => looking(figures, address, cookie, pace, until)),
  ]);
  const routes = figures.all(seconds);
  const processors = Object.fromEntries(
    busy().map(([name, used]) => [name, Math.round(((used - before[name]!) / seconds) * 100) / 100]),
  );
  load[1] = loadavg()[0]!;
  const begin = Date.now();
  const waiting = await region.waiting();
  while ((await region.waiting()) > 0 && Date.now() - begin < DRAIN_MS) await pause(500);
  const drained = Math.round((Date.now() - begin) / 100) / 10;
  return {
    seconds: seconds + warmUp,
    shared: region.shared,
    routes,
    imports,
    memory,
    processors,
    load,
    waiting,
    drained,
  };
}

/** The system of a school that sends what was registered. */
async function posting(
  figures: Figures,
  address: string,
  school: School,
  n: number,
  pace: number,
  until: number,
): Promise<void> {
  const headers = { authorization: `Bearer ${school.key}`, 'content-type': 'application/json' };
  for (let sent = 0; ;) {
    await pause(about(SCHOOL_MS / pace));
    if (Date.now() > until) return;
    const registraties = Array.from({ length: RECORDS }, () => ({
      ...{ registratienummer: `L${n}-${++sent}`, pgn: school.pgns[sent % school.pgns.length] },
      ...{ brin: school.location.slice(0, 4), vestiging: school.location, datum: '2026-03-24' },
      ...{ uren: 1, soort: sent % 3 === 0 ? 'ongeoorloofd' : 'ziek' },
    }));
    const body = JSON.stringify({ registraties });
    const url = `${address}/api/v1/verzuimregistraties`;
    await figures.ask('POST verzuimregistraties', url, { method: 'POST', headers, body }, LIMIT_MS);
  }
}

/** An officer: the work list, and some of the dossiers on it. */
async function looking(
  figures: Figures,
  address: string,
  cookie: string,
  pace: number,
  until: number,
): Promise<void> {
  const open = async (route: string, path: string) => {
    await pause(about(OFFICER_MS / pace));
    if (Date.now() > until) return undefined;
    return figures.ask(route, `${address}${path}`, { headers: { cookie } }, LIMIT_MS);
  };
  while (Date.now() < until) {
    const list = (await open('GET werklijst', '/dossiers')) ?? '';
    const found = [...new Set(list.match(/\/dossiers\/[0-9a-f]{8}-[0-9a-f-]{27}/g))];
    for (const path of found.slice(0, DOSSIERS_OF_LIST)) await open('GET dossier', path);
  }
}

/** Files, each with other numbers; never two at once. */
async function importing({ env, schools, folder }: Region, pace: number, until: number): Promise<Morning['imports']> {
  const done = { files: 0, rows: 0, failed: 0 };
  while (Date.now() < until) {
    const path = join(folder, 'verzuim.csv');
    const rows = Array.from({ length: IMPORT_ROWS }, (_, i) => {
      const { location, pgns } = schools[i % schools.length]!;
      const [pgn, brin, place] = [pgns[i % pgns.length], location.slice(0, 4), location.slice(4)];
      return `I${done.files}-${i};${pgn};${brin};${place};2026-03-${10 + (i % 7)};1.00;ziek;nee`;
    });
    writeFileSync(path, `registratienummer;pgn;brin;vestiging;datum;uren;soort;hele_dag\n${rows.join('\n')}\n`);
    const { code } = await run(['import', 'verzuim', path, '--json'], env);
    done.files++;
    if (code === 0) done.rows += IMPORT_ROWS;
    else done.failed++;
    await pause(Math.min(about(IMPORT_MS / pace), Math.max(0, until - Date.now())));
  }
  return done;
}

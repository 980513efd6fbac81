import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoDay, generateDemo } from '../../src/cli/demo/generate-demo';
import { type Ended, ensureBuilt, leerspoor, start } from '../support/process';
import { chance } from './support/chance';
import { lookInside, type Region } from './support/region';

const PUPILS = 1_200;
const SEED = 20260731;
const KILLS = process.env['LEERSPOOR_LANG'] ? 50 : 6;
const KILLS_PER_STEP = process.env['LEERSPOOR_LANG'] ? 2 : 1;

/** no signal hangs on these */
const BESIDE_THE_POINT = ['contactpersonen', 'vsv-status'];

interface Step {
  args: string[];
  /** whether it is worth killing */
  heavy: boolean;
}

interface Run extends Ended {
  /** how long the process lived, and how long after its first commit */
  lived: number;
  wrote: number;
}

/** When to kill: so many milliseconds after the start, or after the first commit. */
interface Kill {
  after: 'start' | 'commit';
  milliseconds: number;
}

async function runStep(step: Step, env: Record<string, string>, kill?: Kill): Promise<Run> {
  const journal = `${env['LEERSPOOR_DATABASE']}-wal`;
  const state = (): string => {
    const file = statSync(journal, { throwIfNoEntry: false });
    return file && file.size > 0 ? `${file.size} ${file.mtimeMs}` : '';
  };
  const before = state();
  const begun = Date.now();
  let firstCommit = 0;
  const running = start(step.args, env);
  const killLater = (moment: Kill['after']): void => {
    if (kill?.after === moment) setTimeout(() => running.child.kill('SIGKILL'), kill.milliseconds);
  };
  killLater('start');
  const watch = setInterval(() => {
    const now = state();
    if (firstCommit > 0 || now === before || now === '') return;
    firstCommit = Date.now();
    killLater('commit');
  }, 2);
  const ended = await running.ended;
  clearInterval(watch);
  return { ...ended, lived: Date.now() - begun, wrote: firstCommit > 0 ? Date.now() - firstCommit : 0 };
}

/** Somewhere in the life of the process, or in the part of it in which it commits. */
function aim({ lived, wrote }: Run, random: () => number): Kill {
  const anywhere = random() < 0.5;
  return { after: anywhere ? 'start' : 'commit', milliseconds: random() * (anywhere ? lived : wrote) };
}

describe('kill -9 at random moments of import and work', () => {
  let folder: string;
  let steps: Step[];
  let undisturbed: Region;
  const undisturbedRuns = new Map<Step, Run>();

  const environment = (name: string): Record<string, string> => ({
    LEERSPOOR_DATABASE: join(folder, `${name}.db`),
    LEERSPOOR_PEILDATUM: demoDay(),
  });

  beforeAll(async () => {
    ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-kill-'));
    const { files } = await generateDemo({ seed: SEED, folder: join(folder, 'bestanden'), pupils: PUPILS });
    const importing = files
      .filter(({ soort }) => !BESIDE_THE_POINT.includes(soort))
      .map(({ soort, path }) => ({
        args: ['import', soort, path, '--json'],
        heavy: ['leerlingen', 'inschrijvingen', 'verzuim'].includes(soort),
      }));
    const work = { args: ['werk', '--tot-leeg'], heavy: true };
    steps = [...importing, work, { args: ['peil'], heavy: true }, { ...work }];
    const env = environment('ongestoord');
    expect(await leerspoor(['migrate'], env)).toMatchObject({ code: 0 });
    for (const step of steps) {
      const run = await runStep(step, env);
      expect(run).toMatchObject({ code: 0 });
      undisturbedRuns.set(step, run);
    }
    undisturbed = await lookInside(env);
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has something to lose', () => {
    expect(undisturbed.signals.length).toBeGreaterThan(20);
    expect(undisturbed.absence).toBeGreaterThan(1_000);
    expect(undisturbed.faults).toEqual([]);
  });

  it(
    `stands as if undisturbed after ${KILLS} kills`,
    async () => {
      const random = chance(SEED);
      for (let kills = 0, round = 1; kills < KILLS; round++) {
        const env = environment(`ronde-${round}`);
        expect(await leerspoor(['migrate'], env)).toMatchObject({ code: 0 });
        for (const step of steps) {
          let atMost = step.heavy ? Math.min(KILLS_PER_STEP, KILLS - kills) : 0;
          for (;;) {
            const kill = atMost-- > 0 ? aim(undisturbedRuns.get(step)!, random) : undefined;
            const { code, stderr } = await runStep(step, env, kill);
            if (code === 0) break;
            expect({ code, stderr }).toMatchObject({ code: null }); // nothing but a kill may end it
            kills++;
          }
        }
        expect(await lookInside(env)).toEqual(undisturbed);
        expect(round).toBeLessThan(60);
      }
    },
    KILLS * 30_000,
  );
});

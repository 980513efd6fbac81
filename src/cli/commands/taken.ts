import type { Job, JobCount, Queue } from '../../jobs/queue';
import { UsageProblem } from '../../platform/errors';
import { dutchNumber, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

const SHOWN = 100;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Options {
  mislukt?: boolean;
  opnieuw?: string[] | true;
  json?: boolean;
}

export const takenCommand: AddCommand = (program, run, around) => {
  program
    .command('taken')
    .description('toont wat wacht en wat mislukte in de wachtrij')
    .option('--mislukt', 'toont alleen wat mislukte')
    .option('--opnieuw [id...]', 'zet mislukte taken terug in de wachtrij: deze, of zonder id alle')
    .option('--json', 'geeft één JSON-object')
    .action((options: Options) =>
      run(async () => {
        const ids = Array.isArray(options.opnieuw) ? options.opnieuw : [];
        const wrong = ids.find((id) => !UUID.test(id));
        if (wrong !== undefined) throw new UsageProblem(`${wrong} is geen nummer van een taak.`);
        return withApp(around, async ({ app }) => {
          const queue = app.get((await import('../../jobs/queue')).Queue);
          return options.opnieuw ? retry(queue, ids, options) : show(queue, options);
        });
      }),
    );
};

async function retry(queue: Queue, ids: string[], { json }: Options): Promise<ExitCode> {
  const count = await queue.retry(ids.map((id) => id.toLowerCase()));
  if (json) await writeJson({ opnieuw: count });
  else await writeLine(`${dutchNumber(count)} taken wachten opnieuw.`);
  return 0;
}

async function show(queue: Queue, { mislukt, json }: Options): Promise<ExitCode> {
  const state = mislukt ? 'mislukt' : undefined;
  const [jobs, all] = await Promise.all([queue.list({ state, limit: SHOWN }), queue.counts()]);
  const counts = all.filter((count) => !state || count.state === state);
  if (json) await writeJson({ aantallen: counts.map(countInDutch), taken: jobs.map(jobInDutch) });
  else for (const line of describe(counts, jobs)) await writeLine(line);
  return 0;
}

const countInDutch = ({ kind, state, count }: JobCount) => ({ soort: kind, staat: state, aantal: count });

const jobInDutch = ({ id, kind, state, attempts, since, lastError }: Job) => ({
  ...{ id, soort: kind, staat: state },
  ...{ pogingen: attempts, sinds: since, fout: lastError },
});

function describe(counts: JobCount[], jobs: Job[]): string[] {
  if (counts.length === 0) return ['Er staat niets in de wachtrij.'];
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return [
    ...counts.map(({ kind, state, count }) => `${kind} (${state}): ${dutchNumber(count)}`),
    '',
    ...jobs.map(
      ({ id, kind, state, attempts, since, lastError }) =>
        `${id}  ${kind}  ${state}  sinds ${since}  pogingen ${attempts}${lastError ? `  fout ${lastError}` : ''}`,
    ),
    ...(total > jobs.length ? [`… en nog ${dutchNumber(total - jobs.length)}.`] : []),
  ];
}

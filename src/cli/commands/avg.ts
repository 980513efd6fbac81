import { readSettings } from '../../platform/settings';
import { write, writeJson } from '../output';
import type { AddCommand, ExitCode, Surroundings } from '../program';

interface Options {
  json?: boolean;
}

export const avgCommand: AddCommand = (program, run, around) => {
  const avg = program
    .command('avg')
    .description('verantwoording: register van verwerkingen, en het begin van een DPIA');
  avg
    .command('register')
    .description(
      'register van verwerkingsactiviteiten (AVG art. 30), uit de regels en instellingen van nu, als Markdown',
    )
    .option('--json', 'geeft één JSON-object')
    .action((options: Options) => run(() => register(options, around)));
  avg
    .command('dpia')
    .description('begin van een gegevensbeschermingseffectbeoordeling (AVG art. 35), als Markdown')
    .option('--json', 'geeft één JSON-object')
    .action((options: Options) => run(() => dpia(options, around)));
};

async function register({ json }: Options, around: Surroundings): Promise<ExitCode> {
  const made = await makeRegister(around);
  const { registerMarkdown } = await import('../../retention/register/write-markdown');
  await (json ? writeJson(made) : write(registerMarkdown(made)));
  return 0;
}

async function dpia({ json }: Options, around: Surroundings): Promise<ExitCode> {
  const [{ dpiaOf }, { dpiaMarkdown }] = await Promise.all([
    import('../../retention/register/dpia'),
    import('../../retention/register/write-markdown'),
  ]);
  const made = dpiaOf(await makeRegister(around));
  await (json ? writeJson(made) : write(dpiaMarkdown(made)));
  return 0;
}

/** Needs no database: everything in it is a rule of the program or a setting. */
async function makeRegister({ env }: Surroundings) {
  const settings = readSettings(env);
  const [{ tables }, { registerOf }, { readConfig }, { makeClock }] = await Promise.all([
    import('../schema'),
    import('../../retention/register/register'),
    import('../../platform/config-file'),
    import('../../platform/clock'),
  ]);
  return registerOf({
    ...{ day: makeClock(settings.LEERSPOOR_PEILDATUM ?? null).today(), tables, settings },
    terms: readConfig('retention', 'bewaartermijnen.json'),
    cleanUp: readConfig('retention', 'opruimtermijnen.json'),
  });
}

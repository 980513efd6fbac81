import { InvalidArgumentError } from 'commander';
import { Problem } from '../../platform/errors';
import type { Settings } from '../../platform/settings';
import type { Prepared } from '../demonstration/prepare';
import type { Server } from '../serving/server';
import { seconds, tell, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode, Surroundings } from '../program';
import { withApp } from '../with-app';

interface Options {
  zonderServer?: boolean;
  json?: boolean;
  leerlingen?: number;
  zaad: number;
}

export const demoCommand: AddCommand = (program, run, around) => {
  program
    .command('demo')
    .description('maakt een demonstratieregio in een eigen database, werkt een schooljaar door en toont die')
    .option('--zonder-server', 'stopt na het werken; start geen pagina’s')
    .option('--leerlingen <aantal>', 'hoeveel leerlingen (anders 20.000)', readCount)
    .option('--zaad <getal>', 'hetzelfde getal geeft dezelfde regio', readCount, 1)
    .option('--json', 'geeft één JSON-object')
    .action((options: Options) => run(() => demo(options, around)));
};

async function demo(options: Options, around: Surroundings): Promise<ExitCode> {
  const [{ ownDatabase }, { prepareDemo }, { PutClock }, { demoStart }] = await Promise.all([
    import('../demonstration/own-database'),
    import('../demonstration/prepare'),
    import('../../platform/clock'),
    import('../demo/generate-demo'),
  ]);
  const { settings, folder } = ownDatabase(around.env);
  const clock = new PutClock(demoStart());
  const say = options.json ? tell : (line: string) => void writeLine(line);
  const start = Date.now();
  const { zaad: seed, leerlingen: pupils } = options;
  const prepared = await withApp(
    around,
    ({ app }) => prepareDemo({ app, clock, folder, seed, pupils, say, signal: around.shutdown.signal }),
    { current: false, settings, clock },
  );
  say(`${seconds(Date.now() - start).padStart(7)}  alles bij elkaar`);
  if (options.zonderServer) {
    await report(prepared, null, options);
    if (!options.json) await writeLine(`\nDe database staat in ${settings.LEERSPOOR_DATABASE}`);
    return 0;
  }
  const { app, address } = await serve(settings, around.env);
  await report(prepared, address, options);
  await around.shutdown.asked();
  await app.close();
  return 0;
}

/** On the usual port, or on a free one where that is taken and none was asked for. */
async function serve(settings: Settings, env: NodeJS.ProcessEnv): Promise<Server> {
  const { startServer } = await import('../serving/server');
  try {
    return await startServer(settings);
  } catch (error) {
    if (env['PORT'] !== undefined || !(error instanceof Problem) || error.code !== 'poort-bezet') throw error;
    settings.PORT = 0;
    return startServer(settings);
  }
}

async function report({ logins, aantallen }: Prepared, adres: string | null, { json }: Options): Promise<void> {
  if (json) return writeJson({ adres, logins, aantallen });
  const { countLines, loginLines } = await import('../demonstration/summary');
  const lines = ['', ...countLines(aantallen), '', 'Logins (rol, gebruikersnaam, wachtwoord):', ...loginLines(logins)];
  if (adres) lines.push('', `Leerspoor luistert op ${adres} (stoppen met Ctrl+C)`);
  for (const line of lines) await writeLine(line);
}

function readCount(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('Geef een geheel getal boven nul.');
  return Number(value);
}

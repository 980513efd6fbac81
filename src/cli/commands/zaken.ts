import type { ZaakCount } from '../../exchange/zaken/tell-zaken';
import { dutchNumber, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

interface Options {
  bijwerken?: boolean;
  opnieuw?: boolean;
  json?: boolean;
}

/** How the case systems of municipalities stand: what they know, what waits and what failed. */
export const zakenCommand: AddCommand = (program, run, around) => {
  program
    .command('zaken')
    .description('toont wat de zaaksystemen van gemeenten weten van de dossiers (instelling LEERSPOOR_ZAKEN)')
    .option('--bijwerken', 'vertelt nu alles wat nog niet is verteld, ook dossiers van voor de koppeling')
    .option('--opnieuw', 'probeert opnieuw wat mislukte')
    .option('--json', 'geeft één JSON-object')
    .action((options: Options) =>
      run(() =>
        withApp(around, async ({ app }): Promise<ExitCode> => {
          const tell = app.get((await import('../../exchange/zaken/tell-zaken')).TellZaken);
          if (options.opnieuw) await tell.retry();
          if (options.bijwerken || options.opnieuw) await tell.start(options.bijwerken);
          const counts = await tell.counts();
          if (options.json) await writeJson({ zaken: counts.map(inDutch) });
          else for (const line of describe(counts)) await writeLine(line);
          return counts.some(({ state }) => state === 'mislukt') ? 1 : 0;
        }),
      ),
    );
};

const inDutch = ({ system, state, error, count }: ZaakCount) => ({
  ...{ zaaksysteem: system, staat: state, fout: error, aantal: Number(count) },
});

function describe(counts: ZaakCount[]): string[] {
  if (counts.length === 0) return ['Er zijn geen zaken: geen zaaksysteem weet van een dossier.'];
  return counts.map(
    ({ system, state, error, count }) =>
      `${system} (${state}): ${dutchNumber(Number(count))}${error ? `  fout ${error}` : ''}`,
  );
}

import type { Worked } from '../../jobs/relay';
import { UsageProblem } from '../../platform/errors';
import { dutchNumber, seconds, tell, writeJson, writeLine } from '../output';
import type { AddCommand } from '../program';
import { ProgressLine } from '../progress';
import { withApp } from '../with-app';

export const werkCommand: AddCommand = (program, run, around) => {
  program
    .command('werk')
    .description('werkt de wachtrij in dit proces')
    .option('--tot-leeg', 'werkt tot er niets meer wacht')
    .option('--json', 'geeft één JSON-object')
    .action((options: { totLeeg?: boolean; json?: boolean }) =>
      run(async () => {
        if (!options.totLeeg)
          throw new UsageProblem(
            'Geef --tot-leeg: een werker die blijft draaien is `leerspoor worker`, of `leerspoor serve` zonder LEERSPOOR_REDIS.',
          );
        return withApp(around, async ({ app }) => {
          const { Relay } = await import('../../jobs/relay');
          const progress = new ProgressLine('Taken');
          const start = Date.now();
          const worked = await app.get(Relay).workUntilEmpty({
            signal: around.shutdown.signal,
            onProgress: ({ done, waiting }) => progress.show(done, done + waiting),
          });
          progress.stop();
          if (options.json) await writeJson({ gedaan: worked.done, wachtend: worked.waiting, mislukt: worked.failed });
          else await writeLine(`${dutchNumber(worked.done)} taken gedaan in ${seconds(Date.now() - start)}.`);
          return complete(worked) ? 0 : 1;
        });
      }),
    );
};

/** Says on stderr what was left behind. */
function complete({ waiting, failed }: Worked): boolean {
  if (failed > 0) tell(`Mislukte taken: ${dutchNumber(failed)}. Bekijk ze met \`leerspoor taken --mislukt\`.`);
  if (waiting > 0) tell(`Er wachten nog ${dutchNumber(waiting)} taken. Voer de opdracht opnieuw uit.`);
  return failed === 0 && waiting === 0;
}

import { InvalidArgumentError } from 'commander';
import { type Day, parseDay } from '../../law/day';
import { dutchNumber, tell, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

export const peilCommand: AddCommand = (program, run, around) => {
  program
    .command('peil')
    .description('zet in de wachtrij wat alleen door de tijd verandert: absoluut verzuim, 18e verjaardag, termijnen')
    .option('--datum <dag>', 'de dag waarop wordt gepeild, als jjjj-mm-dd (anders vandaag)', readDay)
    .option('--json', 'geeft één JSON-object')
    .action((options: { datum?: Day; json?: boolean }) =>
      run(() =>
        withApp<ExitCode>(around, async ({ app }) => {
          const [{ SweepService }, { Clock }] = await Promise.all([
            import('../../cases/sweep/sweep'),
            import('../../platform/clock'),
          ]);
          const day = options.datum ?? app.get(Clock).today();
          const { leerlingen, dossiers, latest } = await app.get(SweepService).sweep(day);
          const warning = warningOf(day, latest, app.get(Clock).today());
          if (warning !== null) tell(warning);
          if (options.json) await writeJson({ datum: day, leerlingen, dossiers });
          else {
            await writeLine(
              `Gepeild op ${day}: ${dutchNumber(leerlingen)} leerlingen en ${dutchNumber(dossiers)} dossiers in de wachtrij.`,
            );
          }
          return 0;
        }),
      ),
    );
};

/** Sweep rules are judged on the highest day swept: a day in the future holds until it has come, and says so. */
function warningOf(day: Day, latest: Day, today: Day): string | null {
  if (latest > day) return `Let op: er is al gepeild op ${latest}. Signalen blijven beoordeeld op die dag.`;
  return day > today
    ? `Let op: ${day} is na vandaag. Signalen blijven op die dag beoordeeld tot er later is gepeild.`
    : null;
}

function readDay(value: string): Day {
  const day = parseDay(value);
  if (day === null) throw new InvalidArgumentError('Geef een bestaande dag als jjjj-mm-dd.');
  return day;
}

import { UsageProblem } from '../../platform/errors';
import { readSettings } from '../../platform/settings';
import { writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { type Opened, withApp } from '../with-app';

export const workerCommand: AddCommand = (program, run, around) => {
  program
    .command('worker')
    .description('werkt taken van de gedeelde wachtrij (LEERSPOOR_REDIS); er mogen er zoveel draaien als nodig')
    .action(() =>
      run(async () => {
        const settings = readSettings(around.env);
        const { sharedQueue } = await import('../../jobs/jobs.module');
        if (!sharedQueue(settings)) {
          throw new UsageProblem(
            'Een werker heeft de gedeelde wachtrij nodig: zet LEERSPOOR_REDIS, bijvoorbeeld op redis://127.0.0.1:6379. ' +
              'Zonder draait de werker mee in `leerspoor serve`.',
          );
        }
        const work = async ({ app }: Opened): Promise<ExitCode> => {
          const [{ Transport }, { DailySchedule }] = await Promise.all([
            import('../../jobs/transport'),
            import('../../jobs/daily-schedule'),
          ]);
          app.get(Transport).work();
          app.get(DailySchedule).start();
          await writeLine('Leerspoor werkt taken van de gedeelde wachtrij (stoppen met Ctrl+C)');
          await around.shutdown.asked();
          // closing the rooms stops the transport
          return 0;
        };
        return withApp(around, work, { settings, lasting: true });
      }),
    );
};

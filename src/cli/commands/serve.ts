import { readSettings } from '../../platform/settings';
import { onceDatabaseAnswers } from '../once-database-answers';
import { writeLine } from '../output';
import type { AddCommand } from '../program';

export const serveCommand: AddCommand = (program, run, around) => {
  program
    .command('serve')
    .description('start de pagina’s en de API; met de ingebouwde wachtrij draait de werker mee')
    .action(() =>
      run(async () => {
        const settings = readSettings(around.env);
        const { startServer } = await import('../serving/server');
        const { app, address } = await onceDatabaseAnswers(around, settings.LEERSPOOR_DATABASE_WACHT, () =>
          startServer(settings),
        );
        await writeLine(`Leerspoor luistert op ${address}`);
        await around.shutdown.asked();
        await app.close();
        return 0;
      }),
    );
};

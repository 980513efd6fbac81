import { writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

export const migrateCommand: AddCommand = (program, run, around) => {
  program
    .command('migrate')
    .description('brengt de database naar deze versie')
    .action(() =>
      run(() =>
        withApp<ExitCode>(
          around,
          async ({ app }) => {
            const { Database } = await import('../../platform/database/database');
            const done = await app.get(Database).migrate();
            await writeLine(
              done.length === 0
                ? 'De database is al bij deze versie.'
                : `De database is bijgewerkt (${done.length} ${done.length === 1 ? 'stap' : 'stappen'}).`,
            );
            return 0;
          },
          { current: false },
        ),
      ),
    );
};

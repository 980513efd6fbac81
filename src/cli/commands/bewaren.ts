import { dutchNumber, writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

export const bewarenCommand: AddCommand = (program, run, around) => {
  const bewaren = program.command('bewaren').description('bewaartermijnen en vernietiging');
  bewaren
    .command('lijsten')
    .description('maakt per gemeente de vernietigingslijst van deze maand, waar die er nog niet is')
    .action(() =>
      run(() =>
        withApp<ExitCode>(around, async ({ app }) => {
          const [{ MakeLists }, { commandActor }] = await Promise.all([
            import('../../retention/make-lists'),
            import('../../access/actor'),
          ]);
          const made = await app.get(MakeLists).run(commandActor());
          await writeLine(
            `${dutchNumber(made)} ${made === 1 ? 'vernietigingslijst' : 'vernietigingslijsten'} gemaakt.`,
          );
          return 0;
        }),
      ),
    );
};

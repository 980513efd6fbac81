import { commandActor } from '../../access/actor';
import { publicAddress } from '../../platform/settings';
import { tell, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

/** The first functioneel-beheerder, or a new way in for one who lost everything. */
export const beheerderCommand: AddCommand = (program, run, around) => {
  program
    .command('beheerder')
    .description('geeft een functioneel beheerder een link om eenmaal mee in te loggen')
    .argument('<e-mail>', 'adres van de functioneel beheerder')
    .option('--json', 'geeft één JSON-object')
    .action((email: string, options: { json?: boolean }) =>
      run(() =>
        withApp<ExitCode>(around, async ({ app, settings }) => {
          const { ManageAccounts } = await import('../../access/accounts/manage-accounts');
          const path = await app.get(ManageAccounts).administrator(commandActor(), email);
          const link = publicAddress(settings) + path;
          if (options.json) await writeJson({ link });
          else {
            tell('Open deze link binnen 72 uur. Zij werkt één keer: kies een wachtwoord en stel uw codes in.');
            await writeLine(link);
          }
          return 0;
        }),
      ),
    );
};

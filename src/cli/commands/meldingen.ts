import { Option } from 'commander';
import { commandActor } from '../../access/actor';
import { dutchNumber, tell, write } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

/** The exchange of meldingen with another system by file: out here, in by `leerspoor import meldingen`. */
export const meldingenCommand: AddCommand = (program, run, around) => {
  program
    .command('meldingen')
    .description('wisselt verzuimmeldingen uit met andere systemen')
    .command('uit')
    .description(
      'schrijft nieuwe meldingen en terugkoppeling naar standaarduitvoer: wat sinds de vorige keer veranderde',
    )
    .option('--alles', 'ook wat al eerder is geschreven')
    .addOption(new Option('--formaat <formaat>', 'vorm van de uitvoer').choices(['csv', 'jsonl']).default('csv'))
    .action((options: { alles?: boolean; formaat: string }) =>
      run(() =>
        withApp<ExitCode>(around, async ({ app }) => {
          const [{ SendMeldingen }, { csvFormat, jsonLines }, message] = await Promise.all([
            import('../../exchange/meldingen/send-meldingen'),
            import('../export/formats'),
            import('../../exchange/meldingen/message'),
          ]);
          const format = options.formaat === 'jsonl' ? jsonLines : csvFormat(message.MESSAGE_FREE_TEXT);
          const columns = message.MESSAGE_COLUMNS;
          await write(format.header(columns));
          const channel = {
            send: (messages: readonly Record<string, string | null>[]) =>
              write(
                format.rows(
                  columns,
                  messages.map((one) => columns.map((column) => one[column] ?? null)),
                ),
              ),
          };
          const sent = await app.get(SendMeldingen).run(commandActor(), channel, options.alles);
          tell(sent === 1 ? '1 melding geschreven.' : `${dutchNumber(sent)} meldingen geschreven.`);
          return 0;
        }),
      ),
    );
};

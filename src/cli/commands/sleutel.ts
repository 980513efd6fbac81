import { dutchNumber, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { ProgressLine } from '../progress';
import { withApp } from '../with-app';

/** Keys: `nieuw` makes one, `wissel` brings everything to the newest one while the rest goes on working. */
export const sleutelCommand: AddCommand = (program, run, around) => {
  const sleutel = program.command('sleutel').description('wisselt de sleutel waarmee gegevens zijn versleuteld');
  sleutel
    .command('nieuw')
    .description('toont een nieuwe sleutel voor LEERSPOOR_SLEUTEL; bewaart niets')
    .action(() =>
      run(async (): Promise<ExitCode> => {
        const { newSecret, parseSecret } = await import('../../platform/encryption');
        const { readSettings } = await import('../../platform/settings');
        const known = readSettings(around.env).LEERSPOOR_SLEUTEL;
        const last = known === undefined ? 0 : Math.max(...parseSecret(known).raw.keys());
        await writeLine(newSecret(last + 1));
        return 0;
      }),
    );
  sleutel
    .command('wissel')
    .description('versleutelt alles met de nieuwste sleutel, terwijl Leerspoor doorwerkt; afgebroken begint het verder')
    .option('--json', 'geeft één JSON-object')
    .action((options: { json?: boolean }) =>
      run(() =>
        withApp<ExitCode>(around, async ({ app }) => {
          const [{ ChangeKey }, { KeyFileTurn }, { Encryption }, { commandActor }] = await Promise.all([
            import('../../access/keys/change-key'),
            import('../../access/keys/key-file-turn'),
            import('../../platform/encryption'),
            import('../../access/actor'),
          ]);
          const inFile = app.get(KeyFileTurn);
          const progress = new ProgressLine('Nagelopen');
          let seen = 0;
          const tell = (_what: string, count: number) => progress.show((seen += count));
          const actor = commandActor();
          const done = await (
            inFile.path === null ? app.get(ChangeKey).run(actor, tell) : inFile.run(actor, tell)
          ).finally(() => progress.stop());
          const { version, values, files, astray } = done;
          if (options.json) await writeJson({ sleutel: version, waarden: values, bestanden: files, hersteld: astray });
          else {
            await writeLine(
              `Alles is versleuteld met sleutel ${version}: ${dutchNumber(values)} waarden en ${dutchNumber(files)} bestanden zijn overgezet.`,
            );
            if (astray.length > 0) await writeLine(`${MENDED} ${astray.join(', ')}.`);
            await writeLine('old' in done ? inOldFile(String(done.old)) : app.get(Encryption).changing ? SEVERAL : ONE);
          }
          return 0;
        }),
      ),
    );
};

const inOldFile = (path: string) =>
  `De vorige sleutel staat in ${path}. Bewaar hem apart zolang er reservekopieën mee zijn, en vernietig hem daarna.`;
const MENDED = 'Deze rijen stonden onder de index van iets anders en zijn hersteld:';
const SEVERAL =
  'Haal de oudere sleutels uit LEERSPOOR_SLEUTEL. Bewaar ze apart zolang er reservekopieën mee zijn, en vernietig ze daarna.';
const ONE =
  'LEERSPOOR_SLEUTEL heeft maar één sleutel. Voor een andere: maak hem met `leerspoor sleutel nieuw`, zet hem bij elk ' +
  'proces achter de eerste (1:…,~2:…), start ze opnieuw, haal overal de ~ weg, start ze nog eens, en voer dit dan uit.';

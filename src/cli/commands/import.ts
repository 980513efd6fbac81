import { keepHeapSmall } from '../../platform/small-heap';
import { importHelp } from '../import-help';
import { dutchNumber, tell, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode, Surroundings } from '../program';
import { ProgressLine } from '../progress';
import { rejectedRows, reportLines } from '../report-lines';
import { withApp } from '../with-app';

interface Options {
  proef?: boolean;
  afgekeurd?: string;
  json?: boolean;
}

export const importCommand: AddCommand = (program, run, around) => {
  program
    .command('import')
    .description('leest één bestand in en toont het verslag')
    .argument('<soort>', 'soort bestand, zoals leerlingen of verzuim')
    .argument('<bestand>', 'pad van het bestand')
    .option('--proef', 'leest en controleert, maar bewaart niets')
    .option('--afgekeurd <bestand>', 'schrijft de afgekeurde regels naar dit bestand, om te verbeteren')
    .option('--json', 'geeft één JSON-object')
    .addHelpText('after', ({ command }) => importHelp(command.args[0]))
    .action((kind: string, path: string, options: Options) => run(() => importOne(kind, path, options, around)));
};

async function importOne(soort: string, path: string, options: Options, around: Surroundings): Promise<ExitCode> {
  const [{ requireKind }, { ImportService }] = await Promise.all([
    import('../../imports/import-kinds'),
    import('../../imports/import-service'),
  ]);
  requireKind(soort);
  keepHeapSmall();
  return withApp(around, async ({ app }) => {
    const progress = new ProgressLine(`${soort}: regels`);
    const trial = options.proef === true;
    const report = await app.get(ImportService).run({
      ...{ soort, path, proef: trial, afgekeurdPath: options.afgekeurd },
      onProgress: ({ rows, bytes, totalBytes }) => progress.show(rows, estimate(rows, bytes, totalBytes)),
    });
    progress.stop();
    if (options.json) await writeJson(report);
    else for (const line of reportLines(report, trial)) await writeLine(line);
    const rejected = rejectedRows(report);
    if (rejected === 0) return 0;
    const save = soort === 'edexml' ? '' : ' Bewaren kan met --afgekeurd BESTAND.';
    const where = options.afgekeurd ? ` Zie ${options.afgekeurd}.` : save;
    tell(`${rejected === 1 ? '1 regel is' : `${dutchNumber(rejected)} regels zijn`} afgekeurd.${where}`);
    return 1;
  });
}

/** How many rows the file will turn out to have, by the part that was read. */
function estimate(rows: number, bytes: number, totalBytes = 0): number {
  return bytes > 0 ? Math.round((rows * totalBytes) / bytes) : 0;
}

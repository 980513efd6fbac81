import { readFile } from 'node:fs/promises';
import { InvalidArgumentError } from 'commander';
import type { Simulation } from '../../figures/simulation/simulate';
import { type Day, parseDay } from '../../law/day';
import { Problem, UsageProblem } from '../../platform/errors';
import { dutchNumber, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { ProgressLine } from '../progress';
import { withApp } from '../with-app';

interface Options {
  regels: string;
  van: Day;
  tot: Day;
  json?: boolean;
}

export const simuleerCommand: AddCommand = (program, run, around) => {
  program
    .command('simuleer')
    .description('laat zien wat andere regels op hetzelfde verzuim hadden gegeven; bewaart niets')
    .requiredOption('--regels <bestand>', 'JSON zoals config/law/parameters.json, met alleen wat anders is')
    .requiredOption('--van <dag>', 'eerste dag, als jjjj-mm-dd', readDay)
    .requiredOption('--tot <dag>', 'laatste dag, als jjjj-mm-dd', readDay)
    .option('--json', 'geeft één JSON-object')
    .action((options: Options) =>
      run(async () => {
        if (options.van > options.tot) throw new UsageProblem('--tot ligt voor --van.');
        const rules = await readRules(options.regels);
        return withApp<ExitCode>(around, async ({ app }) => {
          const { Simulate } = await import('../../figures/simulation/simulate');
          const progress = new ProgressLine('leerlingen beoordeeld');
          const simulation = await app.get(Simulate, { strict: false }).run({
            ...{ rules, from: options.van, until: options.tot },
            onProgress: (pupils) => progress.show(pupils, 0),
          });
          progress.stop();
          if (options.json) await writeJson(simulation);
          else for (const line of lines(simulation)) await writeLine(line);
          return 0;
        });
      }),
    );
};

function readDay(value: string): Day {
  const day = parseDay(value);
  if (day === null) throw new InvalidArgumentError('Geef een bestaande dag als jjjj-mm-dd.');
  return day;
}

async function readRules(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Problem('bestand-niet-gevonden', `Het bestand ${path} bestaat niet of mag niet worden gelezen.`, {
      cause,
    });
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new Problem('regels-onleesbaar', `Het bestand ${path} is geen JSON.`, { cause });
  }
}

function lines({ van, tot, leerlingen, regels, totaal, medewerkers }: Simulation): string[] {
  const signed = (n: number) => (n > 0 ? `+${dutchNumber(n)}` : dutchNumber(n));
  const row = (name: string, ...cells: string[]) => name.padEnd(22) + cells.map((cell) => cell.padStart(11)).join('');
  const rule = (name: string, one: Simulation['totaal']) =>
    row(name, ...[one.nu, one.dan, one.erbij, one.vervallen, one.gewijzigd].map(dutchNumber));
  return [
    `Van ${van} tot en met ${tot}, ${dutchNumber(leerlingen)} leerlingen met verzuim of zonder inschrijving. Er is niets bewaard.`,
    '',
    row('signalen per regel', 'nu', 'dan', 'erbij', 'vervallen', 'gewijzigd'),
    ...regels.map((one) => rule(one.regel, one)),
    rule('totaal', totaal),
    '',
    row('dossiers per persoon', 'nu', 'dan', 'verschil'),
    ...medewerkers.map((one) =>
      row(
        one.medewerker ?? 'verdeelbak',
        dutchNumber(one.dossiersNu),
        dutchNumber(one.dossiersDan),
        signed(one.dossiersDan - one.dossiersNu),
      ),
    ),
  ];
}

import { Problem, publicMessage, UsageProblem } from '../../platform/errors';
import { readSettings, type Settings } from '../../platform/settings';
import { type Finding, wrong } from '../doctor/finding';
import { tell, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode, Surroundings } from '../program';
import { withApp } from '../with-app';

const SIGNS: Record<Finding['uitkomst'], string> = { goed: 'goed  ', 'let-op': 'let op', fout: 'FOUT  ' };

export const doctorCommand: AddCommand = (program, run, around) => {
  program
    .command('doctor')
    .description('kijkt na of alles klopt: instellingen, database, sleutel, wachtrij, klok en kalenders')
    .option('--json', 'geeft één JSON-object')
    .action((options: { json?: boolean }) => run(() => examine(around, options.json === true)));
};

/** 1 where something is wrong; what only asks for attention is told and no failure. */
async function examine(around: Surroundings, json: boolean): Promise<ExitCode> {
  const findings = await findingsOf(around);
  const faults = findings.filter(({ uitkomst }) => uitkomst === 'fout').length;
  if (json) await writeJson({ goed: faults === 0, bevindingen: findings });
  else {
    for (const { onderdeel, uitkomst, bevinding, doe } of findings) {
      await writeLine(`${SIGNS[uitkomst]}  ${onderdeel}: ${bevinding}${doe ? ` ${doe}` : ''}`);
    }
  }
  if (faults > 0) tell(faults === 1 ? '1 onderdeel is niet goed.' : `${faults} onderdelen zijn niet goed.`);
  return faults > 0 ? 1 : 0;
}

async function findingsOf(around: Surroundings): Promise<Finding[]> {
  let settings: Settings;
  try {
    settings = readSettings(around.env);
  } catch (error) {
    if (!(error instanceof UsageProblem)) throw error;
    return [wrong('instellingen', error.message, 'Verbeter de genoemde instellingen.')];
  }
  const { groundChecks } = await import('../doctor/ground-checks');
  const ground = await groundChecks(settings);
  if (ground.some(({ onderdeel, uitkomst }) => onderdeel === 'database' && uitkomst === 'fout')) return ground;
  try {
    const house = await withApp(
      around,
      async ({ app }) => (await import('../doctor/house-checks')).houseChecks(app, settings),
      { current: false, settings },
    );
    return [...ground, ...house];
  } catch (error) {
    const said = error instanceof Problem ? error.message : publicMessage(error);
    return [...ground, wrong('database', said, 'Kijk of de database draait en LEERSPOOR_DATABASE klopt.')];
  }
}

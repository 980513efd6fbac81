import { text } from 'node:stream/consumers';
import { Option } from 'commander';
import { Problem } from '../../platform/errors';
import { dutchNumber, write, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode, Surroundings } from '../program';
import { withApp } from '../with-app';

interface Verify {
  zegel?: string;
  json?: boolean;
}

interface Report {
  logboek: 'avg' | 'wpg';
  formaat: string;
}

export const controleCommand: AddCommand = (program, run, around) => {
  const controle = program.command('controle').description('het logboek: controleren, en inzage voor een leerling');
  controle
    .command('verifieer')
    .description('rekent elke keten en elk zegel na en noemt de eerste regel die niet klopt')
    .option('--zegel <zegel>', 'een zegel dat elders is bewaard: het moet in het logboek staan')
    .option('--json', 'geeft één JSON-object')
    .action((options: Verify) => run(() => verify(options, around)));
  controle
    .command('inzage')
    .description(
      'antwoord op een inzageverzoek: wat met de gegevens van een leerling is gedaan; leest het pgn van de invoer',
    )
    .addOption(new Option('--logboek <logboek>', 'welk logboek').choices(['avg', 'wpg']).default('avg'))
    .addOption(new Option('--formaat <formaat>', 'vorm van de uitvoer').choices(['csv', 'json']).default('csv'))
    .action((options: Report) => run(() => report(options, around)));
};

function verify({ zegel, json }: Verify, around: Surroundings): Promise<ExitCode> {
  return withApp<ExitCode>(around, async ({ app }) => {
    const [{ Clock }, { Database }, { verifyLog }, { logKeptFrom }] = await Promise.all([
      import('../../platform/clock'),
      import('../../platform/database/database'),
      import('../../access/log/verify'),
      import('../../retention/clean-up'),
    ]);
    const found = await verifyLog(app.get(Database).read, {
      ...{ knownSeal: zegel, today: app.get(Clock).today(), keptFrom: logKeptFrom },
    });
    const { entries: regels, chains: ketens, seals: zegels, lastSeal, broken: fout, odd: opvallend } = found;
    if (json) {
      const laatste = lastSeal && { dag: lastSeal.day, zegel: lastSeal.hash };
      await writeJson({ klopt: fout === null, regels, ketens, zegels, laatsteZegel: laatste, fout, opvallend });
      return fout === null ? 0 : 1;
    }
    if (fout !== null) throw new Problem('logboek-klopt-niet', `Het logboek klopt niet. ${fout}`);
    const seal = lastSeal ? ` Laatste zegel (${lastSeal.day}): ${lastSeal.hash}` : ' Er is nog niet verzegeld.';
    await writeLine(
      `Het logboek klopt: ${dutchNumber(regels)} regels in ${dutchNumber(ketens)} ketens, ${dutchNumber(zegels)} zegels.${seal}`,
    );
    for (const one of opvallend) await writeLine(`Let op. ${one}`);
    return 0;
  });
}

/** The number comes over standard input: on the command line every user of the machine could read it. */
async function report({ logboek, formaat }: Report, around: Surroundings): Promise<ExitCode> {
  const pgn = (await text(process.stdin)).trim();
  return withApp<ExitCode>(around, async ({ app }) => {
    const [{ AccessReports }, { PupilDirectory }, { Database }, { commandActor }, { csvFormat }] = await Promise.all([
      import('../../access/log/access-report'),
      import('../../registry/pupil-directory'),
      import('../../platform/database/database'),
      import('../../access/actor'),
      import('../export/formats'),
    ]);
    const pupil = (await app.get(PupilDirectory).find(app.get(Database).read, [pgn])).get(pgn);
    if (pupil === undefined) {
      throw new Problem('leerling-onbekend', 'Geen leerling met dit nummer. Geef het pgn op de invoer, zonder meer.');
    }
    const rows = await app.get(AccessReports).of(commandActor(), pupil, logboek);
    if (formaat === 'json') {
      await writeJson(rows);
      return 0;
    }
    const columns = ['tijdstip', 'handeling', 'onderwerp', 'doel', 'door', 'langs', 'uitkomst'];
    const format = csvFormat();
    await write(
      format.header(columns) +
        format.rows(
          columns,
          rows.map((row) => Object.values(row)),
        ),
    );
    return 0;
  });
}

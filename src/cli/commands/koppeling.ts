import type { Command } from 'commander';
import { commandActor } from '../../access/actor';
import type { Machine } from '../../access/machines/machine';
import { parseDay } from '../../law/day';
import { UsageProblem } from '../../platform/errors';
import { writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface NewOptions {
  scholen: string[];
  mag: string[];
  tot: string;
  client?: string;
  uitgever?: string;
  json?: boolean;
}

/** Systems of schools that come in over the API: `nieuw`, `lijst`, `intrekken`. */
export const koppelingCommand: AddCommand = (program, run, around) => {
  const group = program
    .command('koppeling')
    .description('laat systemen van scholen toe op de API, en trekt dat weer in');
  const services = <T>(action: (machines: import('../../access/machines/machines').Machines) => Promise<T>) =>
    withApp(around, async ({ app }) => action(app.get((await import('../../access/machines/machines')).Machines)));
  addNew(group, (options, name) =>
    run(async () => {
      const until = parseDay(options.tot);
      if (!until) throw new UsageProblem('Schrijf --tot als jjjj-mm-dd.');
      const { client, uitgever: issuer, scholen: schools, mag: rights } = options;
      if ((client === undefined) !== (issuer === undefined)) {
        throw new UsageProblem('Geef --client en --uitgever allebei, of geen van beide.');
      }
      const known = client && issuer ? { client, issuer } : undefined;
      const asked = { name, schools, rights, until };
      return services((machines) => tellKey(machines.make(commandActor(), asked, known), options.json));
    }),
  );
  group
    .command('lijst')
    .description('toont de koppelingen en wat zij mogen')
    .option('--json', 'geeft één JSON-object')
    .action((options: { json?: boolean }) =>
      run(() => services(async (machines) => show(await machines.list(), options.json))),
    );
  group
    .command('intrekken')
    .description('laat een systeem meteen niet meer toe')
    .argument('<id>', 'nummer van de koppeling')
    .action((id: string) =>
      run(async (): Promise<ExitCode> => {
        if (!UUID.test(id))
          throw new UsageProblem('Dit is geen nummer van een koppeling. Zie: leerspoor koppeling lijst.');
        await services((machines) => machines.revoke(commandActor(), id.toLowerCase()));
        await writeLine('De koppeling is ingetrokken.');
        return 0;
      }),
    );
};

function addNew(group: Command, action: (options: NewOptions, name: string) => void): void {
  const list = (text: string) => text.split(',');
  group
    .command('nieuw')
    .description('maakt een koppeling en toont haar sleutel, één keer')
    .argument('<naam>', 'welk systeem dit is')
    .requiredOption('--scholen <codes>', 'BRIN of vestiging, met komma’s ertussen', list)
    .requiredOption('--mag <rechten>', 'soort:lezen of soort:schrijven, met komma’s ertussen', list)
    .requiredOption('--tot <datum>', 'laatste dag waarop de sleutel werkt (jjjj-mm-dd)')
    .option('--client <id>', 'de naam van het systeem bij een uitgever van tokens: dan is er geen sleutel')
    .option('--uitgever <adres>', 'die uitgever, zoals in LEERSPOOR_OIDC')
    .option('--json', 'geeft één JSON-object')
    .action((name: string, options: NewOptions) => action(options, name));
}

async function tellKey(making: Promise<{ id: string; key: string | null }>, json?: boolean): Promise<ExitCode> {
  const { id, key } = await making;
  if (json) await writeJson({ id, sleutel: key });
  else if (key === null) await writeLine(`Koppeling ${id} is gemaakt. Het systeem komt binnen met een token.`);
  else {
    await writeLine(`Koppeling ${id} is gemaakt. Haar sleutel, die u alleen nu ziet:`);
    await writeLine(key);
  }
  return 0;
}

async function show(machines: readonly Machine[], json?: boolean): Promise<ExitCode> {
  if (json) await writeJson({ koppelingen: machines.map(inDutch) });
  else if (machines.length === 0) await writeLine('Er zijn nog geen koppelingen.');
  for (const { id, name, schools, rights, until, revoked, lastUsedOn } of json ? [] : machines) {
    const used = lastUsedOn ? `laatst gebruikt ${lastUsedOn}` : 'nooit gebruikt';
    await writeLine(
      `${id}  ${name}  ${schools.join(',')}  ${rights.join(',')}  ${revoked ? 'ingetrokken' : `tot ${until}`}  ${used}`,
    );
  }
  return 0;
}

const inDutch = ({ id, name, schools, rights, until, madeOn, revoked, lastUsedOn }: Machine) => ({
  ...{ id, naam: name, scholen: schools, mag: rights, tot: until },
  ...{ gemaakt: madeOn, ingetrokken: revoked, laatstGebruikt: lastUsedOn },
});

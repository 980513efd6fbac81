import { commandActor } from '../../access/actor';
import type { Subscriptions } from '../../exchange/events/subscriptions';
import { UsageProblem } from '../../platform/errors';
import { dutchNumber, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode, Surroundings } from '../program';
import { withApp } from '../with-app';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const SHOWN = 1000;

interface NewOptions {
  adres: string;
  gebeurtenissen: string[];
  gemeenten?: string[];
  scholen?: string[];
  json?: boolean;
}

/** Who is told of what happens: `nieuw`, `lijst`, `intrekken`, and what could not be told: `mislukt`, `opnieuw`. */
export const abonnementCommand: AddCommand = (program, run, around) => {
  const list = (text: string) => text.split(',').map((one) => one.trim());
  const group = program.command('abonnement').description('laat andere systemen weten wat er gebeurt (webhooks)');
  group
    .command('nieuw')
    .description('maakt een abonnement en toont het geheim dat de berichten ondertekent, één keer')
    .argument('<naam>', 'welk systeem dit is')
    .requiredOption('--adres <url>', 'waar de berichten heen gaan (https)')
    .requiredOption('--gebeurtenissen <soorten>', 'signaal, dossier, melding, overdracht, warme-overdracht', list)
    .option('--gemeenten <codes>', 'over inwoners van deze gemeenten', list)
    .option('--scholen <codes>', 'over leerlingen van deze scholen (alleen signalen en meldingen)', list)
    .option('--json', 'geeft één JSON-object')
    .action((name: string, options: NewOptions) => run(() => using(around, (all) => make(all, name, options))));
  group
    .command('lijst')
    .description('toont de abonnementen')
    .option('--json', 'geeft één JSON-object')
    .action(({ json }: { json?: boolean }) => run(() => using(around, (all) => show(all, json))));
  group
    .command('intrekken')
    .description('stopt een abonnement; wat nog wachtte vervalt')
    .argument('<id>', 'nummer van het abonnement')
    .action((id: string) => run(() => using(around, (all) => end(all, id), [id])));
  group
    .command('mislukt')
    .description('toont wat na alle pogingen niet kon worden bezorgd')
    .option('--json', 'geeft één JSON-object')
    .action(({ json }: { json?: boolean }) => run(() => using(around, (all) => failures(all, json))));
  group
    .command('opnieuw')
    .description('probeert wat mislukte opnieuw: deze, of zonder id alle')
    .argument('[id...]', 'nummers van wat mislukte')
    .action((ids: string[]) => run(() => using(around, (all) => retry(all, ids), ids)));
};

async function using(
  around: Surroundings,
  action: (subscriptions: Subscriptions) => Promise<void>,
  ids: string[] = [],
): Promise<ExitCode> {
  const wrong = ids.find((id) => !UUID.test(id));
  if (wrong !== undefined) throw new UsageProblem(`${wrong} is geen nummer. Zie: leerspoor abonnement lijst.`);
  return withApp<ExitCode>(around, async ({ app }) => {
    const { Subscriptions: service } = await import('../../exchange/events/subscriptions');
    await action(app.get(service));
    return 0;
  });
}

async function make(subscriptions: Subscriptions, name: string, options: NewOptions): Promise<void> {
  const { adres, gebeurtenissen, gemeenten = [], scholen = [], json } = options;
  const asked = { name, url: adres, objects: gebeurtenissen, municipalities: gemeenten, schools: scholen };
  const { id, secret } = await subscriptions.make(commandActor(), asked);
  if (json) return writeJson({ id, geheim: secret });
  await writeLine(`Abonnement ${id} is gemaakt. Het geheim, dat u alleen nu ziet:`);
  await writeLine(secret);
}

async function show(subscriptions: Subscriptions, json?: boolean): Promise<void> {
  const all = (await subscriptions.list()).map(({ id, name, url, objects, municipalities, schools, endedAt }) => ({
    ...{ id, naam: name, adres: new URL(url).origin, gebeurtenissen: objects, gemeenten: municipalities },
    ...{ scholen: schools, ingetrokken: endedAt },
  }));
  if (json) return writeJson({ abonnementen: all });
  if (all.length === 0) await writeLine('Er zijn nog geen abonnementen.');
  for (const { id, naam, adres, gebeurtenissen, gemeenten, scholen, ingetrokken } of all) {
    const state = ingetrokken ? 'ingetrokken' : 'actief';
    const areas = [...gemeenten, ...scholen].join(',');
    await writeLine(`${id}  ${naam}  ${adres}  ${gebeurtenissen.join(',')}  ${areas}  ${state}`);
  }
}

async function end(subscriptions: Subscriptions, id: string): Promise<void> {
  await subscriptions.end(commandActor(), id.toLowerCase());
  await writeLine('Het abonnement is ingetrokken.');
}

async function failures(subscriptions: Subscriptions, json?: boolean): Promise<void> {
  const dead = (await subscriptions.deadLetters(SHOWN)).map(({ id, subscription, object, what, at, ...rest }) => ({
    ...{ id, abonnement: subscription, gebeurtenis: `${object}-${what}`, op: at },
    ...{ pogingen: rest.attempts, fout: rest.lastError },
  }));
  if (json) return writeJson({ mislukt: dead });
  if (dead.length === 0) await writeLine('Alles is bezorgd of wacht nog.');
  for (const { id, abonnement, gebeurtenis, op, pogingen, fout } of dead) {
    await writeLine(`${id}  ${abonnement}  ${gebeurtenis}  ${op}  pogingen ${pogingen}  ${fout ?? ''}`);
  }
}

async function retry(subscriptions: Subscriptions, ids: string[]): Promise<void> {
  const count = await subscriptions.retry(ids.map((id) => id.toLowerCase()));
  await writeLine(`${dutchNumber(count)} gebeurtenissen worden opnieuw bezorgd.`);
}

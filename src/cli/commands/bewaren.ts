import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { UsageProblem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { dutchNumber, write, writeJson, writeLine } from '../output';
import type { AddCommand, ExitCode } from '../program';
import { withApp } from '../with-app';

const STEPS = {
  voordragen: ['propose', 'draagt een lijst voor ter vernietiging', 'De lijst is voorgedragen.'],
  goedkeuren: ['approve', 'keurt een lijst goed die een ander voordroeg', 'De lijst is goedgekeurd.'],
  afwijzen: ['reject', 'wijst een voorgedragen lijst af', 'De lijst is afgewezen.'],
} as const;

/** Destruction lists: made, shown, decided by two privacy-officers, and the certificate of what went. */
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
  bewaren
    .command('toon')
    .description('toont de vernietigingslijsten van de gemeenten van een privacy-officer')
    .requiredOption('--door <code>', 'code van de privacy-officer')
    .option('--json', 'geeft één JSON-object')
    .action(({ door, json }: { door: string; json?: boolean }) =>
      run(() => withApp<ExitCode>(around, ({ app }) => show(app, door, json))),
    );
  for (const [name, [step, description, done]] of Object.entries(STEPS)) {
    bewaren
      .command(name)
      .description(description)
      .argument('<lijst>', 'nummer van de lijst')
      .requiredOption('--door <code>', 'code van de privacy-officer')
      .action((list: string, { door }: { door: string }) =>
        run(async () => {
          requireNumber(list);
          return withApp<ExitCode>(around, async ({ app }) => {
            const { Destruction } = await import('../../retention/destruction');
            await app.get(Destruction)[step](await officer(app, door), list);
            await writeLine(done);
            return 0;
          });
        }),
      );
  }
  bewaren
    .command('verklaring')
    .description('geeft de verklaring van wat van een lijst is vernietigd, als CSV')
    .argument('<lijst>', 'nummer van de lijst')
    .requiredOption('--door <code>', 'code van de privacy-officer')
    .action((list: string, { door }: { door: string }) =>
      run(async () => {
        requireNumber(list);
        return withApp<ExitCode>(around, async ({ app }) => {
          const [{ Destruction }, { certificateToCsv }] = await Promise.all([
            import('../../retention/destruction'),
            import('../../retention/certificate-csv'),
          ]);
          await write(certificateToCsv(await app.get(Destruction).certificate(await officer(app, door), list)));
          return 0;
        });
      }),
    );
};

function requireNumber(list: string): void {
  if (!isId(list)) throw new UsageProblem('Dit is geen nummer van een lijst. Zie: leerspoor bewaren toon.');
}

/** The employee in whose name it is done; what they may is decided as on the pages. The log keeps that it was a command. */
async function officer(app: INestApplicationContext, code: string): Promise<Actor> {
  const [{ Visitors }, { commandActor }] = await Promise.all([
    import('../../access/visitor'),
    import('../../access/actor'),
  ]);
  const visitor = await app.get(Visitors).find(code);
  if (visitor?.roles.includes('privacy-officer')) return { ...commandActor(), visitor };
  throw new UsageProblem('Er is geen privacy-officer met deze code.');
}

async function show(app: INestApplicationContext, door: string, json?: boolean): Promise<ExitCode> {
  const [{ Destruction }, { LIST_STATES }] = await Promise.all([
    import('../../retention/destruction'),
    import('../../retention/destruction-list'),
  ]);
  const lists = await app.get(Destruction).lists(await officer(app, door));
  if (json) {
    const lijsten = lists.map(({ id, municipality, month, state, items, proposedBy, decidedBy }) => ({
      ...{ id, gemeente: municipality, maand: month.slice(0, 7), staat: state, records: items },
      ...{ voorgedragenDoor: proposedBy, beslotenDoor: decidedBy },
    }));
    await writeJson({ lijsten });
  } else if (lists.length === 0) await writeLine('Er zijn geen vernietigingslijsten.');
  for (const { id, municipality, month, state, items } of json ? [] : lists) {
    await writeLine(
      `${id}  ${municipality}  ${month.slice(0, 7)}  ${dutchNumber(items)} records  ${LIST_STATES[state]}`,
    );
  }
  return 0;
}

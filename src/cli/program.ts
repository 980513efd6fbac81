import { Command, CommanderError } from 'commander';
import { Problem, publicMessage, UsageProblem } from '../platform/errors';
import { databaseProblem } from '../platform/database/database-problem';
import { describeError } from '../platform/logging';
import { Shutdown } from '../platform/shutdown';
import { cijfersCommand } from './commands/cijfers';
import { avgCommand } from './commands/avg';
import { beheerderCommand } from './commands/beheerder';
import { bewarenCommand } from './commands/bewaren';
import { controleCommand } from './commands/controle';
import { demoCommand } from './commands/demo';
import { abonnementCommand } from './commands/abonnement';
import { doctorCommand } from './commands/doctor';
import { exportCommand } from './commands/export';
import { importCommand } from './commands/import';
import { koppelingCommand } from './commands/koppeling';
import { meldingenCommand } from './commands/meldingen';
import { migrateCommand } from './commands/migrate';
import { peilCommand } from './commands/peil';
import { serveCommand } from './commands/serve';
import { simuleerCommand } from './commands/simuleer';
import { takenCommand } from './commands/taken';
import { sleutelCommand } from './commands/sleutel';
import { werkCommand } from './commands/werk';
import { workerCommand } from './commands/worker';
import { zakenCommand } from './commands/zaken';
import { DutchHelp, usageMessage } from './dutch';

/** What every command gets: the process around it. */
export interface Surroundings {
  env: NodeJS.ProcessEnv;
  shutdown: Shutdown;
}

/** 0 done, 1 the work failed, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** Adds one command to the program. Its action gives the exit code. */
export type AddCommand = (
  program: Command,
  run: (action: () => Promise<ExitCode>) => void,
  around: Surroundings,
) => void;

const COMMANDS: AddCommand[] = [
  demoCommand,
  serveCommand,
  workerCommand,
  migrateCommand,
  importCommand,
  werkCommand,
  peilCommand,
  exportCommand,
  meldingenCommand,
  cijfersCommand,
  simuleerCommand,
  takenCommand,
  controleCommand,
  bewarenCommand,
  avgCommand,
  koppelingCommand,
  sleutelCommand,
  beheerderCommand,
  abonnementCommand,
  zakenCommand,
  doctorCommand,
];

class DutchCommand extends Command {
  override createCommand(name?: string): DutchCommand {
    return new DutchCommand(name);
  }

  override createHelp(): DutchHelp {
    return new DutchHelp();
  }
}

/** Runs one command line; resolves to the exit code, with every complaint already on stderr. */
export async function runProgram(args: string[], around: Surroundings): Promise<ExitCode> {
  let chosen: (() => Promise<ExitCode>) | null = null;
  const program = new DutchCommand('leerspoor')
    .description('Volgt verzuim: van registratie naar signaal, dossier en medewerker.')
    .helpOption('-h, --help', 'toont deze hulp')
    .helpCommand('help [opdracht]', 'toont de hulp van een opdracht')
    .configureOutput({ outputError: () => undefined })
    .showSuggestionAfterError(false)
    .exitOverride();
  for (const add of COMMANDS) add(program, (action) => (chosen = action), around);
  helpInDutch(program.commands);
  try {
    if (args.length === 0) throw new UsageProblem('Geef een opdracht.');
    program.parse(args, { from: 'user' });
    return chosen === null ? 0 : await (chosen as () => Promise<ExitCode>)();
  } catch (error) {
    return complain(databaseProblem(error), around.env);
  }
}

/** Also of commands inside commands. */
function helpInDutch(commands: readonly Command[]): void {
  for (const command of commands) {
    command.helpOption('-h, --help', 'toont deze hulp').helpCommand(false);
    helpInDutch(command.commands);
  }
}

function complain(error: unknown, env: NodeJS.ProcessEnv): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    return complain(new UsageProblem(usageMessage(error)), env);
  }
  const usage = error instanceof UsageProblem;
  const hint = usage && !error.message.startsWith('De instellingen') ? ' Zie: leerspoor --help' : '';
  process.stderr.write(`${publicMessage(error)}${hint}\n`);
  const level = env['LEERSPOOR_LOGNIVEAU'] ?? '';
  if (!(error instanceof Problem) || error.logLevel === 'error') {
    if (level === 'debug' || level === 'trace')
      process.stderr.write(`${JSON.stringify(describeError(error, level))}\n`);
  }
  return usage ? 2 : 1;
}

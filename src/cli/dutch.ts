import { type Command, CommanderError, Help } from 'commander';

const TITLES: Record<string, string> = {
  'Usage:': 'Gebruik:',
  'Arguments:': 'Argumenten:',
  'Options:': 'Opties:',
  'Commands:': 'Opdrachten:',
};

/** Commander's help in Dutch: its fixed words are English. */
export class DutchHelp extends Help {
  override styleTitle(title: string): string {
    return TITLES[title] ?? title;
  }

  override commandUsage(command: Command): string {
    return super.commandUsage(command).replaceAll('[options]', '[opties]').replaceAll('[command]', '[opdracht]');
  }

  override subcommandTerm(command: Command): string {
    return super.subcommandTerm(command).replaceAll('[options]', '[opties]');
  }

  override optionDescription(option: Parameters<Help['optionDescription']>[0]): string {
    return inDutch(super.optionDescription(option));
  }

  override argumentDescription(argument: Parameters<Help['argumentDescription']>[0]): string {
    return inDutch(super.argumentDescription(argument));
  }
}

function inDutch(description: string): string {
  return description.replaceAll('choices: ', 'keuze uit: ').replaceAll('default: ', 'standaard: ');
}

const quoted = (message: string): string => /'([^']*)'/.exec(message)?.[1] ?? '';

/** One Dutch line for what commander says in English about wrong usage. */
export function usageMessage(error: CommanderError): string {
  const what = quoted(error.message);
  switch (error.code) {
    case 'commander.help':
      return 'Geef een opdracht.';
    case 'commander.unknownOption':
      return `De optie ${what} bestaat niet.`;
    case 'commander.unknownCommand':
      return `De opdracht ${what} bestaat niet.`;
    case 'commander.missingArgument':
      return `Het argument ${what.toUpperCase()} ontbreekt.`;
    case 'commander.optionMissingArgument':
      return `De optie ${what} heeft een waarde nodig.`;
    case 'commander.missingMandatoryOptionValue':
      return `De optie ${what} is verplicht.`;
    case 'commander.excessArguments':
      return 'Er staan te veel argumenten.';
    case 'commander.invalidArgument':
      return `${/argument '([^']*)' is invalid/.exec(error.message)?.[1] ?? what} kan hier niet. ${choices(error.message)}`.trim();
    default:
      return 'Deze opdracht is niet goed geschreven.';
  }
}

function choices(message: string): string {
  const allowed = /Allowed choices are (.*?)\.?$/.exec(message)?.[1];
  if (allowed) return `Kies uit: ${allowed}.`;
  return /is invalid(?: for argument '[^']*')?\. (.*)$/.exec(message)?.[1] ?? '';
}

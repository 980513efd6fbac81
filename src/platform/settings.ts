import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsOptional, Matches, Max, Min, validateSync, ValidateBy } from 'class-validator';
import { type Day, parseDay } from '../law/day';
import { parseSecret } from './encryption';
import { UsageProblem } from './errors';

type Env = Record<string, string | undefined>;

/** Only the tests read these; a process that they start must not stumble over them. */
const FOR_TESTS = /^LEERSPOOR_(LANG$|TEST_)/;

const toInteger = Transform(({ value }) => (/^-?\d+$/.test(String(value).trim()) ? Number(value) : value));

function IsSecret() {
  return ValidateBy({
    name: 'isSecret',
    validator: {
      validate: (value) => {
        try {
          return typeof value === 'string' && parseSecret(value).size > 0;
        } catch {
          return false;
        }
      },
      defaultMessage: () => 'moet de vorm `1:…` hebben met 32 bytes in base64 (`openssl rand -base64 32`)',
    },
  });
}

/** What can be set from outside, by the names in the contract. Every value has a default that runs. */
export class Settings {
  @IsNotEmpty({ message: 'mag niet leeg zijn: een pad naar een SQLite-bestand of een postgres://-adres' })
  @Matches(/^(?!(?!postgres(ql)?:)[a-z0-9+]+:\/\/)/i, {
    message: 'moet een pad naar een SQLite-bestand zijn, of een adres dat begint met postgres://',
  })
  LEERSPOOR_DATABASE: string = '.leerspoor/leerspoor.db';

  @IsOptional()
  @Matches(/^rediss?:\/\//, { message: 'moet een adres zijn dat begint met redis:// of rediss://' })
  LEERSPOOR_REDIS?: string;

  /** Jobs that one `worker` process does at the same time. */
  @toInteger
  @IsInt({ message: 'moet een heel getal zijn' })
  @Min(1, { message: 'moet 1 of hoger zijn' })
  @Max(50, { message: 'moet 50 of lager zijn' })
  LEERSPOOR_GELIJKTIJDIG: number = 1;

  @IsOptional()
  @IsSecret()
  LEERSPOOR_SLEUTEL?: string;

  @IsOptional()
  @ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value) => typeof value === 'string' && parseDay(value) !== null,
      defaultMessage: () => 'moet een bestaande dag zijn als jjjj-mm-dd',
    },
  })
  LEERSPOOR_PEILDATUM?: Day;

  @toInteger
  @IsInt({ message: 'moet een heel getal zijn' })
  @Min(0, { message: 'moet 0 of hoger zijn (0: een vrije poort)' })
  @Max(65535, { message: 'moet 65535 of lager zijn' })
  PORT: number = 3000;

  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  HOST: string = '127.0.0.1';

  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    message: 'moet fatal, error, warn, info, debug, trace of silent zijn',
  })
  LEERSPOOR_LOGNIVEAU: string = 'info';

  @toInteger
  @IsInt({ message: 'moet een heel getal zijn' })
  @Min(1, { message: 'moet 1 of hoger zijn' })
  @Max(200, { message: 'moet 200 of lager zijn' })
  LEERSPOOR_DATABASE_VERBINDINGEN: number = 10;

  /** Share (percentage) by which a file may drop or add a school's pupils or absence before the report raises an alarm. */
  @toInteger
  @IsInt({ message: 'moet een heel getal zijn' })
  @Min(1, { message: 'moet 1 of hoger zijn' })
  @Max(1000, { message: 'moet 1000 of lager zijn' })
  LEERSPOOR_IMPORT_ALARM: number = 30;

  /** Token for /metrics; without it the page stays closed. */
  @IsOptional()
  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  LEERSPOOR_METRICS_TOKEN?: string;

  /** Name of the theme in `config/themes`. */
  @Matches(/^[a-z0-9-]+$/, { message: 'moet de naam zijn van een bestand in config/themes' })
  LEERSPOOR_THEMA: string = 'leerspoor';
}

/**
 * Reads and checks the settings. Throws one UsageProblem that names every bad variable and what it must be;
 * an unknown LEERSPOOR_ variable is an error too, since a typing mistake would otherwise go unseen.
 */
export function readSettings(env: Env): Settings {
  const known = Object.keys(new Settings()).concat(
    'LEERSPOOR_REDIS',
    'LEERSPOOR_SLEUTEL',
    'LEERSPOOR_PEILDATUM',
    'LEERSPOOR_METRICS_TOKEN',
  );
  const given = Object.fromEntries(known.filter((name) => env[name] !== undefined).map((name) => [name, env[name]]));
  const settings = plainToInstance(Settings, given, { exposeDefaultValues: true });
  const problems = validateSync(settings, { stopAtFirstError: true }).map(
    (error) => `${error.property} ${Object.values(error.constraints ?? {}).join(' en ')}`,
  );
  const unknown = Object.keys(env).filter(
    (name) => name.startsWith('LEERSPOOR_') && !known.includes(name) && !FOR_TESTS.test(name),
  );
  problems.push(...unknown.map((name) => `${name} bestaat niet`));
  if (/^postgres(ql)?:\/\//.test(settings.LEERSPOOR_DATABASE) && !settings.LEERSPOOR_SLEUTEL) {
    problems.push('LEERSPOOR_SLEUTEL moet gezet zijn bij PostgreSQL (`1:` gevolgd door `openssl rand -base64 32`)');
  }
  if (problems.length > 0) throw new UsageProblem(`De instellingen kloppen niet: ${problems.sort().join('; ')}.`);
  return settings;
}

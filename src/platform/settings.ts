import 'reflect-metadata';
import { plainToInstance, Transform } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  Matches,
  Max,
  Min,
  validateSync,
  ValidateBy,
} from 'class-validator';
import { type Day, parseDay } from '../law/day';
import { isServer } from './database/dialect';
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
          return typeof value === 'string' && parseSecret(value).raw.size > 0;
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

  /** From what time of day in Amsterdam the daily sweep is asked for; `uit`: never by itself. */
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|uit)$/, { message: 'moet een tijd zijn als 05:00, of uit' })
  LEERSPOOR_PEILTIJD: string = '05:00';

  /** Requests that one account or system may make a minute, at each server. */
  @toInteger
  @IsInt({ message: 'moet een heel getal zijn' })
  @Min(10, { message: 'moet 10 of hoger zijn' })
  @Max(1_000_000, { message: 'moet 1000000 of lager zijn' })
  LEERSPOOR_VERZOEKEN_PER_MINUUT: number = 600;

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
  @Min(2, { message: 'moet 2 of hoger zijn' })
  @Max(200, { message: 'moet 200 of lager zijn' })
  LEERSPOOR_DATABASE_VERBINDINGEN: number = 10;

  /** Seconds that `serve` and `worker` wait at their start for a database server that does not answer. */
  @toInteger
  @IsInt({ message: 'moet een heel getal zijn' })
  @Min(0, { message: 'moet 0 of hoger zijn' })
  @Max(3_600, { message: 'moet 3600 of lager zijn' })
  LEERSPOOR_DATABASE_WACHT: number = 30;

  /** Share (percentage) by which a file may drop or add a school's pupils or absence before the report raises an alarm. */
  @toInteger
  @IsInt({ message: 'moet een heel getal zijn' })
  @Min(1, { message: 'moet 1 of hoger zijn' })
  @Max(1000, { message: 'moet 1000 of lager zijn' })
  LEERSPOOR_IMPORT_ALARM: number = 30;

  /** The mail server; without it no mail is sent. */
  @IsOptional()
  @ValidateBy({
    name: 'isMailServer',
    validator: {
      validate: (value) => typeof value === 'string' && /^smtps?:\/\/[^/\s]+\/?$/.test(value) && URL.canParse(value),
      defaultMessage: () => 'moet een adres zijn als smtp://naam:wachtwoord@server:587 of smtps://server',
    },
  })
  LEERSPOOR_SMTP?: string;

  /** Who the mail is from. */
  @IsOptional()
  @IsEmail({}, { message: 'moet een e-mailadres zijn' })
  LEERSPOOR_MAIL_VAN?: string;

  /** Working days in which the receiving side answers a hand-over, before it runs out. */
  @toInteger
  @IsInt({ message: 'moet een heel getal zijn' })
  @Min(1, { message: 'moet 1 of hoger zijn' })
  @Max(100, { message: 'moet 100 of lager zijn' })
  LEERSPOOR_OVERDRACHT_WERKDAGEN: number = 10;

  /** Token for /metrics; without it the page stays closed. */
  @IsOptional()
  @IsNotEmpty({ message: 'mag niet leeg zijn' })
  LEERSPOOR_METRICS_TOKEN?: string;

  /** Where people reach us, as their browser shows it: for links and for logins elsewhere. */
  @IsOptional()
  @Matches(/^https?:\/\/[^/\s?#@]+$/, { message: 'moet een adres zijn als https://leerspoor.voorbeeld.nl, zonder pad' })
  LEERSPOOR_ADRES?: string;

  /** File with the OpenID providers of organisations and the issuers of tokens for systems. */
  @IsOptional()
  @IsNotEmpty({ message: 'mag niet leeg zijn: een pad naar een JSON-bestand' })
  LEERSPOOR_OIDC?: string;

  /** File with the case systems (ZGW Zaken API) of municipalities that dossiers are told to. */
  @IsOptional()
  @IsNotEmpty({ message: 'mag niet leeg zijn: een pad naar een JSON-bestand' })
  LEERSPOOR_ZAKEN?: string;

  /** Proxies in front that are believed about who asks: addresses or networks, comma-separated. */
  @IsOptional()
  @Matches(/^[0-9a-f.:]+(\/\d{1,3})?(\s*,\s*[0-9a-f.:]+(\/\d{1,3})?)*$/i, {
    message: 'moet een lijst van IP-adressen of netwerken (10.0.0.0/8) zijn, met komma’s ertussen',
  })
  LEERSPOOR_PROXY?: string;

  /** File for the processing records of the Logboek Dataverwerkingen, a JSON line each; absent: only on export. */
  @IsOptional()
  @IsNotEmpty({ message: 'mag niet leeg zijn: het pad van een bestand' })
  LEERSPOOR_VERWERKINGEN?: string;

  /** Where the register of processing activities is: the start of the URI of each activity. */
  @Matches(/^(https:\/\/|urn:)\S+$/, { message: 'moet een adres zijn dat begint met https:// of urn:' })
  LEERSPOOR_VERWERKINGENREGISTER: string = 'urn:leerspoor:verwerking';
  /** Folder for attachments of dossiers, encrypted; outside the database. */
  @IsNotEmpty({ message: 'mag niet leeg zijn: een map voor bijlagen' })
  LEERSPOOR_BIJLAGEN: string = '.leerspoor/bijlagen';

  /** Number of the organisation (OIN) in the source of events; without it the source is our address. */
  @IsOptional()
  @Matches(/^\d{20}$/, { message: 'moet een OIN van 20 cijfers zijn' })
  LEERSPOOR_OIN?: string;

  /** `ja`: events may also go to addresses inside the network, and without https. */
  @IsIn(['ja', 'nee'], { message: 'moet ja of nee zijn' })
  LEERSPOOR_WEBHOOK_INTERN: string = 'nee';

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
    'LEERSPOOR_VERWERKINGEN',
    'LEERSPOOR_ADRES',
    'LEERSPOOR_PROXY',
    'LEERSPOOR_SMTP',
    'LEERSPOOR_MAIL_VAN',
    'LEERSPOOR_OIN',
    'LEERSPOOR_OIDC',
    'LEERSPOOR_ZAKEN',
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
  if (isServer(settings.LEERSPOOR_DATABASE) && !settings.LEERSPOOR_SLEUTEL) {
    problems.push('LEERSPOOR_SLEUTEL moet gezet zijn bij PostgreSQL (`1:` gevolgd door `openssl rand -base64 32`)');
  }
  if (settings.LEERSPOOR_SMTP && !settings.LEERSPOOR_MAIL_VAN) {
    problems.push('LEERSPOOR_MAIL_VAN moet gezet zijn bij LEERSPOOR_SMTP: het adres waar de mail vandaan komt');
  }
  if (problems.length > 0) throw new UsageProblem(`De instellingen kloppen niet: ${problems.sort().join('; ')}.`);
  return settings;
}

/** The address that people use, without a slash at the end. */
export function publicAddress({ LEERSPOOR_ADRES, HOST, PORT }: Settings): string {
  if (LEERSPOOR_ADRES) return LEERSPOOR_ADRES;
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}

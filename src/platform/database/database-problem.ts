import { Problem } from '../errors';
import { connectionLost } from './retrying';

/** No server there, or one that goes down, comes up or broke the connection. */
const AWAY = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|EPIPE|57P0\d|25P03|08\d{3})$/;

/** What a person can do about a database that cannot be used, by the code of the driver. */
const ADVICE: [RegExp, string][] = [
  [
    /^SQLITE_(NOTADB|CORRUPT)/,
    'Het databasebestand is beschadigd of is geen database van Leerspoor. Zet een reservekopie terug.',
  ],
  [
    /^SQLITE_(CANTOPEN|READONLY|PERM|AUTH|IOERR)/,
    'Het databasebestand kan niet worden geopend of beschreven. Kijk LEERSPOOR_DATABASE, de rechten en de schijf na.',
  ],
  [
    /^(ENOTDIR|EISDIR|EACCES|EPERM|EROFS)$/,
    'Het databasebestand kan niet worden geopend. Kijk LEERSPOOR_DATABASE en de rechten na.',
  ],
  [/^(SQLITE_FULL|ENOSPC|53100)$/, 'De schijf is vol. Maak ruimte en voer de opdracht opnieuw uit.'],
  [
    /^SQLITE_BUSY/,
    'De database is te lang bezet door een ander programma. Sluit dat programma en probeer het opnieuw.',
  ],
  [AWAY, 'De databaseserver antwoordt niet. Kijk LEERSPOOR_DATABASE na en of PostgreSQL draait.'],
  [/^(53300|53400)$/, 'De databaseserver heeft geen verbinding meer vrij. Verlaag LEERSPOOR_DATABASE_VERBINDINGEN.'],
  [
    /^(28P01|28000)$/,
    'De databaseserver weigert de gebruikersnaam of het wachtwoord. Verbeter die in LEERSPOOR_DATABASE.',
  ],
  [/^3D000$/, 'De database in LEERSPOOR_DATABASE bestaat niet op de server. Maak haar eerst met createdb.'],
  [/^ERR_(SOCKET_BAD_PORT|INVALID_URL)$/, 'LEERSPOOR_DATABASE is geen geldig adres van een database.'],
];

/** The error as a Problem where its code says what is wrong; any other error as it is. */
export function databaseProblem(error: unknown): unknown {
  if (error instanceof Problem) return error;
  const advice = adviceOn(error);
  return advice ? new Problem('database-onbruikbaar', advice, { status: 503, logLevel: 'error', cause: error }) : error;
}

/** Whether it is the database that cannot be used, and not what was asked of it. */
export function isDatabaseTrouble(error: unknown): boolean {
  if (error instanceof Problem) return error.code === 'database-onbruikbaar';
  return connectionLost(error) || adviceOn(error) !== undefined;
}

/** Whether the database is on a server that does not answer now, and may soon. */
export function isServerAway(error: unknown): boolean {
  return AWAY.test(codeOf(error instanceof Problem ? error.cause : error));
}

function adviceOn(error: unknown): string | undefined {
  const known = codeOf(error);
  return ADVICE.find(([pattern]) => pattern.test(known))?.[1];
}

function codeOf(error: unknown): string {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } };
  return String(code ?? driverError?.code ?? (error && connectionLost(error) ? '08006' : ''));
}

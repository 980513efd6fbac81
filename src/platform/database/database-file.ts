import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Problem } from '../errors';
import { databaseFile } from './dialect';

/** Throws a Problem where the address is a file that does not exist: a typing mistake must not start a new database. */
export function requireDatabaseFile(address: string): void {
  const file = databaseFile(address);
  if (file === null || existsSync(file)) return;
  throw new Problem(
    'database-bestaat-niet',
    `De database ${file} bestaat nog niet. Voer eerst \`leerspoor migrate\` uit, of kijk LEERSPOOR_DATABASE na.`,
    { status: 503, logLevel: 'error' },
  );
}

/** how every SQLite file that is not empty begins */
const SQLITE_HEADER = Buffer.from('SQLite format 3\0', 'latin1');

/**
 * Throws a Problem where the address is a file that is there and cannot be our database: a folder, without rights, or
 * something else than SQLite. Looked at before the key, whose absence says nothing where there is no database.
 */
export function requireUsableFile(address: string): void {
  const file = databaseFile(address);
  if (file === null || !existsSync(file)) return;
  if (statSync(file).isDirectory()) {
    throw unusable(`${file} is een map. Zet in LEERSPOOR_DATABASE het pad van een bestand.`);
  }
  if (!beginsAsSqlite(file)) {
    const what = `Het bestand ${file} is beschadigd of is geen database van Leerspoor.`;
    throw unusable(`${what} Zet een reservekopie terug, of kijk LEERSPOOR_DATABASE na.`);
  }
}

function beginsAsSqlite(file: string): boolean {
  const begin = Buffer.alloc(SQLITE_HEADER.length);
  const handle = openToWrite(file);
  try {
    const read = readSync(handle, begin, 0, begin.length, 0);
    // an empty file is a database without tables
    return read === 0 || begin.equals(SQLITE_HEADER);
  } finally {
    closeSync(handle);
  }
}

function openToWrite(file: string): number {
  try {
    return openSync(file, 'r+');
  } catch (cause) {
    const what = `Het databasebestand ${file} mag niet worden gelezen of beschreven.`;
    throw unusable(`${what} Geef de gebruiker van Leerspoor die rechten, of kijk LEERSPOOR_DATABASE na.`, cause);
  }
}

function unusable(message: string, cause?: unknown): Problem {
  return new Problem('database-onbruikbaar', message, { status: 503, logLevel: 'error', cause });
}

/**
 * Makes the folder that a new database goes into. One level at a time: Node's recursive way never ends where a file
 * system lets nobody make folders (/proc).
 */
export function makeFolderOf(file: string): void {
  const missing: string[] = [];
  for (let folder = dirname(resolve(file)); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) {
    try {
      mkdirSync(folder);
    } catch (cause) {
      // another process may have made it in the meantime
      if (existsSync(folder)) continue;
      throw new Problem(
        'map-niet-te-maken',
        `De map ${folder} kan niet worden gemaakt. Kijk de rechten en het pad na.`,
        {
          status: 500,
          logLevel: 'error',
          cause,
        },
      );
    }
  }
}

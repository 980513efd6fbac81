import { existsSync, mkdirSync } from 'node:fs';
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

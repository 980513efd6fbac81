import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { makeFolderOf } from './database/database-file';
import { databaseFile } from './database/dialect';
import { newSecret, parseSecret } from './encryption';
import { Problem } from './errors';
import type { Settings } from './settings';

/**
 * The secret that encrypts identifiers: the setting, else the key file beside the SQLite database, made (mode 0600)
 * together with a new database. A database that has lost its key file is refused: a new key would read nothing.
 */
export function findSecret(settings: Pick<Settings, 'LEERSPOOR_DATABASE' | 'LEERSPOOR_SLEUTEL'>): string {
  if (settings.LEERSPOOR_SLEUTEL) return settings.LEERSPOOR_SLEUTEL;
  const database = settings.LEERSPOOR_DATABASE;
  if (database === ':memory:') return newSecret();
  const path = `${database}.sleutel`;
  if (existsSync(path)) return readKeyFile(path);
  if (existsSync(database) && statSync(database).size > 0) {
    throw new Problem(
      'sleutel-ontbreekt',
      `Het sleutelbestand ${path} ontbreekt. Zet het terug, of geef de sleutel met LEERSPOOR_SLEUTEL.`,
      { status: 500, logLevel: 'error' },
    );
  }
  makeFolderOf(path);
  return makeKeyFile(path);
}

/** The file that the key is kept in, or null where it is not kept in one. */
export function keyFileOf(settings: Pick<Settings, 'LEERSPOOR_DATABASE' | 'LEERSPOOR_SLEUTEL'>): string | null {
  const { LEERSPOOR_DATABASE: database, LEERSPOOR_SLEUTEL: key } = settings;
  return key || databaseFile(database) === null ? null : `${database}.sleutel`;
}

/** Puts another secret in the place of the one in the file: whole or not at all, and on disk before it is believed. */
export function replaceKeyFile(path: string, secret: string): void {
  const draft = `${path}.${process.pid}`;
  try {
    const file = openSync(draft, 'w', 0o600);
    try {
      writeSync(file, `${secret}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw notMade(path, cause);
  }
}

/** Throws a Problem where the file cannot be read or holds no key. */
function readKeyFile(path: string): string {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    parseSecret(secret);
    return secret;
  } catch (cause) {
    throw new Problem(
      'sleutel-onleesbaar',
      `Het sleutelbestand ${path} is niet te lezen of beschadigd. Zet een reservekopie terug.`,
      {
        status: 500,
        logLevel: 'error',
        cause,
      },
    );
  }
}

/** Whole or not at all: killed halfway, or made by two processes at once, there is one key and both read it. */
function makeKeyFile(path: string): string {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, `${newSecret()}\n`, { mode: 0o600 });
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    throw notMade(path, cause);
  } finally {
    rmSync(draft, { force: true });
  }
}

function notMade(path: string, cause: unknown): Problem {
  return new Problem(
    'sleutel-niet-te-maken',
    `Het sleutelbestand ${path} kan niet worden gemaakt. Kijk de rechten en de schijfruimte na.`,
    { status: 500, logLevel: 'error', cause },
  );
}

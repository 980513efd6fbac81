import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { newSecret } from './encryption';
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
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  if (existsSync(database) && statSync(database).size > 0) {
    throw new Problem(
      'sleutel-ontbreekt',
      `Het sleutelbestand ${path} ontbreekt. Zet het terug, of geef de sleutel met LEERSPOOR_SLEUTEL.`,
      { status: 500, logLevel: 'error' },
    );
  }
  mkdirSync(dirname(path), { recursive: true });
  const secret = newSecret();
  writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return secret;
}

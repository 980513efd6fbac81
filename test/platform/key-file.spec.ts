import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSecret, parseSecret } from '../../src/platform/encryption';
import { findSecret } from '../../src/platform/key-file';

describe('the key file beside a SQLite database', () => {
  let folder: string;
  let database: string;
  let keyFile: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-sleutel-'));
    database = join(folder, 'map', 'leerspoor.db');
    keyFile = `${database}.sleutel`;
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made with a new database, readable by its owner alone, and then used again', () => {
    const secret = findSecret({ LEERSPOOR_DATABASE: database });
    expect([...parseSecret(secret).raw.keys()]).toEqual([1]);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(findSecret({ LEERSPOOR_DATABASE: database })).toBe(secret);
  });

  it('is another one for each database', () => {
    const other = findSecret({ LEERSPOOR_DATABASE: join(folder, 'ander.db') });
    expect(findSecret({ LEERSPOOR_DATABASE: database })).not.toBe(other);
  });

  it('is not made anew where the database lost it: the refusal says which file and what to do', () => {
    findSecret({ LEERSPOOR_DATABASE: database });
    writeFileSync(database, 'rows');
    rmSync(keyFile);
    expect(() => findSecret({ LEERSPOOR_DATABASE: database })).toThrow(keyFile);
    expect(() => findSecret({ LEERSPOOR_DATABASE: database })).toThrow('LEERSPOOR_SLEUTEL');
    expect(existsSync(keyFile)).toBe(false);
  });

  it('is not needed, made or changed where the setting gives the key', () => {
    const secret = newSecret();
    expect(findSecret({ LEERSPOOR_DATABASE: database, LEERSPOOR_SLEUTEL: secret })).toBe(secret);
    expect(existsSync(keyFile)).toBe(false);
    const own = findSecret({ LEERSPOOR_DATABASE: database });
    expect(findSecret({ LEERSPOOR_DATABASE: database, LEERSPOOR_SLEUTEL: secret })).toBe(secret);
    expect(readFileSync(keyFile, 'utf8').trim()).toBe(own);
  });
});

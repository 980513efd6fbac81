import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Problem } from './errors';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** What an encrypted text is for: kept in a column, or carried through an address by a visitor. */
export type Purpose = 'kolom' | 'zoekterm';

interface DerivedKey {
  version: number;
  cipher: Buffer;
}

/**
 * Encrypts identifiers and contact data in columns: AES-256-GCM with versioned keys, stored as `version.base64`.
 * The keyed index (HMAC-SHA-256, 128 bits of it) finds a value without decrypting; it hangs on the first key, so that
 * it survives a change of key.
 *
 * The secret is text: `1:base64` or, after a change of keys, `1:base64,2:base64`; the highest version encrypts.
 */
export class Encryption {
  private readonly keys = new Map<number, DerivedKey>();
  private readonly current: DerivedKey;
  private readonly indexKey: Buffer;
  /** an import meets the same pupil again and again; the cache is bounded and lives in memory only */
  private readonly indexCache = new LRUCache<string, string>({ max: 50_000 });

  constructor(secret: string) {
    const parsed = parseSecret(secret);
    for (const [version, raw] of parsed) {
      this.keys.set(version, { version, cipher: derive(raw, 'leerspoor kolommen') });
    }
    const versions = [...parsed.keys()].sort((a, b) => a - b);
    this.current = this.keys.get(versions[versions.length - 1]!)!;
    this.indexKey = derive(parsed.get(versions[0]!)!, 'leerspoor index');
  }

  /** `purpose` is bound to the text: what was made for one purpose cannot be read for another. */
  encrypt(plain: string, purpose: Purpose = 'kolom'): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.current.cipher, iv);
    cipher.setAAD(Buffer.from(purpose));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${this.current.version}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`;
  }

  /** Throws a Problem where the text was not made with one of these keys, or for another purpose. */
  decrypt(stored: string, purpose: Purpose = 'kolom'): string {
    const dot = stored.indexOf('.');
    const key = this.keys.get(Number(stored.slice(0, dot)));
    try {
      if (!key) throw new Error('unknown key version');
      const bytes = Buffer.from(stored.slice(dot + 1), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key.cipher, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(purpose));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch (cause) {
      throw new Problem(
        'sleutel-past-niet',
        'De sleutel past niet bij deze database. Zet LEERSPOOR_SLEUTEL (of het sleutelbestand) terug die erbij hoort.',
        { status: 500, logLevel: 'error', cause },
      );
    }
  }

  /** The keyed index of a value: 22 characters, the same for the same value and key. */
  index(value: string): string {
    let found = this.indexCache.get(value);
    if (found === undefined) {
      found = createHmac('sha256', this.indexKey).update(value).digest().subarray(0, 16).toString('base64url');
      this.indexCache.set(value, found);
    }
    return found;
  }
}

/** A fresh secret in the form that `Encryption` reads. */
export function newSecret(): string {
  return `1:${randomBytes(KEY_BYTES).toString('base64')}`;
}

/** Reads `version:base64` pairs; throws an Error in Dutch where the form is wrong. Never repeats the secret. */
export function parseSecret(secret: string): Map<number, Buffer> {
  const keys = new Map<number, Buffer>();
  for (const part of secret.trim().split(/[,\n]/)) {
    const match = /^(\d{1,4}):([A-Za-z0-9+/]{43}=)$/.exec(part.trim());
    if (!match)
      throw new Error(
        'moet de vorm `1:…` hebben met 32 bytes in base64 (maak een sleutel met `openssl rand -base64 32`)',
      );
    keys.set(Number(match[1]), Buffer.from(match[2]!, 'base64'));
  }
  return keys;
}

function derive(raw: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', raw, Buffer.alloc(0), purpose, KEY_BYTES));
}

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Problem } from './errors';
import type { Place } from './place';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** between version and text: bound to its place, or to nothing but that it stands in a column (before November 2026) */
const BOUND = '~';
const UNBOUND = '.';

interface DerivedKey {
  version: number;
  cipher: Buffer;
  index: Buffer;
}

/**
 * Encrypts identifiers and contact data: AES-256-GCM with versioned keys, stored as `version~base64` and bound to its
 * place. The keyed index (HMAC-SHA-256, 128 bits of it) finds a value without decrypting.
 *
 * The secret is text: `1:base64` or, while keys change, `1:base64,2:base64`. The highest version writes; one with a `~`
 * before it (`1:base64,~2:base64`) only reads, so that every process can know a key before the first one writes with it.
 */
export class Encryption {
  private keys: ReadonlyMap<number, DerivedKey>;
  private current: DerivedKey;
  /** keys by which rows may still be found, the one that writes first */
  private finders: readonly DerivedKey[];
  /** an import meets the same pupil again and again; the cache is bounded and lives in memory only */
  private readonly indexCache = new LRUCache<string, string>({ max: 50_000 });

  constructor(secret: string) {
    ({ keys: this.keys, current: this.current, finders: this.finders } = readKeys(secret));
  }

  /** Takes other keys from now on: what was under way reads on with those it shares with the ones before. */
  replace(secret: string): void {
    ({ keys: this.keys, current: this.current, finders: this.finders } = readKeys(secret));
    this.indexCache.clear();
  }

  /** The version that writes. */
  get version(): number {
    return this.current.version;
  }

  /** Every version that can be read. */
  get versions(): number[] {
    return [...this.keys.keys()].sort((a, b) => a - b);
  }

  /** Whether rows may be found by more than one key: then keys are changing. */
  get changing(): boolean {
    return this.finders.length > 1;
  }

  encrypt(plain: string, place: Place): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.current.cipher, iv);
    cipher.setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
    return `${this.current.version}${BOUND}${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64')}`;
  }

  /** Throws a Problem where the text was not made with one of these keys, or for another place. */
  decrypt(stored: string, place: Place): string {
    const [, version = '', form = '', text = ''] = /^(\d{1,4})([~.])([\s\S]*)$/.exec(stored) ?? [];
    const key = this.keys.get(Number(version));
    try {
      if (!key) throw new Error('unknown key version');
      const bytes = Buffer.from(text, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key.cipher, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(form === UNBOUND && mayBeUnbound(place) ? 'kolom' : place));
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

  /** The same for a column that once held plain text: what was not encrypted then is given as it is. */
  decryptUnlessPlain(stored: string, place: Place): string {
    return isSealed(stored) ? this.decrypt(stored, place) : stored;
  }

  /** Whether a stored text has the newest key and is bound to a place. */
  isCurrent(stored: string): boolean {
    return stored.startsWith(`${this.current.version}${BOUND}`);
  }

  /** The keyed index of a value, to be stored: 22 characters, the same for the same value and key. */
  index(value: string): string {
    let found = this.indexCache.get(value);
    if (found === undefined) {
      found = indexBy(this.current, value);
      this.indexCache.set(value, found);
    }
    return found;
  }

  /** Every index by which the value may be stored; more than one only while keys change. The one of `index` comes first. */
  indexes(value: string): string[] {
    const first = this.index(value);
    return this.changing ? [first, ...this.finders.slice(1).map((key) => indexBy(key, value))] : [first];
  }
}

/** Whether a text has the form of an encrypted one. */
export function isSealed(stored: string): boolean {
  return /^\d{1,4}[~.][A-Za-z0-9+/]{38,}={0,2}$/.test(stored);
}

function indexBy(key: DerivedKey, value: string): string {
  return createHmac('sha256', key.index).update(value).digest().subarray(0, 16).toString('base64url');
}

/** Only what is kept can be old; what was carried along ended long ago. */
function mayBeUnbound(place: Place): boolean {
  return place.startsWith('kolom ') || place.startsWith('bestand ');
}

function readKeys(secret: string) {
  const { raw, writes } = parseSecret(secret);
  const keys = new Map<number, DerivedKey>();
  for (const [version, bytes] of raw) {
    const cipher = derive(bytes, 'leerspoor kolommen');
    keys.set(version, { version, cipher, index: derive(bytes, 'leerspoor index') });
  }
  const current = keys.get(writes)!;
  const others = [...keys.values()].filter((key) => key !== current).sort((a, b) => b.version - a.version);
  return { keys, current, finders: [current, ...others] };
}

/** A fresh secret in the form that `Encryption` reads. */
export function newSecret(version = 1): string {
  return `${version}:${randomBytes(KEY_BYTES).toString('base64')}`;
}

/** What a secret holds: the bytes of every version, and the version that writes. */
export interface ParsedSecret {
  raw: ReadonlyMap<number, Buffer>;
  writes: number;
}

/** Reads `version:base64` pairs; throws an Error in Dutch where the form is wrong. Never repeats the secret. */
export function parseSecret(secret: string): ParsedSecret {
  const raw = new Map<number, Buffer>();
  const writing: number[] = [];
  for (const part of secret.trim().split(/[,\n]/)) {
    const match = /^(~?)(\d{1,4}):([A-Za-z0-9+/]{43}=)$/.exec(part.trim());
    if (!match)
      throw new Error(
        'moet de vorm `1:…` hebben met 32 bytes in base64 (maak een sleutel met `openssl rand -base64 32`)',
      );
    const version = Number(match[2]);
    if (raw.has(version)) throw new Error(`noemt sleutel ${version} twee keer`);
    raw.set(version, Buffer.from(match[3]!, 'base64'));
    if (match[1] === '') writing.push(version);
  }
  if (writing.length === 0) throw new Error('heeft alleen sleutels met ~ ervoor: er moet er een zijn die schrijft');
  return { raw, writes: Math.max(...writing) };
}

function derive(raw: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', raw, Buffer.alloc(0), purpose, KEY_BYTES));
}

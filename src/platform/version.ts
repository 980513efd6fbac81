import { createHash } from 'node:crypto';
import { Problem } from './errors';

/** The version of something: the same for the same parts. Of letters, digits, `-` and `_`. */
export function versionOf(...parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
}

/** Throws (412) where what stands now is none of the versions that somebody saw before changing it. */
export function requireVersion(seen: readonly string[], current: string): void {
  if (seen.includes(current)) return;
  throw new Problem(
    'versie-verouderd',
    'Dit is intussen gewijzigd. Haal het opnieuw op en pas uw wijziging daarop toe.',
    { status: 412, logLevel: 'debug' },
  );
}

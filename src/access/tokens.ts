import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, 43 characters. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token of `randomToken`: it cannot be guessed, so a plain hash will do. 64 characters. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Compares secrets without telling by the time it takes how much of them was right. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((value) => createHash('sha256').update(value).digest());
  return timingSafeEqual(a!, b!);
}

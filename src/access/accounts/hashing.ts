import { randomBytes } from 'node:crypto';
import { argon2id, hash, verify } from 'argon2';
import { Semaphore } from 'async-mutex';
import { Problem } from '../../platform/errors';

/** OWASP's second choice for argon2id: 19 MiB, two passes. */
const HASHING = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;
/** hashing takes memory: so many at once, the others wait */
const turns = new Semaphore(4);
let decoy: Promise<string> | null = null;

/** Throws a Problem where nobody should have such a password. */
export function checkPassword(password: string): void {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) {
    throw new Problem('wachtwoord-te-kort', `Kies een wachtwoord van ten minste ${SHORTEST_PASSWORD} tekens.`, {
      status: 422,
    });
  }
  if (length > LONGEST_PASSWORD) {
    throw new Problem('wachtwoord-te-lang', `Kies een wachtwoord van hoogstens ${LONGEST_PASSWORD} tekens.`, {
      status: 422,
    });
  }
  if (new Set(password.toLowerCase()).size < 5) {
    throw new Problem('wachtwoord-te-eenvoudig', 'Kies een wachtwoord met meer verschillende tekens.', { status: 422 });
  }
}

export function hashPassword(password: string): Promise<string> {
  return turns.runExclusive(() => hash(password, HASHING));
}

/** The hash of a password that nobody has: for an account without a password yet. */
export function hashOfNothing(): Promise<string> {
  return turns.runExclusive(() => hash(randomBytes(32), HASHING));
}

/** Costs the same where there is no hash: `undefined` for a name that does not exist. */
export async function matchesPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hashOfNothing();
  const against = stored ?? (await decoy);
  const matches = await turns.runExclusive(() => verify(against, password));
  return matches && stored !== undefined;
}

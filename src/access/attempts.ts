import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { ATTEMPT_TERMS } from './terms';

/**
 * Counts attempts to log in, per username and address. An attempt is counted before it is checked, so that many at
 * once get no more guesses than one after the other; a good one is taken back. Unknown usernames count alike.
 */
export class Attempts {
  private readonly counts: LRUCache<string, number>;

  constructor(private readonly terms = ATTEMPT_TERMS) {
    // the time starts at the first attempt and is not prolonged by later ones: noUpdateTTL
    this.counts = new LRUCache({ max: terms.remembered, ttl: terms.window, noUpdateTTL: true });
  }

  /** Counts one attempt; false where there were too many. */
  take(username: string, address: string): boolean {
    const limits = this.limits(username, address);
    if (limits.some(([key, limit]) => (this.counts.get(key) ?? 0) >= limit)) return false;
    for (const [key] of limits) this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    return true;
  }

  /** The attempt was good: it does not count, and this user at this address starts anew. */
  succeed(username: string, address: string): void {
    const [pair, ...others] = this.limits(username, address).map(([key]) => key);
    this.counts.delete(pair!);
    for (const key of others) this.counts.set(key, Math.max(0, (this.counts.get(key) ?? 0) - 1));
  }

  private limits(username: string, address: string): [string, number][] {
    const name = short(username);
    return [
      [`p ${name} ${address}`, this.terms.perPair],
      [`n ${name}`, this.terms.perUsername],
      [`a ${address}`, this.terms.perAddress],
    ];
  }
}

/** What was typed may be long, or a password in the wrong field: neither is kept. */
function short(username: string): string {
  return createHash('sha256').update(username).digest('base64url').slice(0, 22);
}

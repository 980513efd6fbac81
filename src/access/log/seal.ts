import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Sql, Work } from '../../platform/database/sql';
import { CHAIN_START } from './entry';

/** The end of one chain when it was sealed. */
export interface SealedHead {
  chain: string;
  seq: number;
  hash: string;
}

export interface Seal {
  seq: number;
  day: Day;
  at: string;
  heads: SealedHead[];
  hash: string;
}

/** A line may be committed so long after the time that it bears: units of work take a while, and clocks differ. */
export const MARGIN_MS = 24 * 3_600_000;

export const SEAL_SELECT = 'SELECT seq, day, at, heads, hash FROM audit_seal';

export function readSeal(row: Omit<Seal, 'heads'> & { heads: string }): Seal {
  return { ...row, heads: JSON.parse(row.heads) as SealedHead[] };
}

/** SHA-256 over the seal before and this one. */
export function sealHash(previous: string, { seq, day, at, heads }: Omit<Seal, 'hash'>): string {
  return createHash('sha256')
    .update(`${previous}\n${JSON.stringify([seq, day, at, heads])}`)
    .digest('base64url');
}

/**
 * Seals what all processes wrote: once a day the ends of their chains are put together under one hash, which follows
 * the seal before. Who keeps a seal elsewhere can prove later that nothing before it was changed or cut off.
 */
@Injectable()
export class Seals {
  private readonly logger = new Logger(Seals.name);

  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /** Once for a day; null where that day has its seal, or nothing was written since the last. */
  async seal(work: Work, day: Day): Promise<Seal | null> {
    await work.exclusive('zegel');
    const row = await work.get<Omit<Seal, 'heads'> & { heads: string }>(`${SEAL_SELECT} ORDER BY seq DESC LIMIT 1`);
    const last = row ? readSeal(row) : null;
    if (last && last.day >= day) return null;
    const heads = await this.heads(work);
    if (heads.length === 0) return null;
    const draft = { seq: (last?.seq ?? 0) + 1, day, at: this.clock.instant(), heads };
    const seal = { ...draft, hash: sealHash(last?.hash ?? CHAIN_START, draft) };
    const values = [seal.seq, seal.day, seal.at, JSON.stringify(heads), seal.hash];
    await work.insert('audit_seal', ['seq', 'day', 'at', 'heads', 'hash'], [values]);
    work.ending({
      before: async () => undefined,
      // outside the database too: who can change the one cannot change the other
      after: (stood) => stood && this.logger.log({ msg: 'logboek verzegeld', dag: day, zegel: seal.hash }),
    });
    return seal;
  }

  /**
   * The ends of all chains that grew since they were sealed, whatever time their lines bear: from chain to chain over the
   * key, as there are many lines and few chains.
   */
  private async heads(sql: Sql): Promise<SealedHead[]> {
    const rows = await sql.all<SealedHead>(
      `WITH RECURSIVE known (chain) AS (
         SELECT (SELECT e.chain FROM audit_entry e ORDER BY e.chain LIMIT 1)
         UNION ALL
         SELECT (SELECT e.chain FROM audit_entry e WHERE e.chain > k.chain ORDER BY e.chain LIMIT 1)
           FROM known k WHERE k.chain IS NOT NULL)
       SELECT e.chain, e.seq, e.hash FROM known k
         JOIN audit_entry e ON e.chain = k.chain AND e.seq = (SELECT MAX(l.seq) FROM audit_entry l WHERE l.chain = k.chain)
        ORDER BY e.chain`,
    );
    const sealed = new Map<string, number>();
    for (const { heads } of await sql.all<{ heads: string }>('SELECT heads FROM audit_seal')) {
      for (const { chain, seq } of JSON.parse(heads) as SealedHead[])
        sealed.set(chain, Math.max(seq, sealed.get(chain) ?? 0));
    }
    return rows.filter(({ chain, seq }) => (sealed.get(chain) ?? 0) < seq);
  }
}

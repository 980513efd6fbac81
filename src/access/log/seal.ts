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

/** Entries of units of work that take long may lie a little before the last seal. */
const MARGIN_MS = 24 * 3_600_000;

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
    const heads = await this.heads(work, last);
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

  /** The ends of the chains that grew since the last seal. */
  private async heads(sql: Sql, last: Seal | null): Promise<SealedHead[]> {
    const since = last ? new Date(Date.parse(last.at) - MARGIN_MS).toISOString() : '0001-01-01T00:00:00.000Z';
    const rows = await sql.all<SealedHead>(
      `SELECT e.chain, e.seq, e.hash FROM audit_entry e
        WHERE e.chain IN (SELECT recent.chain FROM audit_entry recent WHERE recent.at >= ?)
          AND NOT EXISTS (SELECT 1 FROM audit_entry later WHERE later.chain = e.chain AND later.seq = e.seq + 1)
        ORDER BY e.chain`,
      [since],
    );
    const sealed = new Map(last?.heads.map((one) => [one.chain, one.seq]));
    return rows.filter(({ chain, seq }) => (sealed.get(chain) ?? 0) < seq);
  }
}

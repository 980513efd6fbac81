import type { Sql } from '../../platform/database/sql';
import { type AuditEntry, CHAIN_START, ENTRY_SELECT, hashOf } from './entry';
import { readSeal, type Seal, SEAL_SELECT, sealHash } from './seal';

/** What the log turns out to be. `broken`: the first line that is not as it was written, in a Dutch sentence. */
export interface Verified {
  entries: number;
  chains: number;
  seals: number;
  lastSeal: { day: string; hash: string } | null;
  broken: string | null;
}

/**
 * Reads the whole log and recalculates every chain and every seal. Reads row by row.
 * @param knownSeal a seal that was kept elsewhere: it must be among the seals
 */
export async function verifyLog(sql: Sql, knownSeal?: string): Promise<Verified> {
  const result: Verified = { entries: 0, chains: 0, seals: 0, lastSeal: null, broken: null };
  const seals = await readSeals(sql, result);
  const expected = new Map(seals.flatMap((seal) => seal.heads.map((head) => [`${head.chain} ${head.seq}`, head.hash])));
  const removed = await sql.all<{ chain: string }>('SELECT chain FROM audit_removed');
  for (const { chain } of removed) for (const key of expected.keys()) if (key.startsWith(chain)) expected.delete(key);
  await readChains(sql, result, expected);
  const [missing] = expected.keys();
  if (result.broken === null && missing !== undefined) {
    const [chain, seq] = missing.split(' ');
    result.broken = `Keten ${chain} is afgebroken: regel ${seq} is verzegeld, maar staat er niet meer.`;
  }
  if (result.broken === null && knownSeal !== undefined && !seals.some((seal) => seal.hash === knownSeal)) {
    result.broken = 'Het opgegeven zegel staat niet in het logboek.';
  }
  return result;
}

async function readSeals(sql: Sql, result: Verified): Promise<Seal[]> {
  const seals = (await sql.all<Omit<Seal, 'heads'> & { heads: string }>(`${SEAL_SELECT} ORDER BY seq`)).map(readSeal);
  let before = { seq: 0, hash: CHAIN_START };
  for (const seal of seals) {
    if (seal.seq !== before.seq + 1 || seal.hash !== sealHash(before.hash, seal)) {
      result.broken = `Zegel ${seal.seq} van ${seal.day} klopt niet met wat verzegeld werd.`;
      break;
    }
    before = seal;
    result.seals++;
    result.lastSeal = { day: seal.day, hash: seal.hash };
  }
  return seals;
}

/** Takes out of `expected` every sealed line that it meets. */
async function readChains(sql: Sql, result: Verified, expected: Map<string, string>): Promise<void> {
  let before = { chain: '', seq: 0, hash: CHAIN_START };
  const entries = sql.stream<AuditEntry & { hash: string }>(
    `SELECT ${ENTRY_SELECT}, a.hash FROM audit_entry a ORDER BY a.chain, a.seq`,
  );
  for await (const { hash, ...entry } of entries) {
    if (entry.chain !== before.chain) {
      before = { chain: entry.chain, seq: 0, hash: CHAIN_START };
      result.chains++;
    }
    const key = `${entry.chain} ${entry.seq}`;
    const sealed = expected.get(key);
    expected.delete(key);
    result.broken ??= faultOf(before, entry, hash, sealed);
    before = { chain: entry.chain, seq: entry.seq, hash };
    result.entries++;
  }
}

function faultOf(
  before: { seq: number; hash: string },
  entry: AuditEntry,
  hash: string,
  sealed: string | undefined,
): string | null {
  const where = `Keten ${entry.chain}`;
  if (entry.seq !== before.seq + 1) return `${where}: regel ${before.seq + 1} ontbreekt.`;
  if (hash !== hashOf(before.hash, entry)) return `${where}: regel ${entry.seq} is veranderd.`;
  if (sealed !== undefined && sealed !== hash) return `${where}: regel ${entry.seq} is niet wat verzegeld werd.`;
  return null;
}

import { createHash } from 'node:crypto';
import { type Day, parseDay } from '../../law/day';
import type { Sql } from '../../platform/database/sql';
import { FEW_PUPILS } from './chain';
import { type AuditEntry, CHAIN_START, ENTRY_SELECT, hashOf, unpackPupils } from './entry';
import { MARGIN_MS, readSeal, type Seal, SEAL_SELECT, sealHash } from './seal';

/** What the log turns out to be. `broken`: the first line that is not as it was written, in a Dutch sentence. */
export interface Verified {
  entries: number;
  chains: number;
  seals: number;
  lastSeal: { day: string; hash: string } | null;
  broken: string | null;
  /** Dutch sentences on what is whole, but was not written when it says: somebody must look at it */
  odd: string[];
}

export interface Asked {
  /** a seal that was kept elsewhere: it must be among the seals */
  knownSeal?: string;
  today: Day;
  /** entries from before this day could be removed on that day, because their time was up */
  keptFrom: (removedOn: Day) => Day;
}

/**
 * Reads the whole log and recalculates every chain, every seal and the index by pupil. Reads row by row. A chain that was
 * removed is missed nowhere, but only where the seals say that its time was up, and where nothing is left of it.
 */
export async function verifyLog(sql: Sql, { knownSeal, today, keptFrom }: Asked): Promise<Verified> {
  const result: Verified = { entries: 0, chains: 0, seals: 0, lastSeal: null, broken: null, odd: [] };
  const seals = await readSeals(sql, result);
  const expected = new Map(seals.flatMap((seal) => seal.heads.map((head) => [`${head.chain} ${head.seq}`, head.hash])));
  const removed = await removedChains(sql, today, result);
  const after = writtenAfter(seals);
  for (const [chain, removedOn] of removed) {
    const day = after.get(chain);
    if (day !== undefined && day > keptFrom(removedOn)) removed.delete(chain);
  }
  for (const key of [...expected.keys()]) if (removed.has(chainOf(key))) expected.delete(key);
  const index = new IndexCheck();
  const late = new LateLines(seals);
  await readChains(sql, result, expected, (entry) => {
    index.entry(entry);
    late.entry(entry);
    return removed.has(entry.chain) ? `Keten ${entry.chain} is verwijderd, maar staat er nog.` : null;
  });
  await index.read(sql);
  result.broken ??= index.fault();
  result.odd.push(...late.told());
  const [missing] = expected.keys();
  if (result.broken === null && missing !== undefined) {
    const [chain, seq] = missing.split(' ');
    result.broken = `Keten ${chain} is afgebroken: regel ${seq} is verzegeld, maar staat er niet meer.`;
  }
  if (result.broken === null && knownSeal !== undefined && !seals.some((seal) => seal.hash === knownSeal)) {
    result.broken = 'Het opgegeven zegel staat niet in het logboek.';
  }
  result.broken ??= await index.strangers(sql);
  return result;
}

const chainOf = (key: string): string => key.slice(0, key.indexOf(' '));

/** The day on which each chain was removed, as far as that day has come. A text that is no day removes nothing. */
async function removedChains(sql: Sql, today: Day, result: Verified): Promise<Map<string, Day>> {
  const rows = await sql.all<{ chain: string; removedOn: string }>(
    'SELECT chain, removed_on AS "removedOn" FROM audit_removed ORDER BY chain',
  );
  const removed = new Map<string, Day>();
  for (const { chain, removedOn } of rows) {
    const day = parseDay(removedOn);
    if (day === null) result.broken ??= `Keten ${chain} zou verwijderd zijn op een dag die niet bestaat.`;
    else if (day <= today) removed.set(chain, day);
  }
  return removed;
}

/**
 * The day after which the last sealed lines of each chain were written: that of the seal before the last one that knows
 * it. A seal itself may come late, when nothing ran for days.
 */
function writtenAfter(seals: readonly Seal[]): Map<string, Day> {
  return new Map(
    seals.flatMap(({ day, heads }, i) => heads.map(({ chain }): [string, Day] => [chain, seals[i - 1]?.day ?? day])),
  );
}

/**
 * Lines that say that they were written more than a day before a seal, which does not have them: added afterwards, or by
 * a clock that was wrong. They are whole, so that the log is not broken, but somebody must look at them.
 */
class LateLines {
  /** the moments of the seals, and per chain up to which line each seal reaches */
  private readonly moments: string[];
  private readonly reach = new Map<string, { from: number; seq: number }[]>();
  private readonly found = new Map<string, { seal: number; lines: number }>();

  constructor(private readonly seals: readonly Seal[]) {
    this.moments = seals.map(({ at }) => new Date(Date.parse(at) - MARGIN_MS).toISOString());
    seals.forEach(({ heads }, from) => {
      for (const { chain, seq } of heads) this.reach.set(chain, [...(this.reach.get(chain) ?? []), { from, seq }]);
    });
  }

  entry({ chain, seq, at }: AuditEntry): void {
    // the seal that has it, and the one before that
    const sealedBy = this.reach.get(chain)?.find((one) => one.seq >= seq)?.from ?? this.seals.length;
    const before = this.moments[sealedBy - 1];
    if (before === undefined || at >= before) return;
    const known = this.found.get(chain);
    if (known) known.lines++;
    else this.found.set(chain, { seal: this.seals[sealedBy - 1]!.seq, lines: 1 });
  }

  told(): string[] {
    return [...this.found].map(
      ([chain, { seal, lines }]) =>
        `Keten ${chain}: ${lines} ${lines === 1 ? 'regel draagt' : 'regels dragen'} een tijd van voor zegel ${seal}, maar ` +
        `${lines === 1 ? 'is' : 'zijn'} later geschreven. Ga na of de klok verkeerd liep; anders is hier bijgeschreven.`,
    );
  }
}

const MODULUS = 1n << 256n;

/**
 * Whether the index by pupil says what the entries say: the sums of the hashes of both are the same. Nothing needs to be
 * sorted or remembered, however long the log is.
 */
class IndexCheck {
  /** the last line of each chain: what is written meanwhile is looked at next time */
  private readonly ends = new Map<string, number>();
  private said = 0n;
  private found = 0n;
  private readonly unknown = new Set<string>();
  private misled: string | null = null;

  entry({ chain, seq, pupils, linked }: AuditEntry & { linked: number }): void {
    this.ends.set(chain, seq);
    const ids = unpackPupils(pupils);
    if ((linked === 1) !== ids.length <= FEW_PUPILS)
      this.misled ??= `Keten ${chain}: regel ${seq} is niet per leerling te vinden.`;
    if (ids.length > FEW_PUPILS) return;
    for (const id of ids) this.said = plus(this.said, id, chain, seq);
  }

  async read(sql: Sql): Promise<void> {
    const rows = sql.stream<{ pupil: string; chain: string; seq: number }>(
      'SELECT pupil_id AS "pupil", chain, seq FROM audit_pupil',
    );
    for await (const { pupil, chain, seq } of rows) {
      const end = this.ends.get(chain);
      if (end === undefined) this.unknown.add(chain);
      else if (seq <= end) this.found = plus(this.found, pupil, chain, seq);
    }
  }

  /** A chain that only the index knows, and that was not begun while the log was read. */
  async strangers(sql: Sql): Promise<string | null> {
    for (const chain of this.unknown) {
      const begun = await sql.get('SELECT 1 AS "one" FROM audit_entry WHERE chain = ? LIMIT 1', [chain]);
      if (!begun) return `De index per leerling noemt keten ${chain}, die er niet is.`;
    }
    return null;
  }

  fault(): string | null {
    if (this.misled !== null) return this.misled;
    return this.said === this.found ? null : 'De index per leerling is niet die van de regels.';
  }
}

function plus(sum: bigint, pupil: string, chain: string, seq: number): bigint {
  const hash = createHash('sha256').update(`${pupil} ${chain} ${seq}`).digest('hex');
  return (sum + BigInt(`0x${hash}`)) % MODULUS;
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
async function readChains(
  sql: Sql,
  result: Verified,
  expected: Map<string, string>,
  look: (entry: AuditEntry & { linked: number }) => string | null,
): Promise<void> {
  let before = { chain: '', seq: 0, hash: CHAIN_START };
  const entries = sql.stream<AuditEntry & { hash: string; linked: number }>(
    `SELECT ${ENTRY_SELECT}, a.hash, a.linked FROM audit_entry a ORDER BY a.chain, a.seq`,
  );
  for await (const { hash, linked, ...entry } of entries) {
    if (entry.chain !== before.chain) {
      before = { chain: entry.chain, seq: 0, hash: CHAIN_START };
      result.chains++;
    }
    const key = `${entry.chain} ${entry.seq}`;
    const sealed = expected.get(key);
    expected.delete(key);
    result.broken ??= faultOf(before, entry, hash, sealed) ?? look({ ...entry, linked });
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

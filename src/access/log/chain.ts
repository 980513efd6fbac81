import { Mutex, type MutexInterface } from 'async-mutex';
import type { Ending, Value, Work } from '../../platform/database/sql';
import { newId } from '../../platform/ids';
import {
  type AuditEntry,
  CHAIN_START,
  ENTRY_COLUMNS,
  ENTRY_FIELDS,
  hashOf,
  type LogName,
  LOGS,
  packPupils,
} from './entry';

/** An entry that has no place in a chain yet. */
export type Unchained = Omit<AuditEntry, 'chain' | 'seq' | 'pupils'> & { pupils: readonly string[] };

/** Entries about so many pupils at most are found by pupil at once; larger ones (a file, a batch) by reading them. */
export const FEW_PUPILS = 25;

interface Head {
  chain: string;
  seq: number;
  hash: string;
}

/**
 * The hash chains of this process, one for each log. Entries get their place as the last thing before the commit of
 * their unit of work, one unit at a time; where a commit fails, or nobody can tell whether it stood, a new chain begins.
 */
export class Chains {
  private readonly heads = new Map<LogName, Head>();
  private readonly mutex = new Mutex();

  /**
   * Writes `entries` at the end of the unit of work. The array may grow until then.
   * @param onStood is told of the entries once they stand
   */
  ending(entries: readonly Unchained[], onStood: (entries: readonly Unchained[]) => void): Ending {
    let release: MutexInterface.Releaser | null = null;
    let heads: Map<LogName, Head> | null = null;
    return {
      before: async (work) => {
        release = await this.mutex.acquire();
        heads = await this.append(work, entries);
      },
      after: (stood) => {
        if (release === null) return;
        for (const log of LOGS) {
          const head = stood ? heads?.get(log) : undefined;
          if (head) this.heads.set(log, head);
          else if (!stood) this.heads.delete(log);
        }
        release();
        if (stood) onStood(entries);
      },
    };
  }

  private async append(work: Work, entries: readonly Unchained[]): Promise<Map<LogName, Head>> {
    const heads = new Map(this.heads);
    const rows: Value[][] = [];
    const links: Value[][] = [];
    for (const one of entries) {
      const head = heads.get(one.log) ?? { chain: newId(), seq: 0, hash: CHAIN_START };
      const pupils = [...new Set(one.pupils)];
      const entry: AuditEntry = { ...one, chain: head.chain, seq: head.seq + 1, pupils: packPupils(pupils) };
      const hash = hashOf(head.hash, entry);
      heads.set(one.log, { chain: entry.chain, seq: entry.seq, hash });
      const linked = pupils.length <= FEW_PUPILS;
      rows.push([...ENTRY_FIELDS.map((field) => entry[field]), hash, linked ? 1 : 0]);
      if (linked) links.push(...pupils.map((pupil): Value[] => [pupil, entry.chain, entry.seq]));
    }
    await work.insert('audit_entry', [...ENTRY_COLUMNS, 'hash', 'linked'], rows);
    // in the order of their key: many looks at the same pupils come beside each other
    links.sort(byKey);
    await work.insert('audit_pupil', ['pupil_id', 'chain', 'seq'], links);
    return heads;
  }
}

function byKey(a: Value[], b: Value[]): number {
  if (a[0] !== b[0]) return a[0]! < b[0]! ? -1 : 1;
  return Number(a[2]) - Number(b[2]);
}

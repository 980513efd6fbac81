import { Mutex } from 'async-mutex';
import type { Pool } from 'pg';
import { BorrowedClient } from './borrowed-client';
import type { KeyPart } from './sql';

/**
 * The planner does not know how many rows a GROUP BY leaves, and then hashes what its memory cannot hold: merging what
 * lies in order already takes half the time and no memory. Compiling takes longer than it saves, and workers would each
 * group the whole again.
 */
export const IN_ORDER_OF_KEYS =
  'SET LOCAL enable_hashjoin = off; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0';

const PARTS = 4;
/** below this a count takes less time than dividing it */
export const LARGE_TABLE = 200_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Statistics {
  rows: number;
  bounds: string[] | null;
}

/**
 * Counts over a large table in ranges of its key, side by side on connections of their own that see the same moment.
 * One count at a time: two that each held some connections and waited for more would wait for ever.
 */
export class PartedScans {
  private readonly turn = new Mutex();
  private readonly parts: number;

  /** @param connections what the pool has; half of them stay for others */
  constructor(
    private readonly pool: Pool,
    connections: number,
    private readonly from = LARGE_TABLE,
  ) {
    this.parts = Math.min(PARTS, Math.floor(connections / 2));
  }

  /** Null where the table is small, or the server does not know yet how its key is spread. */
  async run<R>(table: string, sql: (part: KeyPart) => string): Promise<R[] | null> {
    if (this.parts < 2) return null;
    const bounds = await this.boundsOf(table);
    if (bounds.length === 0) return null;
    return this.turn.runExclusive(() => this.scan<R>(partsOf(bounds).map(sql)));
  }

  /** Where to cut: the statistics of the planner. They need not be right, only the halves need be about as large. */
  private async boundsOf(table: string): Promise<string[]> {
    const { rows } = await this.pool.query<Statistics>(
      `SELECT c.reltuples::float8 AS "rows", s.histogram_bounds::text::text[] AS "bounds"
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = 'id'
        WHERE c.oid = to_regclass($1)`,
      [table],
    );
    const known = rows[0];
    if (!known?.bounds || known.rows < this.from) return [];
    const { bounds } = known;
    const cuts = Array.from({ length: this.parts - 1 }, (_, i) =>
      String(bounds[Math.floor(((i + 1) * bounds.length) / this.parts)]),
    );
    return [...new Set(cuts)].filter((cut) => UUID.test(cut));
  }

  private async scan<R>(queries: readonly string[]): Promise<R[]> {
    const clients: BorrowedClient[] = [];
    try {
      for (let i = 0; i < queries.length; i++) clients.push(await BorrowedClient.from(this.pool));
      const [first, ...others] = clients;
      await first!.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { rows } = await first!.query<{ moment: string }>('SELECT pg_export_snapshot() AS "moment"');
      for (const client of others) {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
        await client.query(`SET TRANSACTION SNAPSHOT '${rows[0]!.moment}'`);
      }
      const found = await Promise.allSettled(
        clients.map(async (client, i) => {
          await client.query(IN_ORDER_OF_KEYS);
          return (await client.query(queries[i]!)).rows as R[];
        }),
      );
      // only now: a part that still runs would be cut off by the end of another
      return found.flatMap((one) => {
        if (one.status === 'rejected') throw one.reason;
        return one.value;
      });
    } finally {
      for (const client of clients) {
        await client.rollback();
        client.giveBack();
      }
    }
  }
}

/** Each range from its bound up to the next; the first and the last are open. Bounds are keys of ours, ascending. */
function partsOf(bounds: readonly string[]): KeyPart[] {
  return [null, ...bounds].map((from, i) => {
    const until = bounds[i] ?? null;
    return (column) =>
      (from === null ? '' : ` AND ${column} >= '${from}'`) + (until === null ? '' : ` AND ${column} < '${until}'`);
  });
}

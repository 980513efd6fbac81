import { createHash } from 'node:crypto';
import type { Day } from '../../law/day';
import { Problem } from '../../platform/errors';
import type { Sql } from '../../platform/database/sql';
import { schoolYearName } from '../figure';
import type { Reason } from './steps';
import type { VsvState } from './vsv-table';

export interface Snapshot {
  id: string;
  madeAt: string;
  schoolYear: number;
  state: Exclude<VsvState, 'actueel'>;
  definition: string;
  dataDay: Day;
  people: number;
  statusesKnown: number;
  digest: string;
}

const READ = `id, school_year AS "schoolYear", state, definition, data_date AS "dataDay", made_at AS "madeAt", people,
  statuses_known AS "statusesKnown", digest`;

/** The latest snapshot of a school year in this state; undefined where there is none. */
export function findSnapshot(sql: Sql, schoolYear: number, state: VsvState): Promise<Snapshot | undefined> {
  return sql.get<Snapshot>(
    `SELECT ${READ} FROM vsv_snapshot WHERE school_year = ? AND state = ? ORDER BY made_at DESC, id DESC LIMIT 1`,
    [schoolYear, state],
  );
}

/**
 * Per school year what is shown of it: the definitive snapshot, else the latest provisional one. `notAfter`: of those
 * that were made up to that moment.
 */
export async function latestSnapshots(
  sql: Sql,
  years: readonly number[],
  notAfter = '9999-12-31T00:00:00.000Z',
): Promise<Map<number, Snapshot>> {
  const found = new Map<number, Snapshot>();
  if (years.length === 0) return found;
  const rows = await sql.all<Snapshot>(
    `SELECT ${READ} FROM vsv_snapshot WHERE school_year BETWEEN ? AND ? AND made_at <= ? ORDER BY made_at, id`,
    [Math.min(...years), Math.max(...years), notAfter],
  );
  for (const one of rows) {
    if (found.get(one.schoolYear)?.state === 'definitief' && one.state !== 'definitief') continue;
    if (years.includes(one.schoolYear)) found.set(one.schoolYear, one);
  }
  return found;
}

/** Every snapshot, the latest first: of each school year a handful. */
export function listSnapshots(sql: Sql): Promise<Snapshot[]> {
  return sql.all<Snapshot>(
    `SELECT ${READ} FROM vsv_snapshot ORDER BY school_year DESC, made_at DESC, id DESC LIMIT ${MOST_LISTED}`,
  );
}

/** Of one school year, the latest first. */
export function listSnapshotsOf(sql: Sql, schoolYear: number): Promise<Snapshot[]> {
  return sql.all<Snapshot>(
    `SELECT ${READ} FROM vsv_snapshot WHERE school_year = ? ORDER BY made_at DESC, id DESC LIMIT ${MOST_LISTED}`,
    [schoolYear],
  );
}

/** Snapshots in one list at most. */
export const MOST_LISTED = 200;

/**
 * The snapshot with this id, else the latest in this state; throws a Problem where there is none, or where it is no
 * longer what was signed.
 */
export async function requireSnapshot(sql: Sql, schoolYear: number, state: VsvState, id?: string): Promise<Snapshot> {
  const found =
    id === undefined
      ? await findSnapshot(sql, schoolYear, state)
      : await sql.get<Snapshot>(`SELECT ${READ} FROM vsv_snapshot WHERE id = ?`, [id]);
  if (!found) {
    throw new Problem(
      'geen-vastgelegde-cijfers',
      id === undefined
        ? `Van schooljaar ${schoolYearName(schoolYear)} zijn geen ${state === 'definitief' ? 'definitieve' : 'voorlopige'} cijfers vastgelegd.`
        : 'Deze vastgelegde cijfers bestaan niet.',
      { status: 404 },
    );
  }
  await readUnchanged(sql, [found], () => undefined);
  return found;
}

/** The people of a snapshot, in the form of `vsvPeople`. The id is one of ours. */
export const snapshotPeople = ({ id }: Pick<Snapshot, 'id'>): string =>
  `SELECT pupil_id, municipality, location, rank, reason FROM vsv_snapshot_person WHERE snapshot_id = '${id}'`;

/** How many persons of a snapshot stood where. */
export interface SnapshotCount {
  municipality: string | null;
  location: string;
  /** place in `LEVELS`, as text */
  rank: string;
  reason: Reason;
  n: number;
}

/**
 * Every count of these snapshots one by one, so that any number of them takes no memory. Throws a Problem at the end
 * where they are not the counts that were stored.
 */
export async function readUnchanged(
  sql: Sql,
  snapshots: readonly Snapshot[],
  tell: (id: string, count: SnapshotCount) => void,
): Promise<void> {
  if (snapshots.length === 0) return;
  const own = sql.oneOf(
    'snapshot_id',
    snapshots.map(({ id }) => id),
  );
  const hashes = new Map(snapshots.map(({ id }) => [id, new CountHash()]));
  for await (const { id, ...count } of sql.stream<SnapshotCount & { id: string }>(countsSql(own.sql), [own.value])) {
    hashes.get(id)!.add(count);
    tell(id, count);
  }
  for (const one of snapshots) {
    if (hashes.get(one.id)!.digest() !== one.digest) throw changed(one);
  }
}

/** SHA-256 over every count of a snapshot, in order. Inside the unit of work that stores it too. */
export async function digestOf(sql: Sql, id: string): Promise<string> {
  const hash = new CountHash();
  const own = sql.oneOf('snapshot_id', [id]);
  for (const count of await sql.all<SnapshotCount>(countsSql(own.sql), [own.value])) hash.add(count);
  return hash.digest();
}

/** Codes of one length in digits and capitals have one order in every collation; words have not, see `CountHash`. */
function countsSql(which: string): string {
  return `SELECT snapshot_id AS "id", municipality AS "municipality", location AS "location", rank AS "rank",
            reason AS "reason", COUNT(*) AS "n"
       FROM vsv_snapshot_person WHERE ${which} GROUP BY snapshot_id, municipality, location, rank, reason
      ORDER BY snapshot_id, municipality IS NULL, municipality, location`;
}

/** A line per count, all lines in the order of their bytes; they come in the order of `countsSql`. */
class CountHash {
  private readonly hash = createHash('sha256');
  private between = '';
  private place = '';
  private lines: string[] = [];

  add({ municipality, location, rank, reason, n }: SnapshotCount): void {
    const place = `${municipality ?? ''};${location}`;
    if (place !== this.place) this.flush();
    this.place = place;
    this.lines.push(`${place};${rank};${reason};${n}`);
  }

  digest(): string {
    this.flush();
    return this.hash.digest('hex');
  }

  private flush(): void {
    for (const line of this.lines.sort()) {
      this.hash.update(this.between + line);
      this.between = '\n';
    }
    this.lines = [];
  }
}

function changed({ schoolYear }: Snapshot): Problem {
  return new Problem(
    'cijfers-gewijzigd',
    `De vastgelegde cijfers van schooljaar ${schoolYearName(schoolYear)} zijn niet meer zoals ze zijn vastgelegd. Meld dit bij de beheerder.`,
    { status: 500, logLevel: 'error' },
  );
}

import { createHash } from 'node:crypto';
import type { Day } from '../../law/day';
import { Problem } from '../../platform/errors';
import type { Sql } from '../../platform/database/sql';
import { schoolYearName } from '../figure';
import type { Reason } from './steps';
import type { VsvState } from './vsv-table';

export interface Snapshot {
  id: string;
  schoolYear: number;
  state: Exclude<VsvState, 'actueel'>;
  definition: string;
  dataDay: Day;
  people: number;
  statusesKnown: number;
  digest: string;
}

const READ = `id, school_year AS "schoolYear", state, definition, data_date AS "dataDay", people,
  statuses_known AS "statusesKnown", digest`;

/** The latest snapshot of a school year in this state; undefined where there is none. */
export function findSnapshot(sql: Sql, schoolYear: number, state: VsvState): Promise<Snapshot | undefined> {
  return sql.get<Snapshot>(
    `SELECT ${READ} FROM vsv_snapshot WHERE school_year = ? AND state = ? ORDER BY made_at DESC, id DESC LIMIT 1`,
    [schoolYear, state],
  );
}

/** Per school year what is shown of it: the definitive snapshot, else the latest provisional one. */
export async function latestSnapshots(sql: Sql, years: readonly number[]): Promise<Map<number, Snapshot>> {
  const found = new Map<number, Snapshot>();
  if (years.length === 0) return found;
  const rows = await sql.all<Snapshot>(
    `SELECT ${READ} FROM vsv_snapshot WHERE school_year BETWEEN ? AND ? ORDER BY made_at, id`,
    [Math.min(...years), Math.max(...years)],
  );
  for (const one of rows) {
    if (found.get(one.schoolYear)?.state === 'definitief' && one.state !== 'definitief') continue;
    if (years.includes(one.schoolYear)) found.set(one.schoolYear, one);
  }
  return found;
}

/** As `findSnapshot`; throws a Problem where there is none, or where it is no longer what was signed. */
export async function requireSnapshot(sql: Sql, schoolYear: number, state: VsvState): Promise<Snapshot> {
  const found = await findSnapshot(sql, schoolYear, state);
  if (!found) {
    throw new Problem(
      'geen-vastgelegde-cijfers',
      `Van schooljaar ${schoolYearName(schoolYear)} zijn geen ${state === 'definitief' ? 'definitieve' : 'voorlopige'} cijfers vastgelegd.`,
      { status: 404 },
    );
  }
  requireUnchanged(found, (await countsOf(sql, [found])).get(found.id)!);
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

/** SHA-256 over every count of a snapshot, in order. */
export async function digestOf(sql: Sql, id: string): Promise<string> {
  return digest((await countsOf(sql, [{ id }])).get(id) ?? []);
}

/** Every count of these snapshots, by their id. */
export async function countsOf(
  sql: Sql,
  snapshots: readonly Pick<Snapshot, 'id'>[],
): Promise<Map<string, SnapshotCount[]>> {
  const found = new Map<string, SnapshotCount[]>(snapshots.map(({ id }) => [id, []]));
  if (snapshots.length === 0) return found;
  const own = sql.oneOf('snapshot_id', [...found.keys()]);
  const rows = await sql.all<SnapshotCount & { id: string }>(
    `SELECT snapshot_id AS "id", municipality AS "municipality", location AS "location", rank AS "rank",
            reason AS "reason", COUNT(*) AS "n"
       FROM vsv_snapshot_person WHERE ${own.sql} GROUP BY snapshot_id, municipality, location, rank, reason`,
    [own.value],
  );
  for (const { id, ...count } of rows) found.get(id)!.push(count);
  return found;
}

/** Throws a Problem where these are not the counts that were stored. */
export function requireUnchanged({ schoolYear, digest: signed }: Snapshot, counts: readonly SnapshotCount[]): void {
  if (digest(counts) === signed) return;
  throw new Problem(
    'cijfers-gewijzigd',
    `De vastgelegde cijfers van schooljaar ${schoolYearName(schoolYear)} zijn niet meer zoals ze zijn vastgelegd. Meld dit bij de beheerder.`,
    { status: 500, logLevel: 'error' },
  );
}

function digest(counts: readonly SnapshotCount[]): string {
  const lines = counts.map(({ municipality, location, rank, reason, n }) =>
    [municipality ?? '', location, rank, reason, n].join(';'),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

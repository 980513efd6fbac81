import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import { Announcer, type Happening } from '../jobs/announcer';
import { Clock } from '../platform/clock';
import type { Sql, Value, Work } from '../platform/database/sql';
import { newId } from '../platform/ids';
import type { Reconciled } from './reconcile';
import type { SignalStatus, StoredSignal } from './stored-signal';

const STORED = `id, pupil_id AS "pupilId", rule, location, from_date AS "from", mark, until_date AS "until", hundredths,
  phase, status, reason, ended_on AS "endedOn", dossier_id AS "dossierId", evidence`;

const COLUMNS = [
  ...['id', 'pupil_id', 'rule', 'location', 'from_date', 'mark', 'until_date', 'hundredths', 'phase', 'status'],
  ...['reason', 'ended_on', 'dossier_id', 'evidence', 'raised_at', 'changed_at'],
];
/** all that can change after a signal was raised */
const AMENDABLE = COLUMNS.slice(6).filter((name) => name !== 'raised_at');

const CHANGE_COLUMNS = ['id', 'signal_id', 'at', 'change', 'until_date', 'hundredths', 'status', 'reason'];

/** Signals and their history in the database. */
@Injectable()
export class SignalStore {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  /** Every signal of these pupils, withdrawn ones too, per pupil. */
  async ofPupils(sql: Sql, pupilIds: readonly string[]): Promise<Map<string, StoredSignal[]>> {
    const { sql: condition, value } = sql.oneOf('pupil_id', pupilIds);
    const rows = await sql.all<StoredSignal>(`SELECT ${STORED} FROM signal WHERE ${condition}`, [value]);
    const found = new Map<string, StoredSignal[]>();
    for (const row of rows) {
      const list = found.get(row.pupilId);
      if (list) list.push(row);
      else found.set(row.pupilId, [row]);
    }
    return found;
  }

  /** The latest day on which the sweep ran, or null where it never did. */
  async sweepDay(sql: Sql): Promise<Day | null> {
    return (await sql.get<{ day: Day | null }>('SELECT MAX(day) AS day FROM sweep'))?.day ?? null;
  }

  /** Writes what reconciling came to, each with its line in the history. */
  async write(work: Work, results: readonly Reconciled[]): Promise<void> {
    const now = this.clock.instant();
    const rows = results.map(({ signal }) => toRow(signal, now));
    await work.insert('signal', COLUMNS, rows, { key: ['id'], update: AMENDABLE });
    const changes: Value[][] = [];
    for (const { signal, change } of results) {
      if (change === null) continue;
      changes.push([newId(), signal.id, now, change, signal.until, signal.hundredths, signal.status, signal.reason]);
    }
    await work.insert('signal_change', CHANGE_COLUMNS, changes);
    await this.announcer.announce(
      work,
      results.flatMap(({ signal: { id, pupilId, location }, change }) =>
        change === null ? [] : [happening(id, change, pupilId, location)],
      ),
    );
  }

  /**
   * Gives signals the status of the melding or dossier that is worked; those that were withdrawn stay so. The caller
   * holds the pupil, so that nobody judges meanwhile.
   */
  async setStatus(work: Work, ids: readonly string[], status: SignalStatus): Promise<void> {
    if (ids.length === 0) return;
    const among = work.oneOf('id', ids);
    const changing = await work.all<Pick<StoredSignal, 'id' | 'pupilId' | 'location' | 'until' | 'hundredths'>>(
      `SELECT id, pupil_id AS "pupilId", location, until_date AS "until", hundredths FROM signal
        WHERE ${among.sql} AND status <> ? AND status <> 'ingetrokken' ORDER BY id`,
      [among.value, status],
    );
    const now = this.clock.instant();
    const these = work.oneOf(
      'id',
      changing.map((one) => one.id),
    );
    await work.run(`UPDATE signal SET status = ?, changed_at = ? WHERE ${these.sql}`, [status, now, these.value]);
    const changes = changing.map((one): Value[] => [
      ...[newId(), one.id, now, 'behandeld', one.until, one.hundredths, status, null],
    ]);
    await work.insert('signal_change', CHANGE_COLUMNS, changes);
    await this.announcer.announce(
      work,
      changing.map(({ id, pupilId, location }) => happening(id, status, pupilId, location)),
    );
  }
}

function happening(objectId: string, what: string, pupilId: string, location: string): Happening {
  return { object: 'signaal', objectId, what, pupilId, ...(location ? { location } : {}) };
}

function toRow(signal: StoredSignal, now: string): Value[] {
  return [
    ...[signal.id, signal.pupilId, signal.rule, signal.location, signal.from, signal.mark, signal.until],
    ...[signal.hundredths, signal.phase, signal.status, signal.reason, signal.endedOn, signal.dossierId],
    ...[signal.evidence, now, now],
  ];
}

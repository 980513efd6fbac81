import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { StateHistory } from '../states/state-history';
import { type ChecklistItem, WARM_HANDOVER, type WarmState } from './states';

/** A warm hand-over as it lies in the database; `summary` is encrypted. */
export interface StoredWarm {
  id: string;
  dossierId: string;
  pupilId: string;
  state: WarmState;
  birthday: Day;
  preparedOn: Day;
  endedOn: Day | null;
  summary: string | null;
  toDossierId: string | null;
}

export const STORED_WARM = `w.id, w.dossier_id AS "dossierId", w.pupil_id AS "pupilId", w.state, w.birthday,
  w.prepared_on AS "preparedOn", w.ended_on AS "endedOn", w.summary, w.to_dossier_id AS "toDossierId"`;

const COLUMNS = [
  ...['id', 'dossier_id', 'pupil_id', 'state', 'birthday', 'prepared_on', 'ended_on', 'summary', 'to_dossier_id'],
  'changed_at',
];

export interface WarmChange {
  warm: StoredWarm;
  step: string;
  from: WarmState | null;
  reason: string | null;
}

/** Warm hand-overs and their checklists in the database. */
@Injectable()
export class WarmStore {
  constructor(
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async items(sql: Sql, warmId: string): Promise<{ item: ChecklistItem; doneOn: Day; employee: string }[]> {
    return sql.all(
      `SELECT item, done_on AS "doneOn", employee FROM warm_handover_item WHERE warm_handover_id = ? ORDER BY item`,
      [warmId],
    );
  }

  /** Writes them; a step that changes the state is kept with who took it (null: the system). */
  async write(work: Work, changes: readonly WarmChange[], employee: string | null): Promise<void> {
    const now = this.clock.instant();
    const rows = changes.map(({ warm: one }): Value[] => [
      ...[one.id, one.dossierId, one.pupilId, one.state, one.birthday, one.preparedOn, one.endedOn, one.summary],
      ...[one.toDossierId, now],
    ]);
    await work.insert('warm_handover', COLUMNS, rows, { key: ['id'], update: COLUMNS.slice(1) });
    await this.history.write(
      work,
      changes
        .filter(({ warm, from }) => warm.state !== from)
        .map(({ warm, step, from, reason }) => ({
          ...{ machine: WARM_HANDOVER.name, objectId: warm.id, dossierId: warm.dossierId, room: 'avg' as const, step },
          ...{ from, to: warm.state, employee, reason },
        })),
    );
  }
}

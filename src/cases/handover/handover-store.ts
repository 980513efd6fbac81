import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { freeToUse } from '../../access/restriction';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { isId } from '../../platform/ids';
import { scopeOf } from '../../registry/scopes';
import { dossierNotFound } from '../dossier/reach';
import type { Regime } from '../dossier/regime';
import { StateHistory } from '../states/state-history';
import { HANDOVER, type HandoverState } from './states';

/** A hand-over as it lies in the database; `note` is encrypted. */
export interface StoredHandover {
  id: string;
  dossierId: string;
  pupilId: string;
  regime: Regime;
  kind: 'verhuizing' | 'aankomend';
  state: HandoverState;
  fromMunicipality: string;
  toMunicipality: string;
  fromEmployee: string | null;
  offeredOn: Day;
  dueOn: Day;
  decidedOn: Day | null;
  decidedBy: string | null;
  note: string | null;
}

export type Side = 'van' | 'naar';

export const STORED_HANDOVER = `h.id, h.dossier_id AS "dossierId", h.pupil_id AS "pupilId", h.regime, h.kind, h.state,
  h.from_municipality AS "fromMunicipality", h.to_municipality AS "toMunicipality", h.from_employee AS "fromEmployee",
  h.offered_on AS "offeredOn", h.due_on AS "dueOn", h.decided_on AS "decidedOn", h.decided_by AS "decidedBy", h.note`;

const COLUMNS = [
  ...['id', 'dossier_id', 'pupil_id', 'regime', 'kind', 'state', 'from_municipality', 'to_municipality'],
  ...['from_employee', 'offered_on', 'due_on', 'decided_on', 'decided_by', 'note', 'changed_at'],
];

/** What is still to be decided: neither accepted nor withdrawn. */
export const OPEN_HANDOVER = `h.state <> 'geaccepteerd' AND h.state <> 'ingetrokken'`;

/** Hand-overs in the database, for the two sides of each. */
@Injectable()
export class HandoverStore {
  constructor(
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Condition on `handover h` for who asks: the own residents, on either side or on the one named. */
  condition(sql: Sql, { visitor }: Actor, side?: Side): { sql: string; values: Value[] } {
    if (visitor === null) return { sql: '(1 = 1)', values: [] };
    const scope = scopeOf(visitor, this.clock.today());
    const parts: string[] = [];
    const values: Value[] = [];
    for (const regime of ['leerplicht', 'doorstroompunt'] as const) {
      for (const [name, column] of [
        ['van', 'h.from_municipality'],
        ['naar', 'h.to_municipality'],
      ] as const) {
        if (side !== undefined && side !== name) continue;
        const own = sql.oneOf(column, scope[regime], 'code');
        parts.push(`(h.regime = '${regime}' AND ${own.sql})`);
        values.push(own.value);
      }
    }
    return { sql: `(${freeToUse('h.pupil_id')} AND (${parts.join(' OR ')}))`, values };
  }

  /** Throws a Problem (404) where it does not exist or neither side is that of the one who asks. */
  async one(sql: Sql, actor: Actor, id: string, lock = ''): Promise<StoredHandover> {
    const scope = this.condition(sql, actor);
    const query = `SELECT ${STORED_HANDOVER} FROM handover h WHERE h.id = ? AND ${scope.sql}${lock}`;
    const found = isId(id) ? await sql.get<StoredHandover>(query, [id, ...scope.values]) : undefined;
    if (!found) throw dossierNotFound();
    return found;
  }

  /** The side that had the dossier reads it no longer. */
  async letGo(work: Work, dossierId: string): Promise<void> {
    await work.run('UPDATE dossier SET handed_from = NULL, handed_on = NULL WHERE id = ?', [dossierId]);
  }

  /** From that day on it is this municipality that reads along. */
  async readBy(work: Work, dossierId: string, municipality: string, since: Day): Promise<void> {
    const sql = 'UPDATE dossier SET handed_from = ?, handed_on = ? WHERE id = ?';
    await work.run(sql, [municipality, since, dossierId]);
  }

  /** Whoever left a dossier before that day reads it no longer. */
  async letGoBefore(work: Work, day: Day): Promise<void> {
    const sql =
      'UPDATE dossier SET handed_from = NULL, handed_on = NULL WHERE handed_from IS NOT NULL AND handed_on < ?';
    await work.run(sql, [day]);
  }

  /** Writes hand-overs with the step that brought them where they are. */
  async write(
    work: Work,
    changed: readonly { handover: StoredHandover; step: string; from: HandoverState | null; reason: string | null }[],
    employee: string | null,
  ): Promise<void> {
    const now = this.clock.instant();
    const rows = changed.map(({ handover: one }): Value[] => [
      ...[one.id, one.dossierId, one.pupilId, one.regime, one.kind, one.state, one.fromMunicipality],
      ...[one.toMunicipality, one.fromEmployee, one.offeredOn, one.dueOn, one.decidedOn, one.decidedBy, one.note, now],
    ]);
    await work.insert('handover', COLUMNS, rows, { key: ['id'], update: COLUMNS.slice(1) });
    await this.history.write(
      work,
      changed.map(({ handover, step, from, reason }) => ({
        ...{ machine: HANDOVER.name, objectId: handover.id, dossierId: handover.dossierId, room: 'avg' as const, step },
        ...{ from, to: handover.state, employee, reason },
      })),
    );
  }
}

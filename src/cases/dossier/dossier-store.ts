import { Inject, Injectable } from '@nestjs/common';
import { Announcer } from '../../jobs/announcer';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { newId } from '../../platform/ids';
import type { AssignmentSteps } from '../assignment/assignment';
import { type CaseRole, type Regime, roleOf } from './regime';
import type { DossierStatus } from './states';

export { DOSSIER_STATUSES, type DossierStatus } from './states';

/** A dossier as it lies in the database. `employee` null: in the verdeelbak. */
export interface StoredDossier {
  id: string;
  pupilId: string;
  regime: Regime;
  status: DossierStatus;
  openedOn: Day;
  closedOn: Day | null;
  forClosing: number;
  role: CaseRole;
  municipality: string | null;
  employee: string | null;
  assignedOn: Day;
  reason: string;
}

/** The columns of a `StoredDossier`, to select from `dossier` alone. */
export const STORED_DOSSIER = `id, pupil_id AS "pupilId", regime, status, opened_on AS "openedOn", closed_on AS "closedOn",
  for_closing AS "forClosing", role, municipality, employee, assigned_on AS "assignedOn", assignment_reason AS "reason"`;

const COLUMNS = [
  ...['id', 'pupil_id', 'regime', 'status', 'opened_on', 'closed_on', 'for_closing', 'role', 'municipality'],
  ...['employee', 'assigned_on', 'assignment_reason', 'changed_at'],
];

/** Dossiers and the history of their assignments in the database. */
@Injectable()
export class DossierStore {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  async openOfPupils(sql: Sql, pupilIds: readonly string[]): Promise<StoredDossier[]> {
    const { sql: condition, value } = sql.oneOf('pupil_id', pupilIds);
    return sql.all(`SELECT ${STORED_DOSSIER} FROM dossier WHERE ${condition} AND status <> 'afgesloten'`, [value]);
  }

  /** Those of `ids` that are open, in the order of `ids`. */
  async open(sql: Sql, ids: readonly string[]): Promise<StoredDossier[]> {
    const { sql: condition, value } = sql.oneOf('id', ids);
    const rows = await sql.all<StoredDossier>(
      `SELECT ${STORED_DOSSIER} FROM dossier WHERE ${condition} AND status <> 'afgesloten'`,
      [value],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async write(work: Work, dossiers: Iterable<StoredDossier>): Promise<void> {
    const now = this.clock.instant();
    const rows = [...dossiers].map((one): Value[] => [
      ...[one.id, one.pupilId, one.regime, one.status, one.openedOn, one.closedOn, one.forClosing, one.role],
      ...[one.municipality, one.employee, one.assignedOn, one.reason, now],
    ]);
    await work.insert('dossier', COLUMNS, rows, { key: ['id'], update: COLUMNS.slice(1) });
  }

  /** Keeps the assignments as they are now, with their steps. */
  async keepAssignments(
    work: Work,
    made: readonly { dossier: StoredDossier; steps: AssignmentSteps }[],
  ): Promise<void> {
    const now = this.clock.instant();
    const rows = made.map(({ dossier, steps }): Value[] => [
      ...[newId(), dossier.id, now, dossier.assignedOn, dossier.role, dossier.employee, dossier.reason],
      JSON.stringify(steps),
    ]);
    const columns = ['id', 'dossier_id', 'at', 'day', 'role', 'employee', 'reason', 'steps'];
    await work.insert('assignment', columns, rows);
    await this.announcer.announce(
      work,
      made.map(({ dossier: { id } }) => ({ object: 'toewijzing', objectId: id, what: 'toegewezen', dossierId: id })),
    );
  }
}

/** A dossier as it is opened: not assigned yet. */
export function newDossier(pupilId: string, regime: Regime, today: Day): StoredDossier {
  return {
    id: newId(),
    pupilId,
    regime,
    status: 'nieuw',
    openedOn: today,
    closedOn: null,
    forClosing: 0,
    role: roleOf(regime),
    municipality: null,
    employee: null,
    assignedOn: today,
    reason: '',
  };
}

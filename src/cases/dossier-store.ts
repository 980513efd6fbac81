import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import { Clock } from '../platform/clock';
import type { Sql, Value, Work } from '../platform/database/sql';
import { newId } from '../platform/ids';
import type { AssignmentSteps } from './assignment';
import type { CaseRole, Regime } from './regime';

export const DOSSIER_STATUSES = ['nieuw', 'in_behandeling', 'aangehouden', 'heropend', 'afgesloten'] as const;
export type DossierStatus = (typeof DOSSIER_STATUSES)[number];

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

const STORED = `id, pupil_id AS "pupilId", regime, status, opened_on AS "openedOn", closed_on AS "closedOn",
  for_closing AS "forClosing", role, municipality, employee, assigned_on AS "assignedOn", assignment_reason AS "reason"`;

const COLUMNS = [
  ...['id', 'pupil_id', 'regime', 'status', 'opened_on', 'closed_on', 'for_closing', 'role', 'municipality'],
  ...['employee', 'assigned_on', 'assignment_reason', 'changed_at'],
];

/** Dossiers and the history of their assignments in the database. */
@Injectable()
export class DossierStore {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  async openOfPupils(sql: Sql, pupilIds: readonly string[]): Promise<StoredDossier[]> {
    const { sql: condition, value } = sql.oneOf('pupil_id', pupilIds);
    return sql.all(`SELECT ${STORED} FROM dossier WHERE ${condition} AND status <> 'afgesloten'`, [value]);
  }

  /** Those of `ids` that are open, in the order of `ids`. */
  async open(sql: Sql, ids: readonly string[]): Promise<StoredDossier[]> {
    const { sql: condition, value } = sql.oneOf('id', ids);
    const rows = await sql.all<StoredDossier>(
      `SELECT ${STORED} FROM dossier WHERE ${condition} AND status <> 'afgesloten'`,
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
  }
}

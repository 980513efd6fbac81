import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { ownLocation } from '../../access/conditions';
import { DECISIONS, mayDecide } from '../../cases/leave/decide-leave';
import { LeaveDesk, type LeavePage, type LeaveView } from '../../cases/leave/leave-desk';
import type { StoredLeave } from '../../cases/leave/leave-store';
import { LEAVE } from '../../cases/leave/states';
import { type ShownStep, StateHistory } from '../../cases/states/state-history';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { isId } from '../../platform/ids';
import type { NameParts } from '../../registry/names';
import { scopeOf } from '../../registry/scopes';
import { PAGE_SIZE } from '../text/paging';

export type ListedLeave = LeavePage['rows'][number] & NameParts & { school: string | null };

export interface LeaveList {
  rows: ListedLeave[];
  total: number;
  page: number;
  pages: number;
}

export interface FoundLeave {
  leave: StoredLeave;
  name: NameParts;
  school: string | null;
  /** steps that the one who looks may take now */
  steps: string[];
  history: ShownStep[];
}

/** Applications with the names of those they are about; who may see one is decided by the desk. */
@Injectable()
export class LeaveQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LeaveDesk) private readonly desk: LeaveDesk,
    @Inject(StateHistory) private readonly states: StateHistory,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async list(actor: Actor, view: LeaveView, schoolYear: number, asked: number): Promise<LeaveList> {
    const of = (page: number) =>
      this.desk.page(actor, { view, schoolYear, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
    let found = await of(asked);
    const pages = Math.max(1, Math.ceil(found.total / PAGE_SIZE));
    const page = Math.min(asked, pages);
    if (page !== asked) found = await of(page);
    return { rows: await this.named(found.rows), total: found.total, page, pages };
  }

  /** Throws a Problem (404) where it is not there for who asks. */
  async find(actor: Actor, id: string): Promise<FoundLeave> {
    const leave = await this.desk.see(actor, id);
    const side = this.desk.sideOf(actor, leave.location, leave.municipality)!;
    const [named] = await this.named([leave]);
    const steps = LEAVE.possible(leave.state as 'ingediend', side).filter(
      (step) => !DECISIONS.includes(step) || mayDecide(leave.decider, side),
    );
    const { firstNames, prefix, lastName, school } = named!;
    return {
      ...{ leave, name: { firstNames, prefix, lastName }, school, steps },
      history: await this.states.ofObject(this.database.read, id),
    };
  }

  /** Who the form is about, for a school that chose its own pupil; null where it is not one of theirs. */
  async ownPupil(actor: Actor, id: string): Promise<NameParts | null> {
    if (actor.visitor === null || !isId(id)) return null;
    const [{ read }, today] = [this.database, this.clock.today()];
    const own = ownLocation(read, scopeOf(actor.visitor, today), 'e.location');
    const found = await read.get<NameParts>(
      `SELECT p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName" FROM pupil p
         JOIN enrolment e ON e.pupil_id = p.id
        WHERE p.id = ? AND ${own.sql} AND e.from_date <= ? AND (e.until_date IS NULL OR e.until_date >= ?)`,
      [id, ...own.values, today, today],
    );
    if (!found) return null;
    const event = { action: 'lezen', object: 'leerling', objectId: id, purpose: PURPOSES.leerplicht } as const;
    this.audit.read(actor, { ...event, pupils: [id] });
    return found;
  }

  private async named<T extends StoredLeave>(
    rows: readonly T[],
  ): Promise<(T & NameParts & { school: string | null })[]> {
    if (rows.length === 0) return [];
    const { read } = this.database;
    const these = read.oneOf(
      'l.id',
      rows.map((one) => one.id),
    );
    const found = await read.all<NameParts & { id: string; school: string | null }>(
      `SELECT l.id, p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName", s.name AS "school"
         FROM leave_application l JOIN pupil p ON p.id = l.pupil_id LEFT JOIN school_location s ON s.code = l.location
        WHERE ${these.sql}`,
      [these.value],
    );
    const byId = new Map(found.map((one) => [one.id, one]));
    return rows.map((row) => ({ ...byId.get(row.id)!, ...row }));
  }
}

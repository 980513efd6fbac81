import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, purposeOf } from '../../access/audit';
import { dossierFreeToUse } from '../../access/restriction';
import type { Scope } from '../../access/scope';
import { addDays, type Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Value } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { findRegion, municipalitiesOf } from '../../registry/facts';
import { scopeOf } from '../../registry/scopes';
import { workedBy } from '../cover/cover';
import { DossierReach } from '../dossier/reach';
import type { Regime } from '../dossier/regime';
import { listedTerms } from '../terms/seen-terms';

export const WORK_LISTS = ['pas-toegewezen', 'onbewerkt', 'binnenkort', 'te-laat', 'verdeelbak', 'te-sluiten'] as const;
export type WorkListKind = (typeof WORK_LISTS)[number];

export interface WorkListRow {
  id: string;
  /** null for who sees the load and not the file */
  pupilId: string | null;
  regime: Regime;
  status: string;
  employee: string | null;
  assignedOn: Day;
  /** why it is with this employee, or in the verdeelbak */
  reason: string;
  /** first term that is past; only in `te-laat` */
  dueOn: Day | null;
}

export interface WorkListAsked {
  kind: WorkListKind;
  /** whose dossiers; the one who asks unless told */
  employee?: string;
  /** id of the last one of the page before */
  after?: string;
  limit: number;
}

/** Assigned in so many days counts as recently. */
export const RECENT_DAYS = 14;
/** Not worked in so many days counts as unworked (practice). */
export const UNWORKED_DAYS = 28;
/** A term that ends within so many days is due soon. */
export const DUE_DAYS = 7;

/** Somebody took a step in the dossier since it got to the one who has it, or since that day. */
const STEP_TAKEN = `SELECT 1 FROM state_change s WHERE s.dossier_id = d.id AND s.employee IS NOT NULL`;
const LAST_ASSIGNMENT = 'SELECT a.id FROM assignment a WHERE a.dossier_id = d.id ORDER BY a.id DESC LIMIT 1';
/** Terms that run in a dossier, as far as the one who asks may know of them. */
const running = (scope: Pick<Scope, 'wpg'> | null) =>
  `FROM term t WHERE t.dossier_id = d.id AND t.ended_on IS NULL AND ${listedTerms(scope)}`;
const firstTermPast = (scope: Pick<Scope, 'wpg'> | null) => `SELECT MIN(t.due_on) ${running(scope)} AND t.due_on < ?`;

/** The lists of work at hand, as far as the one who asks may see them. Oldest first, a page at a time. */
@Injectable()
export class WorkLists {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  async page(actor: Actor, { kind, employee, after, limit }: WorkListAsked): Promise<WorkListRow[]> {
    const read = this.database.read;
    const today = this.clock.today();
    const scope = this.scope(read, actor, kind);
    const seen = this.seen(actor);
    const wish = wishOf(kind, employee ?? visitorOf(actor).employee, today, seen);
    const rows = await read.all<WorkListRow>(
      `SELECT d.id, d.pupil_id AS "pupilId", d.regime, d.status, d.employee, d.assigned_on AS "assignedOn",
              d.assignment_reason AS "reason", ${kind === 'te-laat' ? `(${firstTermPast(seen)})` : 'NULL'} AS "dueOn"
         FROM dossier d WHERE d.status <> 'afgesloten' AND ${wish.sql} AND ${scope.sql}
           ${after ? 'AND d.id > ?' : ''} ORDER BY d.id LIMIT ${limit}`,
      [...(kind === 'te-laat' ? [today] : []), ...wish.values, ...scope.values, ...(after ? [after] : [])],
    );
    const named = scope.persons ? rows : rows.map((one) => ({ ...one, pupilId: null }));
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'werkvoorraad', objectId: null },
      pupils: named.flatMap((one) => one.pupilId ?? []),
      purpose: purposeOf(actor.visitor?.roles ?? []),
    });
    return named;
  }

  /** How many of each list, for the one who asks; no persons. */
  async counts(actor: Actor): Promise<Record<WorkListKind, number>> {
    const read = this.database.read;
    const today = this.clock.today();
    const counts = {} as Record<WorkListKind, number>;
    for (const kind of WORK_LISTS) {
      const [scope, wish] = [
        this.scope(read, actor, kind),
        wishOf(kind, visitorOf(actor).employee, today, this.seen(actor)),
      ];
      const sql = `SELECT COUNT(*) AS "count" FROM dossier d WHERE d.status <> 'afgesloten' AND ${wish.sql} AND ${scope.sql}`;
      counts[kind] = (await read.get<{ count: number }>(sql, [...wish.values, ...scope.values]))!.count;
    }
    return counts;
  }

  private seen({ visitor }: Actor): Pick<Scope, 'wpg'> | null {
    return visitor === null ? null : scopeOf(visitor, this.clock.today());
  }

  /** Coordinators see the load of their region, without persons. */
  private scope(sql: Sql, actor: Actor, kind: WorkListKind): { sql: string; values: Value[]; persons: boolean } {
    const { visitor } = actor;
    const today = this.clock.today();
    const worker = visitor?.roles.some((role) => role === 'leerplichtambtenaar' || role === 'rmc-trajectbegeleider');
    if (visitor === null || worker) return { ...this.reach.condition(sql, actor), persons: true };
    const inService = (visitor.from ?? today) <= today && today <= (visitor.until ?? today);
    if (!visitor.roles.includes('rmc-coordinator') || !inService) {
      throw new Problem('niet-toegestaan', `Uw rol geeft geen toegang tot de lijst ${kind}.`, { status: 403 });
    }
    const home = visitor.regions.flatMap((code) => (findRegion(code) ? municipalitiesOf(code, today) : []));
    const own = sql.oneOf(
      'd.municipality',
      home.map((one) => one.code),
      'code',
    );
    return { sql: `${own.sql} AND ${dossierFreeToUse('d.id')}`, values: [own.value], persons: false };
  }
}

/** Which dossiers belong in a list of this employee, as a condition on `dossier d`; cover of colleagues counts along. */
export function wishOf(
  kind: WorkListKind,
  employee: string,
  today: Day,
  scope: Pick<Scope, 'wpg'> | null,
): { sql: string; values: Value[] } {
  if (kind === 'verdeelbak') return { sql: 'd.employee IS NULL', values: [] };
  const own = workedBy('d.employee', employee, today);
  const wish = ownWish(kind, today, scope);
  return { sql: `${own.sql} AND ${wish.sql}`, values: [...own.values, ...wish.values] };
}

/** Which of one's own dossiers belong in a list, whoever has them. */
export function ownWish(
  kind: Exclude<WorkListKind, 'verdeelbak'>,
  today: Day,
  scope: Pick<Scope, 'wpg'> | null,
): { sql: string; values: Value[] } {
  const wish = (sql: string, ...values: Value[]) => ({ sql, values });
  switch (kind) {
    case 'pas-toegewezen':
      return wish(
        `d.assigned_on >= ? AND NOT EXISTS (${STEP_TAKEN} AND s.id > (${LAST_ASSIGNMENT}))`,
        addDays(today, -RECENT_DAYS),
      );
    case 'onbewerkt': {
      const since = addDays(today, -UNWORKED_DAYS);
      return wish(`d.assigned_on < ? AND NOT EXISTS (${STEP_TAKEN} AND s.day >= ?)`, since, since);
    }
    case 'binnenkort':
      return wish(
        `EXISTS (SELECT 1 ${running(scope)} AND t.due_on >= ? AND t.due_on <= ?)`,
        today,
        addDays(today, DUE_DAYS),
      );
    case 'te-laat':
      return wish(`EXISTS (SELECT 1 ${running(scope)} AND t.due_on < ?)`, today);
    case 'te-sluiten':
      return wish('d.for_closing = 1');
  }
}

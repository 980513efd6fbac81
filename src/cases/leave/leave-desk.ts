import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, type AuditAction, PURPOSES } from '../../access/audit';
import { ALWAYS, type Condition, either, NEVER, ownLocation } from '../../access/conditions';
import { freeToUse } from '../../access/restriction';
import type { Day } from '../../law/day';
import type { ExemptionArticle } from '../../law/facts';
import { deciderOf, leaveFindings, type LeaveFacts, schoolDays } from '../../law/leave/leave-rules';
import { LawParameters } from '../../law/parameters';
import { phaseOn } from '../../law/phase';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import type { StepOwner } from '../../platform/states';
import { CalendarBook } from '../../registry/calendars';
import { loadFacts } from '../../registry/pupil-facts';
import { scopeOf } from '../../registry/scopes';
import { speaksFor } from '../meldingen/melding-desk';
import { LeaveStore, type StoredLeave } from './leave-store';

/** What waits for a decision, what was granted, or everything; the last two of one school year. */
export const LEAVE_VIEWS = ['open', 'register', 'alle'] as const;
export type LeaveView = (typeof LEAVE_VIEWS)[number];

/**
 * What a school can apply for on behalf of parents, and sees; the rest goes to the municipality itself, and is between it
 * and the parents: the ground may be the health of the child, or what parents believe.
 */
export const SCHOOL_ARTICLES: readonly ExemptionArticle[] = ['ART11G', 'ART11F'];

export interface LeaveAsked {
  view: LeaveView;
  /** the year in which it starts */
  schoolYear: number;
  limit: number;
  offset: number;
}

export interface LeavePage {
  /** `dueOn`: the last day to decide, where it still has to be */
  rows: (StoredLeave & { dueOn: Day | null })[];
  /** on all pages */
  total: number;
}

/** Who may look at an application, from which side, and what the law says of it. */
@Injectable()
export class LeaveDesk {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LeaveStore) private readonly store: LeaveStore,
    @Inject(CalendarBook) private readonly calendars: CalendarBook,
    @Inject(LawParameters) private readonly parameters: LawParameters,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The side from which somebody stands before a pupil's leave: school, municipality of residence, or none. */
  sideOf({ visitor }: Actor, location: string | null, municipality: string): StepOwner | null {
    if (visitor === null) return 'leerspoor';
    if (scopeOf(visitor, this.clock.today()).leerplicht.includes(municipality)) return 'gemeente';
    return location !== null && speaksFor(visitor, location, this.clock.today()) ? 'school' : null;
  }

  /** Throws a Problem (404) where it is not there for who asks. Without an account of the look: the caller gives it. */
  async find(sql: Sql, actor: Actor, id: string): Promise<{ leave: StoredLeave; side: StepOwner }> {
    const own = this.condition(sql, actor);
    const [leave] = isId(id) ? await this.store.rows(sql, `l.id = ? AND ${own.sql}`, [id, ...own.values]) : [];
    const side = leave ? this.sideOf(actor, leave.location, leave.municipality) : null;
    if (leave && side) return { leave, side };
    throw new Problem('niet-gevonden', 'Dit bestaat niet, of u heeft er geen toegang toe.', { status: 404 });
  }

  async see(actor: Actor, id: string): Promise<StoredLeave> {
    const { leave } = await this.find(this.database.read, actor, id);
    this.audit.read(actor, this.event('lezen', leave));
    return leave;
  }

  /**
   * The register: what was granted to residents of the own municipalities or at the own schools, and touches the school
   * year that starts in this year.
   */
  async register(actor: Actor, schoolYear: number): Promise<StoredLeave[]> {
    const [from, until] = [`${schoolYear}-08-01`, `${schoolYear + 1}-07-31`];
    const { read } = this.database;
    const own = this.condition(read, actor);
    const seen = await this.store.rows(
      read,
      `l.state = 'toegekend' AND from_date <= ? AND until_date >= ? AND ${own.sql}`,
      [...[until, from], ...own.values],
    );
    if (seen.length > 0) {
      this.audit.read(actor, {
        ...{ action: 'lezen', object: 'verlof', objectId: null, purpose: PURPOSES.leerplicht },
        pupils: [...new Set(seen.map((one) => one.pupilId))],
      });
    }
    return seen;
  }

  /** A page of applications: those that wait the longest first, what was decided last first. */
  async page(actor: Actor, { view, schoolYear, limit, offset }: LeaveAsked): Promise<LeavePage> {
    const { read } = this.database;
    const own = this.condition(read, actor);
    const [sql, ...more] = this.wish(view, schoolYear);
    const where = `${sql} AND ${own.sql}`;
    const values = [...more, ...own.values];
    const total = await read.get<{ count: number }>(
      `SELECT COUNT(*) AS "count" FROM leave_application l WHERE ${where}`,
      values,
    );
    const order = view === 'open' ? 'l.applied_on, l.id' : 'l.from_date DESC, l.id DESC';
    const ids = await read.all<{ id: string; dueOn: Day | null }>(
      `SELECT l.id, (SELECT MIN(t.due_on) FROM term t WHERE t.subject_id = l.id AND t.ended_on IS NULL) AS "dueOn"
         FROM leave_application l WHERE ${where} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}`,
      values,
    );
    const these = read.oneOf(
      'l.id',
      ids.map((one) => one.id),
    );
    const found = new Map((await this.store.rows(read, these.sql, [these.value])).map((one) => [one.id, one]));
    const rows = ids.map(({ id, dueOn }) => ({ ...found.get(id)!, dueOn }));
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'verlof', objectId: null, purpose: PURPOSES.leerplicht },
      pupils: [...new Set(rows.map((one) => one.pupilId))],
    });
    return { rows, total: total!.count };
  }

  private wish(view: LeaveView, schoolYear: number): [sql: string, ...values: Value[]] {
    if (view === 'open') return ["l.state IN ('ingediend', 'aan_te_vullen')"];
    const year = 'l.from_date <= ? AND l.until_date >= ?';
    const days = [`${schoolYear + 1}-07-31`, `${schoolYear}-08-01`];
    return view === 'register' ? [`l.state = 'toegekend' AND ${year}`, ...days] : [year, ...days];
  }

  /** Those of residents, and leave at the own schools, as a condition of the query. */
  private condition(sql: Sql, { visitor }: Actor): Condition {
    if (visitor === null) return ALWAYS;
    const scope = scopeOf(visitor, this.clock.today());
    const home = sql.oneOf('l.municipality', scope.leerplicht, 'code');
    const own = ownLocation(sql, scope, 'l.location');
    const leave = sql.oneOf('l.article', SCHOOL_ARTICLES, 'code');
    return either(
      scope.leerplicht.length > 0
        ? { sql: `(${freeToUse('l.pupil_id')} AND ${home.sql})`, values: [home.value] }
        : NEVER,
      own === NEVER ? NEVER : { sql: `(${leave.sql} AND ${own.sql})`, values: [leave.value, ...own.values] },
    );
  }

  /** What the law says of an application, held against what was granted before. */
  async weigh(work: Work, leave: StoredLeave): Promise<StoredLeave> {
    const calendars = await this.calendars.open(work);
    const calendar =
      leave.location === null ? calendars.ofMunicipality(leave.municipality) : calendars.ofLocation(leave.location);
    const earlier = await work.all<{ from: StoredLeave['from']; until: StoredLeave['until'] | null }>(
      `SELECT from_date AS "from", until_date AS "until" FROM exemption
        WHERE pupil_id = ? AND article = ? AND from_date <> ? ORDER BY from_date`,
      [leave.pupilId, leave.article, leave.from],
    );
    const known = (await loadFacts(work, [leave.pupilId])).get(leave.pupilId)!;
    const facts: LeaveFacts = {
      ...{ article: leave.article, from: leave.from, until: leave.until, appliedOn: leave.appliedOn },
      earlier: earlier.map((one) => ({ from: one.from, until: one.until ?? leave.until })),
      ...{ statementOn: leave.statementOn, attendedRichting: leave.details.richtingBezocht },
      ...{ headHeard: leave.details.hoofdGehoord, jobDemands: leave.details.beroep },
      phase: phaseOn(known, leave.from, calendar, this.parameters),
    };
    return {
      ...leave,
      decider: deciderOf(facts, calendar),
      schoolDays: [...schoolDays(facts, calendar).values()].reduce((sum, days) => sum + days, 0),
      findings: leaveFindings(facts, calendar),
    };
  }

  event(action: AuditAction, leave: StoredLeave) {
    return { action, object: 'verlof', objectId: leave.id, pupils: [leave.pupilId], purpose: PURPOSES.leerplicht };
  }
}

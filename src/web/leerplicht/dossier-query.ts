import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { type Condition, readableDossiers } from '../../access/conditions';
import { seesNothing } from '../../access/scope';
import type { AssignmentSteps } from '../../cases/assignment/assignment';
import { seenTerms } from '../../cases/terms/seen-terms';
import { type Day, schoolYearOf } from '../../law/day';
import type { Evidence } from '../../law/facts';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { maskPgn } from '../../platform/masking';
import { scopeOf } from '../../registry/scopes';
import { schoolNames, withSchoolNames } from '../text/schools';
import { personFrom } from './person';
import type {
  AbsenceDay,
  DossierView,
  EnrolmentRow,
  OtherDossier,
  PupilRow,
  ShownAssignment,
  ShownChange,
  ShownSignal,
} from './dossier-view';
import { cell } from '../../platform/place';
import { contactPerson, pupil } from '../../registry/tables';

/**
 * A dossier once for every contact person of now: there are few, and one query is cheaper than two. `next`: the terms that
 * still run and may be seen, the first to end first.
 */
const dossierSelect = (
  next: string,
) => `SELECT d.id, d.pupil_id AS "pupilId", d.regime, d.status, d.opened_on AS "openedOn",
    d.closed_on AS "closedOn", d.for_closing AS "forClosing", d.role, d.employee, d.assigned_on AS "assignedOn",
    d.assignment_reason AS "assignmentReason", e.name AS "employeeName", p.pgn, p.birth_date AS "birthDate", p.birth_known AS "birthKnown",
    p.death_date AS "deathDate", p.departure_date AS "departureDate", p.first_names AS "firstNames", p.prefix,
    p.last_name AS "lastName", p.sex, p.contact, p.secret_address AS "secretAddress",
    (SELECT r.municipality FROM residence r WHERE r.pupil_id = d.pupil_id AND r.from_date <= ?
      ORDER BY r.from_date DESC LIMIT 1) AS "municipality", d.municipality AS "workedIn",
    (SELECT t.kind FROM term t WHERE ${next} LIMIT 1) AS "nextTerm",
    (SELECT t.due_on FROM term t WHERE ${next} LIMIT 1) AS "nextDue",
    (SELECT COUNT(*) FROM meeting_agreement g WHERE g.dossier_id = d.id AND g.done_on IS NULL) AS "agreements",
    (SELECT t.id FROM trajectory t WHERE t.dossier_id = d.id ORDER BY t.id DESC LIMIT 1) AS "trajectory",
    c.name, c.relation, c.custody, c.contact AS "contactOf"
  FROM dossier d JOIN pupil p ON p.id = d.pupil_id LEFT JOIN employee e ON e.code = d.employee
  LEFT JOIN contact_person c ON c.pupil_id = d.pupil_id AND (c.from_date IS NULL OR c.from_date <= ?)
    AND (c.until_date IS NULL OR c.until_date >= ?)`;

/** Each signal once for every change of it: there are few, and one query is cheaper than two. */
const SIGNALS = `SELECT s.id, s.rule, s.from_date AS "from", s.until_date AS "until", s.hundredths, s.mark, s.phase,
    s.status, s.reason, s.ended_on AS "endedOn", s.location, s.evidence, s.raised_at AS "raisedAt", l.name AS "school",
    c.at AS "changedAt", c.change AS "change", c.until_date AS "changeUntil", c.hundredths AS "changeHundredths",
    c.status AS "changeStatus", c.reason AS "changeReason"
  FROM signal s LEFT JOIN school_location l ON l.code = s.location LEFT JOIN signal_change c ON c.signal_id = s.id
  WHERE s.dossier_id = ? ORDER BY c.id`;

type SignalRow = Omit<ShownSignal, 'changes' | 'evidence'> & {
  evidence: string;
  changedAt: string | null;
  change: ShownChange['change'];
  changeUntil: ShownChange['until'];
  changeHundredths: number | null;
  changeStatus: ShownChange['status'];
  changeReason: ShownChange['reason'];
};

/** `id` null: no assignment, or another dossier. */
type DossierRow = Omit<OtherDossier, 'id'> & { dossierId: string } & Omit<ShownAssignment, 'id' | 'steps'> & {
    id: string | null;
    steps: string;
  };

/** `name` null: there is no contact person. */
type FirstRow = PupilRow & { name: string | null; relation: string; custody: number | null; contactOf: string | null };

/** Everything on the page of one dossier: five queries, the first of which decides whether it may be seen. */
@Injectable()
export class DossierQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Null where it does not exist and where the visitor may not see it: nobody can tell which. */
  async find(actor: Actor, id: string): Promise<DossierView | null> {
    const today = this.clock.today();
    const scope = scopeOf(visitorOf(actor), today);
    const event = { action: 'lezen', object: 'dossier', objectId: id } as const;
    if (seesNothing(scope)) return null;
    const { read } = this.database;
    const seen = readableDossiers(read, scope, today);
    const terms = seenTerms(scope, today);
    const next = `t.dossier_id = d.id AND t.ended_on IS NULL AND ${terms.sql} ORDER BY t.due_on, t.id`;
    const rows = await read.all<FirstRow>(`${dossierSelect(next)} WHERE d.id = ? AND ${seen.sql} ORDER BY c.name`, [
      ...[today, ...terms.values, ...terms.values, today, today],
      ...[id, ...seen.values],
    ]);
    const [row] = rows;
    if (!row) return null;
    this.audit.read(actor, { ...event, pupils: [row.pupilId], purpose: PURPOSES[row.regime] });
    const {
      pgn,
      contact,
      workedIn,
      name: _name,
      relation: _relation,
      custody: _custody,
      contactOf: _of,
      ...rest
    } = row;
    const works = workedIn !== null && scope[row.regime].includes(workedIn);
    const dossier = { ...rest, works };
    const signals = await this.signals(id);
    const latest = signals.reduce<Day>(
      (last, { until, from }) => maxDay(last, until ?? from),
      signals[0]?.from ?? today,
    );
    const schoolYear = schoolYearOf(latest);
    const enrolments = await this.enrolments(row.pupilId);
    const { others, assignments } = await this.dossiersOf(row, seen);
    nameSchools(signals, assignments, schoolNames(signals, enrolments));
    return {
      dossier,
      number: maskPgn(this.encryption.decrypt(pgn, cell(pupil, 'pgn', { id: row.pupilId }))),
      home: personFrom(this.encryption, contact, cell(pupil, 'contact', { id: row.pupilId }), row.secretAddress === 1),
      contacts: this.contacts(rows),
      enrolments,
      others,
      signals,
      assignments,
      schoolYear,
      absence: await this.absence(row.pupilId, schoolYear),
    };
  }

  /** Latest first; what stands goes before what was withdrawn. */
  private async signals(dossierId: string): Promise<ShownSignal[]> {
    const rows = await this.database.read.all<SignalRow>(SIGNALS, [dossierId]);
    const signals = new Map<string, ShownSignal>();
    for (const row of rows) {
      const { changedAt, change, changeUntil, changeHundredths, changeStatus, changeReason, ...signal } = row;
      const known = signals.get(row.id) ?? {
        ...signal,
        evidence: JSON.parse(row.evidence) as Evidence,
        changes: [],
      };
      signals.set(row.id, known);
      if (changedAt === null) continue;
      const what = { until: changeUntil, hundredths: changeHundredths, status: changeStatus, reason: changeReason };
      known.changes.push({ at: changedAt, change, ...what });
    }
    const rank = (one: ShownSignal) => `${one.status === 'ingetrokken' ? 0 : 1}${one.until ?? one.from}${one.rule}`;
    return [...signals.values()].sort((a, b) => (rank(a) < rank(b) ? 1 : -1));
  }

  /** The dossiers of the pupil that may be seen; this one once for every assignment: one query is cheaper than two. */
  private async dossiersOf({ id, pupilId }: PupilRow, seen: Condition) {
    const rows = await this.database.read.all<DossierRow>(
      `SELECT d.id AS "dossierId", d.regime, d.status, d.opened_on AS "openedOn", d.closed_on AS "closedOn",
         w.name AS "workerName", a.id, a.at, a.day, a.role, a.employee, a.reason, a.steps, e.name AS "employeeName"
       FROM dossier d LEFT JOIN employee w ON w.code = d.employee
       LEFT JOIN assignment a ON a.dossier_id = d.id AND d.id = ? LEFT JOIN employee e ON e.code = a.employee
       WHERE d.pupil_id = ? AND ${seen.sql} ORDER BY d.opened_on DESC, d.id DESC, a.id DESC`,
      [id, pupilId, ...seen.values],
    );
    const others: OtherDossier[] = rows
      .filter((row) => row.dossierId !== id)
      .map(({ dossierId, regime, status, openedOn, closedOn, workerName }) => ({
        ...{ id: dossierId, regime, status, openedOn, closedOn, workerName },
      }));
    const assignments: ShownAssignment[] = rows.flatMap(
      ({ id, at, day, role, employee, employeeName, reason, steps }) =>
        id === null
          ? []
          : [{ id, at, day, role, employee, employeeName, reason, steps: JSON.parse(steps) as AssignmentSteps }],
    );
    return { others, assignments };
  }

  private enrolments(pupilId: string): Promise<EnrolmentRow[]> {
    return this.database.read.all<EnrolmentRow>(
      `SELECT n.from_date AS "from", n.until_date AS "until", n.education, n.level, n.year, n.location,
         l.name AS "school", l.place
       FROM enrolment n LEFT JOIN school_location l ON l.code = n.location WHERE n.pupil_id = ?
       ORDER BY n.from_date DESC, n.location`,
      [pupilId],
    );
  }

  private contacts(rows: readonly FirstRow[]): DossierView['contacts'] {
    return rows.flatMap(({ pupilId, secretAddress, name, relation, custody, contactOf }) => {
      if (name === null) return [];
      const place = cell(contactPerson, 'contact', { pupil_id: pupilId, name });
      return [{ name, relation, custody, ...personFrom(this.encryption, contactOf, place, secretAddress === 1) }];
    });
  }

  private absence(pupilId: string, schoolYear: number): Promise<AbsenceDay[]> {
    return this.database.read.all<AbsenceDay>(
      `SELECT a.day, a.kind, SUM(a.hundredths) AS "hundredths" FROM absence_record a
       WHERE a.pupil_id = ? AND a.kind <> 'ingetrokken' AND a.day >= ? AND a.day <= ?
       GROUP BY a.day, a.kind ORDER BY a.day, a.kind`,
      [pupilId, `${schoolYear}-08-01`, `${schoolYear + 1}-07-31`],
    );
  }
}

/** What the law and the assignment wrote down speaks of codes; a reader knows schools by their names. */
function nameSchools(
  signals: readonly ShownSignal[],
  assignments: readonly ShownAssignment[],
  names: ReadonlyMap<string, string>,
): void {
  for (const { evidence } of signals) {
    if (evidence.remark) evidence.remark = withSchoolNames(evidence.remark, names);
  }
  for (const { steps } of assignments) {
    for (const step of steps.stappen) step.tekst = withSchoolNames(step.tekst, names);
  }
}

function maxDay(a: Day, b: Day): Day {
  return a < b ? b : a;
}

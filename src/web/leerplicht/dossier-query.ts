import { Inject, Injectable } from '@nestjs/common';
import { dossierCondition, seesNothing } from '../../access/scope';
import type { Visitor } from '../../access/visitor';
import type { AssignmentSteps } from '../../cases/assignment';
import { type Day, schoolYearOf } from '../../law/day';
import type { Evidence } from '../../law/facts';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { maskPgn } from '../../platform/masking';
import { scopeOf } from './dossier-scope';
import type {
  AbsenceDay,
  ContactRow,
  DossierView,
  EnrolmentRow,
  Person,
  PupilRow,
  ShownAssignment,
  ShownChange,
  ShownSignal,
} from './dossier-view';

const DOSSIER = `SELECT d.id, d.pupil_id AS "pupilId", d.regime, d.status, d.opened_on AS "openedOn",
    d.closed_on AS "closedOn", d.for_closing AS "forClosing", d.role, d.employee, d.assigned_on AS "assignedOn",
    d.assignment_reason AS "assignmentReason", e.name AS "employeeName", p.pgn, p.birth_date AS "birthDate",
    p.death_date AS "deathDate", p.departure_date AS "departureDate", p.first_names AS "firstNames", p.prefix,
    p.last_name AS "lastName", p.sex, p.contact, p.secret_address AS "secretAddress",
    (SELECT r.municipality FROM residence r WHERE r.pupil_id = d.pupil_id AND r.from_date <= ?
      ORDER BY r.from_date DESC LIMIT 1) AS "municipality"
  FROM dossier d JOIN pupil p ON p.id = d.pupil_id LEFT JOIN employee e ON e.code = d.employee`;

const SIGNALS = `SELECT s.id, s.rule, s.from_date AS "from", s.until_date AS "until", s.hundredths, s.mark, s.phase,
    s.status, s.reason, s.ended_on AS "endedOn", s.location, s.evidence, s.raised_at AS "raisedAt", l.name AS "school"
  FROM signal s LEFT JOIN school_location l ON l.code = s.location WHERE s.dossier_id = ?`;

/** Everything on the page of one dossier: seven queries, the first of which decides whether it may be seen. */
@Injectable()
export class DossierQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Null where it does not exist and where the visitor may not see it: nobody can tell which. */
  async find(visitor: Visitor, id: string): Promise<DossierView | null> {
    const today = this.clock.today();
    const scope = scopeOf(visitor, today);
    if (seesNothing(scope)) return null;
    const { read } = this.database;
    const seen = dossierCondition(read, scope, today);
    const row = await read.get<PupilRow>(`${DOSSIER} WHERE d.id = ? AND ${seen.sql}`, [today, id, ...seen.values]);
    if (!row) return null;
    const { pgn, contact, ...dossier } = row;
    const signals = await this.signals(id);
    const latest = signals.reduce<Day>(
      (last, { until, from }) => maxDay(last, until ?? from),
      signals[0]?.from ?? today,
    );
    const schoolYear = schoolYearOf(latest);
    return {
      dossier,
      number: maskPgn(this.encryption.decrypt(pgn)),
      home: this.person(contact, row.secretAddress === 1),
      contacts: await this.contacts(row.pupilId, today, row.secretAddress === 1),
      enrolments: await this.enrolments(row.pupilId),
      signals,
      assignments: await this.assignments(id),
      schoolYear,
      absence: await this.absence(row.pupilId, schoolYear),
    };
  }

  /** Latest first; what stands goes before what was withdrawn. */
  private async signals(dossierId: string): Promise<ShownSignal[]> {
    const rows = await this.database.read.all<Omit<ShownSignal, 'changes'> & { evidence: string }>(SIGNALS, [
      dossierId,
    ]);
    const changes = await this.database.read.all<ShownChange & { signalId: string }>(
      `SELECT c.signal_id AS "signalId", c.at, c.change, c.until_date AS "until", c.hundredths, c.status, c.reason
       FROM signal_change c JOIN signal s ON s.id = c.signal_id WHERE s.dossier_id = ? ORDER BY c.id`,
      [dossierId],
    );
    const rank = (one: { status: string; until: Day | null; from: Day; rule: string }) =>
      `${one.status === 'ingetrokken' ? 0 : 1}${one.until ?? one.from}${one.rule}`;
    return rows
      .map((row) => ({
        ...row,
        evidence: JSON.parse(row.evidence) as Evidence,
        changes: changes.filter((change) => change.signalId === row.id),
      }))
      .sort((a, b) => (rank(a) < rank(b) ? 1 : -1));
  }

  private async assignments(dossierId: string): Promise<ShownAssignment[]> {
    const rows = await this.database.read.all<Omit<ShownAssignment, 'steps'> & { steps: string }>(
      `SELECT a.id, a.at, a.day, a.role, a.employee, a.reason, a.steps, e.name AS "employeeName"
       FROM assignment a LEFT JOIN employee e ON e.code = a.employee WHERE a.dossier_id = ? ORDER BY a.id DESC`,
      [dossierId],
    );
    return rows.map((row) => ({ ...row, steps: JSON.parse(row.steps) as AssignmentSteps }));
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

  private async contacts(pupilId: string, today: Day, secret: boolean): Promise<DossierView['contacts']> {
    const rows = await this.database.read.all<ContactRow>(
      `SELECT c.name, c.relation, c.custody, c.contact FROM contact_person c
       WHERE c.pupil_id = ? AND (c.from_date IS NULL OR c.from_date <= ?)
         AND (c.until_date IS NULL OR c.until_date >= ?) ORDER BY c.name`,
      [pupilId, today, today],
    );
    return rows.map(({ contact, ...row }) => ({ ...row, ...this.person(contact, secret) }));
  }

  private absence(pupilId: string, schoolYear: number): Promise<AbsenceDay[]> {
    return this.database.read.all<AbsenceDay>(
      `SELECT a.day, a.kind, SUM(a.hundredths) AS "hundredths" FROM absence_record a
       WHERE a.pupil_id = ? AND a.kind <> 'ingetrokken' AND a.day >= ? AND a.day <= ?
       GROUP BY a.day, a.kind ORDER BY a.day, a.kind`,
      [pupilId, `${schoolYear}-08-01`, `${schoolYear + 1}-07-31`],
    );
  }

  /** A secret address is left out here, not hidden on the screen. */
  private person(contact: string | null, secret: boolean): Person {
    const known = contact ? (JSON.parse(this.encryption.decrypt(contact)) as Record<string, string | undefined>) : {};
    const street = [known.straat, known.huisnummer].filter(Boolean).join(' ');
    const town = [known.postcode, known.plaats].filter(Boolean).join(' ');
    return {
      address: secret ? null : [street, town].filter(Boolean).join(', ') || null,
      telephone: known.telefoon || null,
      email: known.email || null,
    };
  }
}

function maxDay(a: Day, b: Day): Day {
  return a < b ? b : a;
}

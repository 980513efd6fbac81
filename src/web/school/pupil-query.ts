import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { ownLocation } from '../../access/conditions';
import { type Day, schoolYearOf } from '../../law/day';
import type { AbsenceKind, Rule } from '../../law/facts';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { scopeOf } from '../../registry/scopes';
import { HoursCounters } from '../../signals/hours-counters';
import type { SignalStatus } from '../../signals/stored-signal';
import type { NameParts } from '../../registry/names';
import type { HoursCounter } from '../../law/counter';

export interface OwnEnrolment {
  location: string;
  school: string;
  education: string;
  level: string | null;
  year: string | null;
}

export interface OwnRecord {
  id: string;
  number: string;
  brin: string;
  location: string;
  day: Day;
  hundredths: number;
  kind: AbsenceKind;
  wholeDay: number;
  reason: string | null;
}

export interface OwnSignal {
  id: string;
  rule: Rule;
  from: Day;
  until: Day | null;
  hundredths: number | null;
  mark: string;
  endedOn: Day | null;
  status: SignalStatus;
  school: string | null;
}

/** Everything a school sees of one of its pupils: never a dossier. */
export interface SchoolPupilView {
  pupil: NameParts & { id: string; birthDate: Day };
  enrolments: (OwnEnrolment & { counter: HoursCounter | null })[];
  schoolYear: number;
  records: OwnRecord[];
  signals: OwnSignal[];
}

/** One pupil who is enrolled at the own school today; six queries. */
@Injectable()
export class SchoolPupilQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(HoursCounters) private readonly counters: HoursCounters,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** Null where the pupil does not exist or is not enrolled here: nobody can tell which. */
  async find(actor: Actor, id: string): Promise<SchoolPupilView | null> {
    const today = this.clock.today();
    const { read } = this.database;
    const own = ownLocation(read, scopeOf(visitorOf(actor), today), 'e.location');
    const rows = await read.all<OwnEnrolment & NameParts & { id: string; birthDate: Day }>(
      `SELECT p.id, p.birth_date AS "birthDate", p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName",
         e.location, l.name AS "school", e.education, e.level, e.year
       FROM enrolment e JOIN pupil p ON p.id = e.pupil_id JOIN school_location l ON l.code = e.location
       WHERE e.pupil_id = ? AND ${own.sql} AND e.from_date <= ? AND (e.until_date IS NULL OR e.until_date >= ?)
       ORDER BY e.from_date DESC, e.location`,
      [id, ...own.values, today, today],
    );
    const event = { action: 'lezen', object: 'leerling', objectId: id, purpose: PURPOSES.verzuim } as const;
    const [pupil] = rows;
    if (!pupil) return null;
    this.audit.read(actor, { ...event, pupils: [id] });
    const counters = await this.counters.on(
      read,
      rows.map(({ location }) => ({ pupilId: id, location })),
      today,
    );
    const schoolYear = schoolYearOf(today);
    return {
      pupil,
      enrolments: rows.map((row, i) => ({ ...row, counter: counters[i] ?? null })),
      schoolYear,
      records: await this.records(actor, id, schoolYear, today),
      signals: await this.signals(actor, id, today),
    };
  }

  private records(actor: Actor, pupil: string, schoolYear: number, today: Day): Promise<OwnRecord[]> {
    const own = ownLocation(this.database.read, scopeOf(visitorOf(actor), today), 'a.location');
    return this.database.read.all<OwnRecord>(
      `SELECT a.id, a.number, a.brin, a.location, a.day, a.hundredths, a.kind, a.whole_day AS "wholeDay", a.reason
       FROM absence_record a WHERE a.pupil_id = ? AND ${own.sql} AND a.day >= ? AND a.day <= ?
       ORDER BY a.day DESC, a.number`,
      [pupil, ...own.values, `${schoolYear}-08-01`, `${schoolYear + 1}-07-31`],
    );
  }

  private signals(actor: Actor, pupil: string, today: Day): Promise<OwnSignal[]> {
    const own = ownLocation(this.database.read, scopeOf(visitorOf(actor), today), 's.location');
    return this.database.read.all<OwnSignal>(
      `SELECT s.id, s.rule, s.from_date AS "from", s.until_date AS "until", s.hundredths, s.mark,
         s.ended_on AS "endedOn", s.status, l.name AS "school"
       FROM signal s JOIN school_location l ON l.code = s.location WHERE s.pupil_id = ? AND ${own.sql}
       ORDER BY s.from_date DESC, s.rule`,
      [pupil, ...own.values],
    );
  }
}

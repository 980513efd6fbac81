import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import type { Sql } from '../platform/database/sql';
import { Encryption } from '../platform/encryption';
import type { TrajectoryState } from './states';
import type { ContactKind, PartnerKind } from './vocabulary';
import { cell } from '../platform/place';
import { schoolConsultation, trajectoryContact, trajectoryEvent, trajectoryPartner } from './tables';

export interface ShownContact {
  id: string;
  day: Day;
  kind: ContactKind;
  reached: boolean;
  employee: string;
  /** as people know them */
  employeeName: string | null;
  note: string | null;
}

export interface ShownPartner {
  id: string;
  kind: PartnerKind;
  name: string;
  contact: string | null;
  from: Day;
  until: Day | null;
}

export interface ShownStep {
  from: TrajectoryState | null;
  to: TrajectoryState;
  day: Day;
  employee: string | null;
  /** as people know them */
  employeeName: string | null;
  reason: string | null;
}

export interface ShownConsultation {
  id: string;
  day: Day;
  location: string | null;
  employee: string;
  /** as people know them */
  employeeName: string | null;
  result: string;
}

/** What lies beside a trajectory, each kind in its order. */
export interface TrajectoryLines {
  /** oldest first */
  steps: ShownStep[];
  /** latest first */
  contacts: ShownContact[];
  partners: ShownPartner[];
  consultations: ShownConsultation[];
  /** days of the last contact of alarms that are not settled */
  alarms: Day[];
}

interface Row {
  what: 'partner' | 'contact' | 'stap' | 'overleg' | 'alarm';
  id: string;
  day: Day;
  until: Day | null;
  word: string | null;
  other: string | null;
  who: string | null;
  by: string | null;
  text: string | null;
  reached: number | null;
}

/** The name of who did it, for people to read. */
const BY = '(SELECT e.name FROM employee e WHERE e.code = employee)';

/** Five small tables in one query; the first one tells PostgreSQL the types of the columns. */
const LINES = `SELECT 'partner' AS "what", id, from_date AS "day", until_date AS "until", kind AS "word", NULL AS "other",
    name AS "who", NULL AS "by", contact AS "text", 0 AS "reached" FROM trajectory_partner WHERE trajectory_id = ?
  UNION ALL SELECT 'contact', id, day, NULL, kind, NULL, employee, ${BY}, note, reached FROM trajectory_contact
    WHERE trajectory_id = ?
  UNION ALL SELECT 'stap', id, day, NULL, to_state, from_state, employee, ${BY}, reason, 0 FROM trajectory_event
    WHERE trajectory_id = ?
  UNION ALL SELECT 'overleg', id, day, NULL, NULL, location, employee, ${BY}, result, 0 FROM school_consultation
    WHERE trajectory_id = ?
  UNION ALL SELECT 'alarm', id, about, NULL, NULL, NULL, NULL, NULL, NULL, 0 FROM trajectory_alarm
    WHERE trajectory_id = ? AND settled_on IS NULL`;

/** Reads what lies beside a trajectory. */
@Injectable()
export class TrajectoryLinesReader {
  constructor(@Inject(Encryption) private readonly encryption: Encryption) {}

  async of(sql: Sql, trajectoryId: string): Promise<TrajectoryLines> {
    const rows = await sql.all<Row>(LINES, Array<string>(5).fill(trajectoryId));
    const byDay = (a: Row, b: Row) => (a.day + a.id < b.day + b.id ? -1 : 1);
    const of = (what: Row['what']) => rows.filter((row) => row.what === what).sort(byDay);
    return {
      steps: of('stap')
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((row) => ({
          ...{ from: row.other as TrajectoryState | null, to: row.word as TrajectoryState, day: row.day },
          ...{ employee: row.who, employeeName: row.by, reason: this.reasonOf(row) },
        })),
      contacts: of('contact')
        .reverse()
        .map((row) => ({
          ...{ id: row.id, day: row.day, kind: row.word as ContactKind, reached: row.reached === 1 },
          ...{
            employee: row.who!,
            employeeName: row.by,
            note: row.text && this.encryption.decrypt(row.text, cell(trajectoryContact, 'note', row)),
          },
        })),
      partners: of('partner').map((row) => ({
        ...{ id: row.id, kind: row.word as PartnerKind, name: row.who! },
        contact: row.text && this.encryption.decrypt(row.text, cell(trajectoryPartner, 'contact', row)),
        ...{ from: row.day, until: row.until },
      })),
      consultations: of('overleg')
        .reverse()
        .map((row) => ({
          ...{ id: row.id, day: row.day, location: row.other, employee: row.who!, employeeName: row.by },
          result: this.encryption.decrypt(row.text!, cell(schoolConsultation, 'result', row)),
        })),
      alarms: of('alarm').map((row) => row.day),
    };
  }

  private reasonOf({ id, text }: Row): string | null {
    return text && this.encryption.decryptUnlessPlain(text, cell(trajectoryEvent, 'reason', { id }));
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import type { ExemptionArticle } from '../../law/facts';
import type { Finding } from '../../law/finding';
import type { Decider } from '../../law/leave/leave-rules';
import { Clock } from '../../platform/clock';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { cell, type Place } from '../../platform/place';
import { leaveApplication } from './tables';

/** What was typed, and what the findings need to know. */
export interface LeaveDetails {
  aanvrager: string;
  reden: string;
  beroep: boolean;
  hoofdGehoord: boolean;
  richtingBezocht: boolean;
  besluit?: string;
}

export interface StoredLeave {
  id: string;
  pupilId: string;
  location: string | null;
  municipality: string;
  article: ExemptionArticle;
  state: string;
  decider: Decider;
  from: Day;
  until: Day;
  schoolDays: number;
  appliedOn: Day;
  statementOn: Day | null;
  details: LeaveDetails;
  findings: readonly Finding[];
  author: string | null;
  decidedBy: string | null;
  decidedOn: Day | null;
}

type Row = Omit<StoredLeave, 'details' | 'findings'> & { details: string; findings: string | null };

const STORED = `id, pupil_id AS "pupilId", location, municipality, article, state, decider, from_date AS "from",
  until_date AS "until", school_days AS "schoolDays", applied_on AS "appliedOn", statement_on AS "statementOn", details,
  findings, author, decided_by AS "decidedBy", decided_on AS "decidedOn"`;
const COLUMNS = [
  ...['id', 'pupil_id', 'location', 'municipality', 'article', 'state', 'decider', 'from_date', 'until_date'],
  ...['school_days', 'applied_on', 'statement_on', 'details', 'findings', 'author', 'decided_by', 'decided_on'],
  'changed_at',
];

/** Applications in the database. */
@Injectable()
export class LeaveStore {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {}

  async rows(sql: Sql, condition: string, values: readonly Value[]): Promise<StoredLeave[]> {
    const rows = await sql.all<Row>(
      `SELECT ${STORED} FROM leave_application l WHERE ${condition} ORDER BY from_date, id`,
      values,
    );
    return rows.map((row) => ({
      ...row,
      details: this.open<LeaveDetails>(row.details, cell(leaveApplication, 'details', row)),
      findings:
        row.findings === null ? [] : this.open<Finding[]>(row.findings, cell(leaveApplication, 'findings', row)),
    }));
  }

  async write(work: Work, one: StoredLeave): Promise<void> {
    const details = this.seal(one.details, cell(leaveApplication, 'details', one));
    const findings =
      one.findings.length === 0 ? null : this.seal(one.findings, cell(leaveApplication, 'findings', one));
    const row: Value[] = [
      ...[one.id, one.pupilId, one.location, one.municipality, one.article, one.state, one.decider, one.from],
      ...[one.until, one.schoolDays, one.appliedOn, one.statementOn, details],
      ...[findings, one.author, one.decidedBy, one.decidedOn],
      this.clock.instant(),
    ];
    await work.insert('leave_application', COLUMNS, [row], { key: ['id'], update: COLUMNS.slice(1) });
  }

  private seal(value: unknown, place: Place): string {
    return this.encryption.encrypt(JSON.stringify(value), place);
  }

  private open<T>(text: string, place: Place): T {
    return JSON.parse(this.encryption.decrypt(text, place)) as T;
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import type { ClosingNote, ClosingReason, MeldingKind, MeldingStatus, Priority, SuspectedReason } from './states';
import { cell } from '../../platform/place';
import { melding } from './tables';

/** Whom to ask at the school, or at the municipality. */
export interface SchoolContact {
  naam: string;
  functie?: string;
  telefoon?: string;
  email?: string;
}

/** What people typed; encrypted as one text. */
export interface MeldingDetails {
  /** what the school did itself */
  actie?: string;
  /** why no action of the municipality is wanted, or what else there is to say */
  toelichting?: string;
  contact?: SchoolContact;
  /** telephone of the pupil or a parent */
  telefoon?: string;
  /** where the pupil stays, where that is not the registered address */
  verblijfadres?: string;
  /** whom to ask at a municipality that works in another system */
  gemeente?: SchoolContact;
}

/** A melding as it lies in the database; hours in hundredths. `signalId` null: reported by hand. */
export interface StoredMelding {
  id: string;
  pupilId: string;
  dossierId: string | null;
  signalId: string | null;
  kind: MeldingKind;
  location: string;
  from: Day;
  until: Day | null;
  hundredths: number | null;
  status: MeldingStatus;
  days: readonly (readonly [Day, number])[];
  suspectedReason: SuspectedReason | null;
  allLessons: boolean | null;
  actionWanted: boolean | null;
  priority: Priority | null;
  details: MeldingDetails;
  registeredOn: Day;
  completedOn: Day | null;
  reporter: string | null;
  closingReason: ClosingReason | null;
  closingNote: ClosingNote | null;
  closedOn: Day | null;
}

type Row = Omit<StoredMelding, 'days' | 'details' | 'allLessons' | 'actionWanted'> & {
  days: string;
  details: string | null;
  allLessons: number | null;
  actionWanted: number | null;
};

const STORED = `id, pupil_id AS "pupilId", dossier_id AS "dossierId", signal_id AS "signalId", kind, location,
  from_date AS "from", until_date AS "until", hundredths, status, days, suspected_reason AS "suspectedReason",
  all_lessons AS "allLessons", action_wanted AS "actionWanted", priority, details, registered_on AS "registeredOn",
  completed_on AS "completedOn", reporter, closing_reason AS "closingReason", closing_note AS "closingNote",
  closed_on AS "closedOn"`;

const COLUMNS = [
  ...['id', 'pupil_id', 'dossier_id', 'signal_id', 'kind', 'location', 'from_date', 'until_date', 'hundredths'],
  ...['status', 'days', 'suspected_reason', 'all_lessons', 'action_wanted', 'priority', 'details', 'registered_on'],
  ...['completed_on', 'reporter', 'closing_reason', 'closing_note', 'closed_on', 'changed_at'],
];

/** Meldingen in the database. */
@Injectable()
export class MeldingStore {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Encryption) private readonly encryption: Encryption,
  ) {}

  async find(sql: Sql, id: string): Promise<StoredMelding | null> {
    return (await this.rows(sql, 'id = ?', [id]))[0] ?? null;
  }

  /** The meldingen of these signals, by signal. */
  async ofSignals(sql: Sql, signalIds: readonly string[]): Promise<Map<string, StoredMelding>> {
    if (signalIds.length === 0) return new Map();
    const { sql: condition, value } = sql.oneOf('signal_id', signalIds);
    const rows = await this.rows(sql, condition, [value]);
    return new Map(rows.map((row) => [row.signalId!, row]));
  }

  /** The meldingen in a dossier, in order of begin date. */
  ofDossier(sql: Sql, dossierId: string): Promise<StoredMelding[]> {
    return this.rows(sql, 'dossier_id = ?', [dossierId]);
  }

  async rows(sql: Sql, condition: string, values: Value[]): Promise<StoredMelding[]> {
    const rows = await sql.all<Row>(`SELECT ${STORED} FROM melding WHERE ${condition} ORDER BY from_date, id`, values);
    return rows.map((row) => this.read(row));
  }

  async write(work: Work, meldingen: readonly StoredMelding[]): Promise<void> {
    const now = this.clock.instant();
    const rows = meldingen.map((one): Value[] => [
      ...[one.id, one.pupilId, one.dossierId, one.signalId, one.kind, one.location, one.from, one.until],
      ...[one.hundredths, one.status, JSON.stringify(one.days), one.suspectedReason, flagOf(one.allLessons)],
      ...[flagOf(one.actionWanted), one.priority, this.seal(one), one.registeredOn, one.completedOn],
      ...[one.reporter, one.closingReason, one.closingNote, one.closedOn, now],
    ]);
    await work.insert('melding', COLUMNS, rows, { key: ['id'], update: COLUMNS.slice(1) });
  }

  private seal({ id, details }: StoredMelding): string | null {
    if (Object.keys(details).length === 0) return null;
    return this.encryption.encrypt(JSON.stringify(details), cell(melding, 'details', { id }));
  }

  private open(id: string, sealed: string): MeldingDetails {
    return JSON.parse(this.encryption.decrypt(sealed, cell(melding, 'details', { id }))) as MeldingDetails;
  }

  private read(row: Row): StoredMelding {
    return {
      ...row,
      days: JSON.parse(row.days) as [Day, number][],
      details: row.details === null ? {} : this.open(row.id, row.details),
      allLessons: row.allLessons === null ? null : row.allLessons === 1,
      actionWanted: row.actionWanted === null ? null : row.actionWanted === 1,
    };
  }
}

function flagOf(value: boolean | null): number | null {
  return value === null ? null : Number(value);
}

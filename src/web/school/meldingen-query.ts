import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { ownLocation } from '../../access/conditions';
import { Feedback, referenceOf, type ShownFeedback } from '../../cases/meldingen/feedback';
import { MeldingDesk } from '../../cases/meldingen/melding-desk';
import type { StoredMelding } from '../../cases/meldingen/melding-store';
import type { MeldingKind, MeldingStatus } from '../../cases/meldingen/states';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { scopeOf } from '../../registry/scopes';
import type { NameParts } from '../../registry/names';
import { PAGE_SIZE } from '../text/paging';
import { employee } from '../../access/tables';
import { cell } from '../../platform/place';

/** `open`: the municipality has not finished; `aanvullen`: the school still has to add what only it knows. */
export const MELDING_VIEWS = ['open', 'aanvullen', 'alle'] as const;
export type MeldingView = (typeof MELDING_VIEWS)[number];

export interface ListedMelding extends NameParts {
  id: string;
  pupilId: string;
  kind: MeldingKind;
  from: Day;
  until: Day | null;
  hundredths: number | null;
  status: MeldingStatus;
  school: string;
  completedOn: Day | null;
  /** the school's own term (5 working days), where it still runs */
  dueOn: Day | null;
  contact: string | null;
}

export interface SchoolMeldingen {
  rows: ListedMelding[];
  counts: Record<MeldingView, number>;
  page: number;
  pages: number;
}

export interface SchoolMelding {
  melding: StoredMelding;
  reference: string;
  pupil: NameParts;
  school: string;
  dueOn: Day | null;
  /** who works it at the municipality; never the dossier */
  contact: { name: string; email: string | null } | null;
  feedback: ShownFeedback[];
}

const CONDITIONS: Record<MeldingView, string> = {
  open: "m.status IN ('geregistreerd', 'in_behandeling')",
  aanvullen: "m.status IN ('geregistreerd', 'in_behandeling') AND m.completed_on IS NULL",
  alle: '1 = 1',
};

const DUE = `(SELECT MIN(t.due_on) FROM term t WHERE t.subject_id = m.id AND t.kind = 'melden' AND t.ended_on IS NULL)`;

/** The meldingen of the own school, with their status, term and municipal contact. */
@Injectable()
export class SchoolMeldingenQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(MeldingDesk) private readonly desk: MeldingDesk,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Feedback) private readonly feedback: Feedback,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  async list(actor: Actor, view: MeldingView, asked: number): Promise<SchoolMeldingen> {
    const { read } = this.database;
    const own = ownLocation(read, scopeOf(visitorOf(actor), this.clock.today()), 'm.location');
    const counts = await read.get<Record<MeldingView, number>>(
      `SELECT COUNT(*) AS "alle", COALESCE(SUM(CASE WHEN ${CONDITIONS.open} THEN 1 ELSE 0 END), 0) AS "open",
         COALESCE(SUM(CASE WHEN ${CONDITIONS.aanvullen} THEN 1 ELSE 0 END), 0) AS "aanvullen"
       FROM melding m WHERE ${own.sql}`,
      own.values,
    );
    const pages = Math.max(1, Math.ceil(counts![view] / PAGE_SIZE));
    const page = Math.min(asked, pages);
    const rows = await read.all<ListedMelding>(
      `SELECT m.id, m.pupil_id AS "pupilId", m.kind, m.from_date AS "from", m.until_date AS "until", m.hundredths,
         m.status, m.completed_on AS "completedOn", l.name AS "school", p.first_names AS "firstNames", p.prefix,
         p.last_name AS "lastName", e.name AS "contact", ${DUE} AS "dueOn"
       FROM melding m JOIN pupil p ON p.id = m.pupil_id JOIN school_location l ON l.code = m.location
       LEFT JOIN dossier d ON d.id = m.dossier_id LEFT JOIN employee e ON e.code = d.employee
       WHERE ${own.sql} AND ${CONDITIONS[view]} ORDER BY m.registered_on DESC, m.id DESC
       LIMIT ${PAGE_SIZE} OFFSET ${(page - 1) * PAGE_SIZE}`,
      own.values,
    );
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'melding', objectId: null, purpose: PURPOSES.verzuim },
      pupils: [...new Set(rows.map((row) => row.pupilId))],
    });
    return { rows, counts: counts!, page, pages };
  }

  /** Throws a Problem (404) where it is no melding of the own school. */
  async find(actor: Actor, id: string): Promise<SchoolMelding> {
    const { melding } = await this.desk.see(actor, id);
    const { read } = this.database;
    const row = await read.get<
      NameParts & {
        school: string;
        contactName: string | null;
        contactEmail: string | null;
        contactCode: string;
        dueOn: Day | null;
      }
    >(
      `SELECT p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName", l.name AS "school",
         e.name AS "contactName", e.email AS "contactEmail", e.code AS "contactCode", ${DUE} AS "dueOn"
       FROM melding m JOIN pupil p ON p.id = m.pupil_id JOIN school_location l ON l.code = m.location
       LEFT JOIN dossier d ON d.id = m.dossier_id LEFT JOIN employee e ON e.code = d.employee WHERE m.id = ?`,
      [id],
    );
    const { school, contactName, contactEmail, contactCode, dueOn, ...pupil } = row!;
    return {
      melding,
      reference: referenceOf(id),
      pupil,
      school,
      dueOn,
      contact:
        contactName === null
          ? null
          : {
              name: contactName,
              email:
                contactEmail && this.encryption.decrypt(contactEmail, cell(employee, 'email', { code: contactCode })),
            },
      feedback: await this.feedback.ofMelding(read, id),
    };
  }
}

import type { BirthKnown } from '../../registry/birth-date';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { type Consent, ConsentStore } from '../../cases/consent/consent-store';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { Encryption } from '../../platform/encryption';
import { TrajectoryQuery, type TrajectoryView } from '../../trajectories/trajectory-query';
import { personFrom } from '../leerplicht/person';
import type { ContactRow, Person } from '../leerplicht/dossier-view';
import type { NameParts } from '../../registry/names';
import type { SignalWords } from '../text/signals';
import { cell } from '../../platform/place';
import { contactPerson, pupil } from '../../registry/tables';

export interface Youth extends NameParts {
  birthDate: Day;
  birthKnown: BirthKnown | null;
  secretAddress: number;
  deathDate: Day | null;
  departureDate: Day | null;
  municipality: string | null;
  assignmentReason: string;
  employeeName: string | null;
  /** the warm hand-over from leerplicht that led to this dossier */
  warm: string | null;
  /** the first term of the dossier that still runs */
  dueOn: Day | null;
}

/** A trajectory with who it is about; for who may reach it. */
export interface YouthView extends TrajectoryView {
  youth: Youth;
  home: Person;
  contactPersons: (Omit<ContactRow, 'contact'> & Person)[];
  /** what led to it, the latest first; withdrawn ones left out */
  signals: SignalWords[];
  consents: Consent[];
}

/** Everything on the page of one youth: eight queries, the first of which decides whether it may be seen. */
@Injectable()
export class YouthQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TrajectoryQuery) private readonly trajectories: TrajectoryQuery,
    @Inject(ConsentStore) private readonly consents: ConsentStore,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem (404) where it does not exist or is out of scope. */
  async find(actor: Actor, id: string): Promise<YouthView> {
    const view = await this.trajectories.find(actor, id);
    const { pupilId, dossierId } = view.trajectory;
    const { contact, ...youth } = await this.youth(dossierId);
    const secret = youth.secretAddress === 1;
    return {
      ...view,
      youth,
      home: personFrom(this.encryption, contact, cell(pupil, 'contact', { id: pupilId }), secret),
      contactPersons: await this.contactPersons(pupilId, secret),
      signals: await this.database.read.all<SignalWords>(
        `SELECT s.rule, s.from_date AS "from", s.until_date AS "until", s.hundredths, s.mark, s.ended_on AS "endedOn",
           l.name AS "school" FROM signal s LEFT JOIN school_location l ON l.code = s.location
          WHERE s.dossier_id = ? AND s.status <> 'ingetrokken' ORDER BY COALESCE(s.until_date, s.from_date) DESC, s.rule`,
        [dossierId],
      ),
      consents: await this.consents.of(this.database.read, pupilId),
    };
  }

  private async youth(dossierId: string): Promise<Youth & { contact: string | null }> {
    const row = await this.database.read.get<Youth & { contact: string | null }>(
      `SELECT p.first_names AS "firstNames", p.prefix, p.last_name AS "lastName", p.birth_date AS "birthDate", p.birth_known AS "birthKnown", p.contact,
         p.secret_address AS "secretAddress", p.death_date AS "deathDate", p.departure_date AS "departureDate", d.municipality, d.assignment_reason AS "assignmentReason",
         e.name AS "employeeName", (SELECT MAX(w.id) FROM warm_handover w WHERE w.to_dossier_id = d.id) AS "warm",
         (SELECT MIN(x.due_on) FROM term x WHERE x.dossier_id = d.id AND x.ended_on IS NULL) AS "dueOn"
       FROM dossier d JOIN pupil p ON p.id = d.pupil_id LEFT JOIN employee e ON e.code = d.employee WHERE d.id = ?`,
      [dossierId],
    );
    return row!;
  }

  private async contactPersons(pupilId: string, secret: boolean): Promise<YouthView['contactPersons']> {
    const today = this.clock.today();
    const rows = await this.database.read.all<ContactRow>(
      `SELECT c.name, c.relation, c.custody, c.contact FROM contact_person c
       WHERE c.pupil_id = ? AND (c.from_date IS NULL OR c.from_date <= ?)
         AND (c.until_date IS NULL OR c.until_date >= ?) ORDER BY c.name`,
      [pupilId, today, today],
    );
    return rows.map(({ contact, ...row }) => {
      const place = cell(contactPerson, 'contact', { pupil_id: pupilId, name: row.name });
      return { ...row, ...personFrom(this.encryption, contact, place, secret) };
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, type AuditAction, PURPOSES } from '../../access/audit';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { newId } from '../../platform/ids';
import { DossierReach, requireRole } from '../dossier/reach';
import type { StoredDossier } from '../dossier/dossier-store';
import { ConsentStore, SENSITIVE_KINDS, type SensitiveKind } from './consent-store';
import { cell } from '../../platform/place';
import { consent } from './tables';

const GIVERS = ['jongere', 'ouder'] as const;

export interface GivenConsent {
  kind: SensitiveKind;
  givenOn: Day;
  givenBy: (typeof GIVERS)[number];
  /** how it was given; at most 500 characters */
  note: string | null;
}

/** Records and withdraws consent. Only who works the dossier of the Doorstroompunt, which is where it is needed. */
@Injectable()
export class KeepConsent {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(ConsentStore) private readonly consents: ConsentStore,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem: 404 out of reach, 403 another role, 400 bad fields, 409 where it was recorded already. */
  async record(actor: Actor, dossierId: string, given: GivenConsent): Promise<void> {
    new Checks()
      .word(given.kind, '/soort', SENSITIVE_KINDS)
      .word(given.givenBy, '/gegevenDoor', GIVERS)
      .that(given.givenOn <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.')
      .that((given.note ?? '').length <= 500, '/toelichting', 'Gebruik hoogstens 500 tekens.')
      .done();
    return this.change(actor, dossierId, 'toevoegen', async (work, { pupilId }) => {
      if ((await this.consents.given(work, pupilId)).includes(given.kind)) {
        throw new Problem('toestemming-is-er-al', 'Deze toestemming is al vastgelegd.', { status: 409 });
      }
      const id = newId();
      const text = given.note?.trim();
      const note = text ? this.encryption.encrypt(text, cell(consent, 'note', { id })) : null;
      const columns = ['id', 'pupil_id', 'kind', 'given_on', 'given_by', 'note', 'recorded_by', 'recorded_at'];
      const { employee } = visitorOf(actor);
      const row = [id, pupilId, given.kind, given.givenOn, given.givenBy, note, employee, this.clock.instant()];
      await work.insert('consent', columns, [row]);
    });
  }

  /** What was kept with the consent is removed in the same unit of work. Throws as above; 404 where none was given. */
  withdraw(actor: Actor, dossierId: string, kind: SensitiveKind): Promise<void> {
    return this.change(actor, dossierId, 'verwijderen', async (work, { pupilId }) => {
      const withdrawn = await work.run(
        'UPDATE consent SET withdrawn_on = ?, withdrawn_by = ? WHERE pupil_id = ? AND kind = ? AND withdrawn_on IS NULL',
        [this.clock.today(), visitorOf(actor).employee, pupilId, kind],
      );
      if (withdrawn === 0) {
        throw new Problem('toestemming-onbekend', 'Er is geen toestemming van deze soort.', { status: 404 });
      }
      await this.consents.removeAll(work, pupilId, kind);
    });
  }

  private change(
    actor: Actor,
    dossierId: string,
    action: AuditAction,
    change: (work: Work, dossier: StoredDossier) => Promise<void>,
  ): Promise<void> {
    return this.database.work(async (work) => {
      const dossier = await this.reach.one(work, actor, dossierId);
      requireRole(actor, 'rmc-trajectbegeleider');
      if (dossier.regime !== 'doorstroompunt') {
        throw new Problem(
          'toestemming-hoort-hier-niet',
          'Toestemming voor gezondheids- en strafgegevens hoort bij een dossier van het Doorstroompunt.',
          { status: 409 },
        );
      }
      await change(work, dossier);
      this.audit.write(work, actor, {
        ...{ action, object: 'toestemming', objectId: dossierId, pupils: [dossier.pupilId] },
        purpose: PURPOSES.doorstroompunt,
      });
    });
  }
}

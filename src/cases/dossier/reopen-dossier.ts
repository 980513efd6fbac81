import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Clock } from '../../platform/clock';
import { Problem } from '../../platform/errors';
import { type Given, Input } from '../input';
import { AgreementTerms } from '../meeting/agreement-terms';
import { DossierDesk } from './dossier-desk';
import { DossierStore, type StoredDossier } from './dossier-store';
import { DossierSteps } from './dossier-steps';
import { OpenDossiers } from './open-dossiers';

/**
 * Reopens a closed dossier, because it was closed too early or by mistake. Not where the pupil has another open dossier
 * of this regime: a pupil has one (contract 5).
 */
@Injectable()
export class ReopenDossier {
  constructor(
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(DossierSteps) private readonly steps: DossierSteps,
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(OpenDossiers) private readonly openDossiers: OpenDossiers,
    @Inject(AgreementTerms) private readonly agreements: AgreementTerms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `given`: toelichting. */
  run(actor: Actor, dossierId: string, given: Given): Promise<StoredDossier> {
    const input = new Input(given);
    const reason = input.needed('toelichting', 2_000);
    input.done();
    const handling = { action: 'wijzigen', object: 'dossier', alsoClosed: true } as const;
    return this.desk.change(actor, dossierId, handling, async (work, dossier) => {
      const open = await this.dossiers.openOfPupils(work, [dossier.pupilId]);
      if (dossier.status === 'afgesloten' && open.some((one) => one.regime === dossier.regime)) {
        const message = 'Deze leerling heeft al een open dossier. Werk in dat dossier verder.';
        throw new Problem('ander-dossier-open', message, { status: 409 });
      }
      const employee = actor.visitor?.employee ?? null;
      const after = await this.steps.take(work, dossier, { step: 'heropenen', by: 'gemeente', employee, reason });
      await this.openDossiers.startTerms(work, [after], this.clock.today());
      await this.agreements.start(work, { dossier: after.id });
      return after;
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Clock } from '../../platform/clock';
import { MeldingSteps } from '../meldingen/melding-steps';
import { MeldingStore } from '../meldingen/melding-store';
import { Terms } from '../terms/terms';
import { DossierDesk } from './dossier-desk';
import type { StoredDossier } from './dossier-store';
import { DossierSteps } from './dossier-steps';

/** Takes a new or reopened dossier in hand, and with it every melding in it that waits. */
@Injectable()
export class PickUpDossier {
  constructor(
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(DossierSteps) private readonly steps: DossierSteps,
    @Inject(MeldingStore) private readonly meldingen: MeldingStore,
    @Inject(MeldingSteps) private readonly meldingSteps: MeldingSteps,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  run(actor: Actor, dossierId: string): Promise<StoredDossier> {
    return this.desk.change(actor, dossierId, { action: 'wijzigen', object: 'dossier' }, async (work, dossier) => {
      const who = { by: 'gemeente', employee: actor.visitor?.employee ?? null, reason: null } as const;
      const after = await this.steps.take(work, dossier, { ...who, step: 'oppakken' });
      const waiting = (await this.meldingen.ofDossier(work, dossier.id)).filter(
        (one) => one.status === 'geregistreerd',
      );
      await this.meldingSteps.take(work, waiting, { ...who, step: 'in-behandeling-nemen' });
      await this.terms.meet(work, 'oppakken', [dossier.id], this.clock.today());
      return after;
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Clock } from '../../platform/clock';
import { type Given, Input } from '../input';
import { Terms } from '../terms/terms';
import { DossierDesk } from './dossier-desk';
import type { StoredDossier } from './dossier-store';
import { DossierSteps } from './dossier-steps';

/** Holds a dossier, with a reason, until a day on which somebody looks again (`tot`; else after the term for it). */
@Injectable()
export class HoldDossier {
  constructor(
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(DossierSteps) private readonly steps: DossierSteps,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `given`: reden, tot. */
  run(actor: Actor, dossierId: string, given: Given): Promise<StoredDossier> {
    const today = this.clock.today();
    const input = new Input(given);
    const reason = input.needed('reden', 2_000);
    const until = input.day('tot', false);
    if (until !== null && until <= today) input.refuse('tot', 'Kies een dag na vandaag.');
    input.done();
    return this.desk.change(actor, dossierId, { action: 'wijzigen', object: 'dossier' }, async (work, dossier) => {
      const employee = actor.visitor?.employee ?? null;
      const after = await this.steps.take(work, dossier, { step: 'aanhouden', by: 'gemeente', employee, reason });
      await this.terms.start(work, [
        {
          ...{ kind: 'aanhouding', subjectId: dossier.id, dossierId: dossier.id, pupilId: dossier.pupilId },
          ...{ municipality: dossier.municipality, location: null, startedOn: today, dueOn: until ?? undefined },
        },
      ]);
      return after;
    });
  }
}

/** Goes on with a dossier that was held. */
@Injectable()
export class ResumeDossier {
  constructor(
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(DossierSteps) private readonly steps: DossierSteps,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  run(actor: Actor, dossierId: string): Promise<StoredDossier> {
    return this.desk.change(actor, dossierId, { action: 'wijzigen', object: 'dossier' }, async (work, dossier) => {
      const employee = actor.visitor?.employee ?? null;
      const after = await this.steps.take(work, dossier, { step: 'hervatten', by: 'gemeente', employee, reason: null });
      await this.terms.meet(work, 'aanhouding', [dossier.id], this.clock.today());
      return after;
    });
  }
}

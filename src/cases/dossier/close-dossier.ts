import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { type Given, Input } from '../input';
import { AgreementTerms } from '../meeting/agreement-terms';
import { MeldingSteps } from '../meldingen/melding-steps';
import { MeldingStore, type StoredMelding } from '../meldingen/melding-store';
import { type ClosingNote, MELDING } from '../meldingen/states';
import { Terms } from '../terms/terms';
import { CHOSEN_CLOSING_KEYS, CLOSING_NOTE_KEYS, type DossierClosing, isClosingReason } from './closing';
import { DossierDesk } from './dossier-desk';
import type { StoredDossier } from './dossier-store';
import { DossierSteps } from './dossier-steps';
import { OpenEnds } from './open-ends';

/**
 * Closes a dossier, and the meldingen in it with the reason and the note that go to DUO. Refused while anything in it
 * still runs: what is forgotten would never be found again.
 */
@Injectable()
export class CloseDossier {
  constructor(
    @Inject(DossierDesk) private readonly desk: DossierDesk,
    @Inject(DossierSteps) private readonly steps: DossierSteps,
    @Inject(OpenEnds) private readonly openEnds: OpenEnds,
    @Inject(MeldingStore) private readonly meldingen: MeldingStore,
    @Inject(MeldingSteps) private readonly meldingSteps: MeldingSteps,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(AgreementTerms) private readonly agreements: AgreementTerms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `given`: reden (one of CHOSEN_CLOSING_KEYS), opmerking (one of CLOSING_NOTES, where a melding is open), toelichting. */
  run(actor: Actor, dossierId: string, given: Given): Promise<StoredDossier> {
    const input = new Input(given);
    const reason = input.oneOf('reden', CHOSEN_CLOSING_KEYS);
    const note = input.oneOf('opmerking', CLOSING_NOTE_KEYS, false);
    const text = input.text('toelichting', { max: 2_000 });
    input.done();
    return this.desk.change(actor, dossierId, { action: 'wijzigen', object: 'dossier' }, async (work, dossier) => {
      await this.openEnds.refuseWhileRunning(work, dossier.id, this.desk.roomsOf(actor, dossier));
      const employee = actor.visitor?.employee ?? null;
      const live = (await this.meldingen.ofDossier(work, dossier.id)).filter((one) => !MELDING.isEnd(one.status));
      await this.closeMeldingen(work, live, reason!, note, employee);
      const why = text === null ? reason : `${reason}: ${text}`;
      const after = await this.steps.take(work, dossier, { step: 'sluiten', by: 'gemeente', employee, reason: why });
      await this.terms.drop(work, [dossier.id], this.clock.today());
      await this.agreements.drop(work, dossier.id, this.clock.today());
      return after;
    });
  }

  private async closeMeldingen(
    work: Work,
    live: readonly StoredMelding[],
    reason: DossierClosing,
    note: ClosingNote | null,
    employee: string | null,
  ): Promise<void> {
    if (live.length === 0) return;
    if (!isClosingReason(reason)) {
      throw new Problem(
        'melding-nog-open',
        'In dit dossier is een melding open. Sluit die eerst af, of kies een reden die ook voor de melding geldt.',
        { status: 409, fields: [{ pointer: '/reden', reden: 'Kies een reden die DUO kent.' }] },
      );
    }
    if (note === null) {
      throw new Problem('invoer-onjuist', 'In dit dossier is een melding open: kies ook een opmerking.', {
        fields: [{ pointer: '/opmerking', reden: `Kies een van: ${CLOSING_NOTE_KEYS.join(', ')}.` }],
      });
    }
    const who = { by: 'gemeente', employee, reason: null } as const;
    const waiting = live.filter((one) => one.status === 'geregistreerd');
    await this.meldingSteps.take(work, waiting, { ...who, step: 'in-behandeling-nemen' });
    const taken = live.map((one) => ({ ...one, status: 'in_behandeling' as const }));
    await this.meldingSteps.take(work, taken, { ...who, step: 'afsluiten', closing: { reason, note } });
  }
}

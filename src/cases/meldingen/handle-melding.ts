import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Clock } from '../../platform/clock';
import { Problem } from '../../platform/errors';
import { CLOSING_NOTE_KEYS, CLOSING_REASON_KEYS } from '../dossier/closing';
import { type Given, Input } from '../input';
import { Terms } from '../terms/terms';
import { Feedback } from './feedback';
import { MeldingDesk } from './melding-desk';
import { MeldingSteps } from './melding-steps';
import type { StoredMelding } from './melding-store';

/** The municipality takes a single melding in hand: one that joined a dossier that is worked already. */
@Injectable()
export class TakeUpMelding {
  constructor(
    @Inject(MeldingDesk) private readonly desk: MeldingDesk,
    @Inject(MeldingSteps) private readonly steps: MeldingSteps,
  ) {}

  run(actor: Actor, meldingId: string): Promise<StoredMelding> {
    return this.desk.change(actor, meldingId, ['gemeente'], (work, melding) => {
      const who = { by: 'gemeente', employee: actor.visitor?.employee ?? null, reason: null } as const;
      return this.steps.take(work, [melding], { ...who, step: 'in-behandeling-nemen' });
    });
  }
}

/** The municipality takes note of a melding and does nothing with it. */
@Injectable()
export class NoteMelding {
  constructor(
    @Inject(MeldingDesk) private readonly desk: MeldingDesk,
    @Inject(MeldingSteps) private readonly steps: MeldingSteps,
  ) {}

  /** `given`: toelichting (may be left out). */
  run(actor: Actor, meldingId: string, given: Given): Promise<StoredMelding> {
    const input = new Input(given);
    const reason = input.text('toelichting', { max: 2_000 });
    input.done();
    return this.desk.change(actor, meldingId, ['gemeente'], (work, melding) => {
      const who = { by: 'gemeente', employee: actor.visitor?.employee ?? null, reason } as const;
      return this.steps.take(work, [melding], { ...who, step: 'ter-kennisgeving-nemen' });
    });
  }
}

/** The municipality closes a melding, with the reason and the note of the Besluit verzuimmelding. */
@Injectable()
export class CloseMelding {
  constructor(
    @Inject(MeldingDesk) private readonly desk: MeldingDesk,
    @Inject(MeldingSteps) private readonly steps: MeldingSteps,
  ) {}

  /** `given`: reden (one of CLOSING_REASONS), opmerking (one of CLOSING_NOTES). */
  run(actor: Actor, meldingId: string, given: Given): Promise<StoredMelding> {
    const input = new Input(given);
    const reason = input.oneOf('reden', CLOSING_REASON_KEYS);
    const note = input.oneOf('opmerking', CLOSING_NOTE_KEYS);
    input.done();
    return this.desk.change(actor, meldingId, ['gemeente'], (work, melding) => {
      const who = { by: 'gemeente', employee: actor.visitor?.employee ?? null, reason: null } as const;
      return this.steps.take(work, [melding], {
        ...who,
        step: 'afsluiten',
        closing: { reason: reason!, note: note! },
      });
    });
  }
}

/** A message to the school about a melding; the mail that tells of it holds the reference alone. */
@Injectable()
export class AnswerSchool {
  constructor(
    @Inject(MeldingDesk) private readonly desk: MeldingDesk,
    @Inject(Feedback) private readonly feedback: Feedback,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `given`: bericht. */
  run(actor: Actor, meldingId: string, given: Given): Promise<StoredMelding> {
    const input = new Input(given);
    const text = input.needed('bericht', 2_000);
    input.done();
    return this.desk.change(actor, meldingId, ['gemeente'], async (work, melding) => {
      if (melding.status === 'ingetrokken') {
        const message = 'De school heeft deze melding ingetrokken. Een bericht heeft geen zin meer.';
        throw new Problem('melding-ingetrokken', message, { status: 409 });
      }
      await this.feedback.tell(work, melding, text, actor.visitor?.employee ?? null);
      await this.terms.meet(work, 'terugkoppeling', [melding.id], this.clock.today());
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import type { StepOwner } from '../../platform/states';
import { SignalStore } from '../../signals/signal-store';
import { StateHistory } from '../states/state-history';
import { Terms } from '../terms/terms';
import { Feedback } from './feedback';
import { MeldingStore, type StoredMelding } from './melding-store';
import { type ClosingNote, type ClosingReason, MELDING, type MeldingStep } from './states';

export interface MeldingStepInput {
  step: MeldingStep;
  by: StepOwner;
  employee: string | null;
  /** why, in words; for closing the closing reason stands beside it */
  reason: string | null;
  closing?: { reason: ClosingReason; note: ClosingNote };
}

/** Takes meldingen from one status to the next, inside a unit of work, with all that follows from it. */
@Injectable()
export class MeldingSteps {
  constructor(
    @Inject(MeldingStore) private readonly store: MeldingStore,
    @Inject(SignalStore) private readonly signals: SignalStore,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Feedback) private readonly feedback: Feedback,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives them as they are then. Throws a Problem (409) where this owner cannot take the step from the status of one. */
  async take(work: Work, meldingen: readonly StoredMelding[], input: MeldingStepInput): Promise<StoredMelding[]> {
    if (meldingen.length === 0) return [];
    const today = this.clock.today();
    const after = meldingen.map((one): StoredMelding => {
      const step = MELDING.step(input.step, one.status, input.by);
      if (!step) throw refusal(one, input.step);
      const closed = MELDING.isEnd(step.to) ? today : null;
      return {
        ...one,
        ...{ status: step.to, closedOn: closed },
        ...{ closingReason: input.closing?.reason ?? null, closingNote: input.closing?.note ?? null },
      };
    });
    await this.store.write(work, after);
    await this.history.write(
      work,
      after.map((one, i) => ({
        ...{ machine: MELDING.name, objectId: one.id, dossierId: one.dossierId, room: 'avg' as const },
        ...{ step: input.step, from: meldingen[i]!.status, to: one.status },
        ...{ employee: input.employee, reason: input.closing?.reason ?? input.reason },
      })),
    );
    await this.follow(work, after, input);
    return after;
  }

  /** Signals take the status, terms end, and the school is told what the municipality did. */
  private async follow(work: Work, after: readonly StoredMelding[], input: MeldingStepInput): Promise<void> {
    const today = this.clock.today();
    const ids = after.map((one) => one.id);
    const { to } = MELDING.steps[input.step];
    const signals = after.flatMap(({ signalId }) => (signalId === null ? [] : [signalId]));
    await this.signals.setStatus(work, signals, to);
    if (to === 'ingetrokken') await this.terms.drop(work, ids, today);
    else await this.terms.meet(work, 'oppakken', ids, today);
    if (MELDING.isEnd(to) && to !== 'ingetrokken') {
      await this.terms.meet(work, 'terugkoppeling', ids, today);
      await this.terms.drop(work, ids, today);
    }
    if (input.by === 'gemeente') await this.feedback.tellStatus(work, after, input.employee);
  }
}

function refusal(melding: StoredMelding, step: MeldingStep): Problem {
  const words = MELDING.steps[step].words.toLowerCase();
  return new Problem(
    'stap-kan-niet',
    `Een melding met de status ${MELDING.states[melding.status].toLowerCase()} kunt u niet ${words}.`,
    { status: 409 },
  );
}

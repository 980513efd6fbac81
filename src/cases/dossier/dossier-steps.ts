import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import type { Sql, Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import type { StepOwner } from '../../platform/states';
import { SignalStore } from '../../signals/signal-store';
import { StateHistory } from '../states/state-history';
import { DossierStore, type StoredDossier } from './dossier-store';
import { DOSSIER, type DossierStep, signalStatusIn } from './states';

export interface DossierStepInput {
  step: DossierStep;
  by: StepOwner;
  employee: string | null;
  reason: string | null;
}

/**
 * Takes a dossier from one state to the next, inside a unit of work that holds its pupil. Signals without a melding
 * take the status that goes with it. What else belongs to a step is done by the use case of that step.
 */
@Injectable()
export class DossierSteps {
  constructor(
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(SignalStore) private readonly signals: SignalStore,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem (409) where the step cannot be taken from here by this owner. Gives the dossier as it is now. */
  async take(work: Work, dossier: StoredDossier, input: DossierStepInput): Promise<StoredDossier> {
    const step = DOSSIER.step(input.step, dossier.status, input.by);
    if (!step) {
      const [from, words] = [DOSSIER.states[dossier.status], DOSSIER.steps[input.step].words];
      const message = `Dit dossier heeft de status ${from.toLowerCase()}. De stap "${words}" kan nu niet.`;
      throw new Problem('stap-kan-niet', message, { status: 409 });
    }
    const closes = DOSSIER.isEnd(step.to);
    const after: StoredDossier = {
      ...dossier,
      ...{ status: step.to, closedOn: closes ? this.clock.today() : null },
      forClosing: closes ? 0 : dossier.forClosing,
    };
    await this.dossiers.write(work, [after]);
    await this.history.write(work, [
      {
        ...{ machine: DOSSIER.name, objectId: dossier.id, dossierId: dossier.id, room: 'avg', step: input.step },
        ...{ from: dossier.status, to: step.to, employee: input.employee, reason: input.reason },
      },
    ]);
    // a reopened dossier is worked on, but what was told of its old signals stays
    if (input.step !== 'heropenen') await this.tellSignals(work, after);
    return after;
  }

  /** Signals without a melding take the status of the dossier that they lie in. */
  async tellSignals(work: Work, { id, status }: StoredDossier): Promise<void> {
    await this.signals.setStatus(work, await signalsWithoutMelding(work, id), signalStatusIn(status));
  }
}

async function signalsWithoutMelding(sql: Sql, dossierId: string): Promise<string[]> {
  const rows = await sql.all<{ id: string }>(
    `SELECT s.id FROM signal s WHERE s.dossier_id = ? AND s.status NOT IN ('ingetrokken', 'afgesloten')
       AND NOT EXISTS (SELECT 1 FROM melding m WHERE m.signal_id = s.id)`,
    [dossierId],
  );
  return rows.map((row) => row.id);
}

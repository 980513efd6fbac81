import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Clock } from '../../platform/clock';
import { Problem } from '../../platform/errors';
import { type Given, Input } from '../input';
import { StateHistory } from '../states/state-history';
import { Terms } from '../terms/terms';
import { MeldingDesk } from './melding-desk';
import { readSchoolFields } from './melding-fields';
import { MeldingStore, type StoredMelding } from './melding-store';
import { MELDING } from './states';

/**
 * The school adds what only it knows, or corrects it, for as long as the melding is open. The first time meets the
 * school's term of 5 working days (LPW 21a). Period and hours follow the registered absence and are corrected there.
 */
@Injectable()
export class CompleteMelding {
  constructor(
    @Inject(MeldingDesk) private readonly desk: MeldingDesk,
    @Inject(MeldingStore) private readonly store: MeldingStore,
    @Inject(StateHistory) private readonly history: StateHistory,
    @Inject(Terms) private readonly terms: Terms,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** `given`: the fields of `readSchoolFields`. */
  run(actor: Actor, meldingId: string, given: Given): Promise<StoredMelding> {
    const input = new Input(given);
    const fields = readSchoolFields(input);
    input.done();
    return this.desk.change(actor, meldingId, ['school'], async (work, melding) => {
      if (MELDING.isEnd(melding.status)) {
        const message = `Deze melding is ${MELDING.states[melding.status].toLowerCase()} en kan niet meer worden veranderd.`;
        throw new Problem('melding-gesloten', message, { status: 409 });
      }
      const [today, employee] = [this.clock.today(), actor.visitor?.employee ?? null];
      const first = melding.completedOn === null;
      await this.store.write(work, [
        {
          ...melding,
          ...fields,
          ...{ completedOn: melding.completedOn ?? today, reporter: melding.reporter ?? employee },
        },
      ]);
      if (first) await this.terms.meet(work, 'melden', [melding.id], today);
      await this.history.write(work, [
        {
          ...{ machine: MELDING.name, objectId: melding.id, dossierId: melding.dossierId, room: 'avg' },
          ...{ step: first ? 'aanvullen' : 'corrigeren', from: melding.status, to: melding.status },
          ...{ employee, reason: null },
        },
      ]);
    });
  }
}

import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Problem } from '../../platform/errors';
import { type Given, Input } from '../input';
import { MeldingDesk } from './melding-desk';
import { MeldingSteps } from './melding-steps';
import type { StoredMelding } from './melding-store';

/**
 * The school withdraws a melding that it made by hand. One that follows from registered absence is withdrawn by
 * correcting that absence: while it stands the law obliges to report it (LPW 21a).
 */
@Injectable()
export class WithdrawMelding {
  constructor(
    @Inject(MeldingDesk) private readonly desk: MeldingDesk,
    @Inject(MeldingSteps) private readonly steps: MeldingSteps,
  ) {}

  /** `given`: reden. */
  run(actor: Actor, meldingId: string, given: Given): Promise<StoredMelding> {
    const input = new Input(given);
    const reason = input.needed('reden', 2_000);
    input.done();
    return this.desk.change(actor, meldingId, ['school'], async (work, melding) => {
      if (melding.signalId !== null && melding.status !== 'ingetrokken') {
        throw new Problem(
          'verzuim-staat-nog',
          'Deze melding volgt uit het geregistreerde verzuim. Verbeter het verzuim of trek het in; dan vervalt de melding vanzelf.',
          { status: 409 },
        );
      }
      const employee = actor.visitor?.employee ?? null;
      await this.steps.take(work, [melding], { step: 'intrekken', by: 'school', employee, reason });
    });
  }
}

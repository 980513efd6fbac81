import { Body, Inject } from '@nestjs/common';
import { Voor } from '../../access/http/voor';
import { askedMunicipalities } from '../../figures/area';
import { FigureDesk } from '../../figures/desk/figure-desk';
import { MOST_WAITED_FOR, Simulate } from '../../figures/simulation/simulate';
import { asDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import { findRegion } from '../../registry/facts';
import { type Asker, Asking, notThere } from '../http/asker';
import { Asks, Resource } from '../http/resource';
import { ApiValidation, invalid } from '../http/validation';
import { Simulatie, SimulatieVraag } from './simulatie';

/** What other parameters would have raised on the same absence. */
@Voor('rmc-coordinator')
@Resource('simulaties')
export class SimulatiesController {
  constructor(
    @Inject(Simulate) private readonly simulate: Simulate,
    @Inject(FigureDesk) private readonly desk: FigureDesk,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Asks({
    ...{ id: 'simuleren', does: 'Laat zien wat andere regels op hetzelfde verzuim hadden gegeven', gives: Simulatie },
    about: `Bewaart niets. Van hoogstens ${MOST_WAITED_FOR} leerlingen tegelijk; meer kan met de opdracht simuleer.`,
    errors: [404, 409],
  })
  async run(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { regels, van, tot, regio, gemeente }: SimulatieVraag,
  ): Promise<Simulatie> {
    if (van > tot) throw invalid([{ pointer: '/tot', reden: 'ligt voor van' }]);
    if (regio !== undefined && !findRegion(regio)) throw notThere();
    const area = { region: regio ?? null, municipality: gemeente ?? null };
    const asked = { schoolYear: null, ...area, per: 'regio', publication: false } as const;
    const municipalities = askedMunicipalities(this.desk.withinScope(asker, asked), this.clock.today())!;
    const [from, until] = [asDay(van), asDay(tot)];
    return this.simulate.run({ rules: regels, from, until, municipalities, most: MOST_WAITED_FOR });
  }
}

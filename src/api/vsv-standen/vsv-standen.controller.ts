import { Body, Inject } from '@nestjs/common';
import { Voor } from '../../access/http/voor';
import { listSnapshots, type Snapshot } from '../../figures/vsv/snapshots';
import { StoreSnapshot } from '../../figures/vsv/store-snapshot';
import { Database } from '../../platform/database/database';
import { type Asker, Asking } from '../http/asker';
import { Makes, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { VsvStand, VsvStanden, VsvStandVraag } from './vsv-stand';

/** Counts of the vsv statistic that were stored for good; their figures are read at `cijfers`. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
@Resource('vsv-standen')
export class VsvStandenController {
  constructor(
    @Inject(StoreSnapshot) private readonly store: StoreSnapshot,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Reads({ id: 'vsvStandenLezen', does: 'Geeft welke vsv-cijfers zijn vastgelegd', gives: VsvStanden })
  async list(): Promise<VsvStanden> {
    return { standen: (await listSnapshots(this.database.read)).map(shown) };
  }

  @Voor('rmc-coordinator')
  @Makes({
    ...{ id: 'vsvStandVastleggen', does: 'Legt de vsv-cijfers van nu vast', gives: VsvStand },
    about: 'Niet terug te draaien. Alleen voor de coördinator van alle regio’s in dit systeem.',
    errors: [409],
  })
  async make(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { schooljaar, stand }: VsvStandVraag,
  ): Promise<VsvStand> {
    return shown(await this.store.run(asker, { schoolYear: schooljaar, state: stand }));
  }
}

const shown = (one: Snapshot): VsvStand => ({
  ...{ id: one.id, schooljaar: one.schoolYear, stand: one.state, definitie: one.definition },
  ...{ gegevensdatum: one.dataDay, vastgelegdOp: one.madeAt },
  ...{ vsvStatusBekend: one.statusesKnown === 1, kenmerk: one.digest },
});

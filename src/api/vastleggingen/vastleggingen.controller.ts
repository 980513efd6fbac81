import { Body, Inject } from '@nestjs/common';
import { Voor } from '../../access/http/voor';
import { STORED_KINDS } from '../../figures/stored/kinds';
import { listStored } from '../../figures/stored/read-stored';
import { StoreFigures } from '../../figures/stored/store-figures';
import type { StoredFigure } from '../../figures/stored/stored';
import { Database } from '../../platform/database/database';
import { type Asker, Asking } from '../http/asker';
import { Makes, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { Vastlegging, Vastleggingen, VastleggingVraag } from './vastlegging';

/** Figures of a closed school year that were stored for good; they are read at `cijfers`. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
@Resource('vastleggingen')
export class VastleggingenController {
  constructor(
    @Inject(StoreFigures) private readonly store: StoreFigures,
    @Inject(Database) private readonly database: Database,
  ) {}

  @Reads({ id: 'vastleggingenLezen', does: 'Geeft welke cijfers zijn vastgelegd', gives: Vastleggingen })
  async list(): Promise<Vastleggingen> {
    return { vastleggingen: (await listStored(this.database.read, STORED_KINDS)).map(shown) };
  }

  @Voor('rmc-coordinator')
  @Makes({
    ...{ id: 'cijfersVastleggen', does: 'Legt cijfers van een voorbij schooljaar vast', gives: Vastleggingen },
    about:
      'Niet terug te draaien; wat er al stond blijft ernaast staan. Alleen voor de coördinator van alle regio’s in dit systeem.',
    errors: [409],
  })
  async make(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { soort, schooljaar }: VastleggingVraag,
  ): Promise<Vastleggingen> {
    const made = await this.store.run(asker, { kind: soort, schoolYear: schooljaar });
    return { vastleggingen: made.map(shown) };
  }
}

const shown = (one: StoredFigure): Vastlegging => ({
  ...{ id: one.id, soort: one.kind, schooljaar: one.schoolYear, definitie: one.definition },
  ...{ gegevensdatum: one.dataDay, vastgelegdOp: one.madeAt, vastgelegdDoor: one.madeBy, kenmerk: one.digest },
});

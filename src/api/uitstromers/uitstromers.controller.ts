import { Body, HttpCode, Inject, Param, Query } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Voor } from '../../access/http/voor';
import { asDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import { RecordMoment } from '../../trajectories/leavers/record-moment';
import { type Asker, Asking } from '../http/asker';
import { idOf } from '../http/id';
import { Makes, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { Uitstromers, UitstromersQuery, Volgmoment } from './uitstromer';

/** Former pupils of pro and vso: who is due, and where they were found. */
@Voor('rmc-trajectbegeleider')
@Resource('uitstromers')
export class UitstromersController {
  constructor(
    @Inject(RecordMoment) private readonly moments: RecordMoment,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Reads({
    id: 'uitstromersLezen',
    does: 'Geeft oud-leerlingen van pro en vso die aan de beurt zijn',
    gives: Uitstromers,
  })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) { tot, aantal }: UitstromersQuery,
  ): Promise<Uitstromers> {
    const rows = await this.moments.due(asker, tot ? asDay(tot) : this.clock.today(), aantal, null);
    return {
      uitstromers: rows.map((one) => ({
        ...{ id: one.id, leerling: one.pupilId, onderwijs: one.education, vestiging: one.location },
        ...{ vertrokkenOp: one.leftOn, gevolgdTot: one.until, volgendMoment: one.nextOn, situatie: one.situation },
      })),
    };
  }

  @Makes({ id: 'volgmomentVastleggen', does: 'Legt vast waar een oud-leerling is', path: ':id/momenten', status: 204 })
  @HttpCode(204)
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async record(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Body(new ApiValidation('body')) { datum, situatie, notitie }: Volgmoment,
  ): Promise<void> {
    await this.moments.record(asker, { leaverId: idOf(id), day: asDay(datum), situation: situatie, note: notitie });
  }
}

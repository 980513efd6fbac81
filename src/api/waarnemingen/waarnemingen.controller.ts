import { Body, Inject, Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Voor } from '../../access/http/voor';
import { type CoverRequest, Covers } from '../../cases/cover/cover';
import { asDay } from '../../law/day';
import { Clock } from '../../platform/clock';
import { type Asker, Asking } from '../http/asker';
import { idOf } from '../http/id';
import { Makes, Reads, Removes, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { NieuweWaarneming, Waarneming, Waarnemingen } from './waarneming';

/** Cover during the absence of a colleague. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
@Resource('waarnemingen')
export class WaarnemingenController {
  constructor(
    @Inject(Covers) private readonly covers: Covers,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Reads({
    id: 'waarnemingenLezen',
    does: 'Geeft wie uw werk waarneemt en wiens werk u waarneemt; een coördinator ziet die van de regio',
    gives: Waarnemingen,
  })
  async list(@Asking() asker: Asker): Promise<Waarnemingen> {
    const rows = await this.covers.list(asker, this.clock.today());
    return { waarnemingen: rows.map(shown) };
  }

  @Makes({
    ...{ id: 'waarnemingRegelen', does: 'Regelt waarneming, voor uzelf of als coördinator', gives: Waarneming },
    errors: [409],
  })
  async arrange(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { medewerker, waarnemer, begindatum, einddatum, reden }: NieuweWaarneming,
  ): Promise<Waarneming> {
    const cover = {
      ...{ employee: medewerker, substitute: waarnemer, from: asDay(begindatum), until: asDay(einddatum) },
      reason: reden ?? null,
    };
    return shown({ ...cover, id: await this.covers.arrange(asker, cover) });
  }

  @Removes({ id: 'waarnemingIntrekken', does: 'Trekt een waarneming in', path: ':id' })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async withdraw(@Asking() asker: Asker, @Param('id') id: string): Promise<void> {
    await this.covers.withdraw(asker, idOf(id));
  }
}

function shown(one: CoverRequest & { id: string }): Waarneming {
  return {
    ...{ id: one.id, medewerker: one.employee, waarnemer: one.substitute, begindatum: one.from },
    ...{ einddatum: one.until, reden: one.reason },
  };
}

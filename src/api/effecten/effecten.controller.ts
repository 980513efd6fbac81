import { Inject, Param, Query } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Voor } from '../../access/http/voor';
import { ReadEffect } from '../../cases/effect/read-effect';
import { type Asker, Asking } from '../http/asker';
import { idOf } from '../http/id';
import { Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { DossierEffect, EffectQuery, RegioEffect, WekenQuery } from './effect';

const hours = (hundredths: number): number => hundredths / 100;
const hoursOf = (hundredths: number | null): number | null => (hundredths === null ? null : hours(hundredths));

/** What works: absence in the weeks before and after measures, saying what it does not prove. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
@Resource('effecten')
export class EffectenController {
  constructor(@Inject(ReadEffect) private readonly effects: ReadEffect) {}

  @Reads({ id: 'effectLezen', does: 'Geeft verzuim voor en na een soort maatregel, voor de regio', gives: RegioEffect })
  async ofRegion(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) { maatregel, schooljaar, weken }: EffectQuery,
  ): Promise<RegioEffect> {
    const wish = { kind: maatregel, schoolYear: schooljaar, weeks: weken };
    const { pupils, before, after, less, same, more, sentence } = await this.effects.ofRegion(asker, wish);
    return {
      ...{ leerlingen: pupils, ervoor: hoursOf(before), erna: hoursOf(after), minder: less, evenveel: same },
      ...{ meer: more, uitleg: sentence },
    };
  }

  @Reads({
    ...{ id: 'dossierEffectLezen', does: 'Geeft verzuim voor en na de maatregelen van één dossier' },
    ...{ path: 'dossiers/:id', gives: DossierEffect },
  })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async ofDossier(
    @Asking() asker: Asker,
    @Param('id') id: string,
    @Query(new ApiValidation('query')) { weken }: WekenQuery,
  ): Promise<DossierEffect> {
    const { measures, sentence } = await this.effects.ofDossier(asker, idOf(id), weken);
    return {
      maatregelen: measures.map((one) => ({
        ...{ onderdeel: one.item, soort: one.kind, datum: one.day, compleet: one.complete },
        ...{ ervoor: one.before.map(hours), erna: one.after.map(hours) },
      })),
      uitleg: sentence,
    };
  }
}

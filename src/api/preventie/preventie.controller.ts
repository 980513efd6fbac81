import { Body, Inject, Query } from '@nestjs/common';
import { Voor } from '../../access/http/voor';
import { RecordPrevention, type ShownPrevention } from '../../cases/prevention/record-prevention';
import { asDay } from '../../law/day';
import { type Asker, Asking } from '../http/asker';
import { Makes, Reads, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { NieuwePreventie, Preventie, PreventieQuery, Preventies } from './preventie';

/** Preventive work of a municipality, without opening a dossier. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('preventie')
export class PreventieController {
  constructor(@Inject(RecordPrevention) private readonly prevention: RecordPrevention) {}

  @Reads({ id: 'preventieLezen', does: 'Geeft het preventieve werk in uw gemeenten', gives: Preventies })
  async list(
    @Asking() asker: Asker,
    @Query(new ApiValidation('query')) { vanaf, na, aantal }: PreventieQuery,
  ): Promise<Preventies> {
    const rows = await this.prevention.list(asker, asDay(vanaf ?? '2000-01-01'), aantal, na);
    return { preventie: rows.map(shown) };
  }

  @Makes({ id: 'preventieVastleggen', does: 'Legt preventief werk vast', gives: Preventie, errors: [404] })
  async record(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { gemeente, soort, datum, vestiging, leerling, notitie }: NieuwePreventie,
  ): Promise<Preventie> {
    const given = {
      ...{ municipality: gemeente, kind: soort, day: asDay(datum), location: vestiging },
      ...{ pupilId: leerling, note: notitie },
    };
    const id = await this.prevention.record(asker, given);
    return shown({ ...given, id, employee: asker.visitor.employee });
  }
}

function shown(one: ShownPrevention): Preventie {
  return {
    ...{ id: one.id, gemeente: one.municipality, soort: one.kind, datum: one.day, vestiging: one.location },
    ...{ leerling: one.pupilId, notitie: one.note, medewerker: one.employee },
  };
}

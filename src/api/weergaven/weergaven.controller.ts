import { Body, Inject, Param } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import { Voor } from '../../access/http/voor';
import { LIST_SORTS, LIST_STATUSES, LIST_VIEWS } from '../../cases/worklist/list-choices';
import { type SavedView, SavedViews } from '../../cases/worklist/saved-views';
import { type Asker, Asking } from '../http/asker';
import { idOf } from '../http/id';
import { Makes, Reads, Removes, Resource } from '../http/resource';
import { ApiValidation } from '../http/validation';
import { Weergave, WeergaveInvoer, Weergaven } from './weergave';

/** The views of the work list that somebody keeps; nobody else sees them. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Resource('weergaven')
export class WeergavenController {
  constructor(@Inject(SavedViews) private readonly views: SavedViews) {}

  @Reads({ id: 'weergavenLezen', does: 'Geeft uw bewaarde weergaven van de werklijst', gives: Weergaven })
  async list(@Asking() asker: Asker): Promise<Weergaven> {
    return { weergaven: (await this.views.list(asker)).map(shown) };
  }

  @Makes({ id: 'weergaveBewaren', does: 'Bewaart een weergave van de werklijst onder een naam', gives: Weergave })
  async keep(
    @Asking() asker: Asker,
    @Body(new ApiValidation('body')) { naam, toon, status, sorteer, zoek }: WeergaveInvoer,
  ): Promise<Weergave> {
    const filter = {
      ...{ toon: toon ?? LIST_VIEWS[0], status: status ?? LIST_STATUSES[0], sorteer: sorteer ?? LIST_SORTS[0] },
      naam: zoek?.trim() ?? '',
    };
    return shown(await this.views.keep(asker, naam, filter));
  }

  @Removes({ id: 'weergaveVerwijderen', does: 'Verwijdert een bewaarde weergave', path: ':id' })
  @ApiParam({ name: 'id', schema: { type: 'string', format: 'uuid' } })
  async drop(@Asking() asker: Asker, @Param('id') id: string): Promise<void> {
    await this.views.drop(asker, idOf(id));
  }
}

/** What was kept when other words were known falls back to the first choice. */
function shown({ id, name, filter }: SavedView): Weergave {
  const known = (values: readonly string[], value: string | undefined) =>
    values.find((one) => one === value) ?? values[0]!;
  return {
    ...{ id, naam: name, toon: known(LIST_VIEWS, filter['toon']), status: known(LIST_STATUSES, filter['status']) },
    ...{ sorteer: known(LIST_SORTS, filter['sorteer']), zoek: filter['naam'] ?? '' },
  };
}

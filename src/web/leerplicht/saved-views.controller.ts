import { Body, Controller, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { SavedViews } from '../../cases/worklist/saved-views';
import { Encryption } from '../../platform/encryption';
import { isId } from '../../platform/ids';
import { formErrors } from '../http/form-errors';
import { hiddenSearch } from '../http/hidden-search';
import { notFound } from '../http/not-found';
import { Pages } from '../layout/pages';
import { keptFilter, listAddress, readFilter } from './list-filter';

/** Keeping a way of looking at the work list, and taking one away. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
@Controller('dossiers/weergaven')
export class SavedViewsController {
  constructor(
    @Inject(SavedViews) private readonly views: SavedViews,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Post()
  async keep(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const filter = readFilter(body, field(body, 'naam'));
    const to = listAddress({ ...filter, page: 1 }, hiddenSearch(this.encryption, filter.search));
    try {
      await this.views.keep(actorOf(request), field(body, 'weergave'), keptFilter(filter));
    } catch (error) {
      formErrors(error);
      return this.pages.leadTo(request, reply, to, 'weergave-niet-bewaard');
    }
    this.pages.leadTo(request, reply, to, 'weergave-bewaard');
  }

  @Post(':id/weg')
  async drop(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    if (!isId(id)) throw notFound();
    await this.views.drop(actorOf(request), id);
    this.pages.leadTo(request, reply, '/dossiers', 'verwijderd');
  }
}

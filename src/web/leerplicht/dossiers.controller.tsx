import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Encryption } from '../../platform/encryption';
import { field } from '../../access/http/form';
import { SavedViews } from '../../cases/worklist/saved-views';
import { notFound } from '../http/not-found';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Pages } from '../layout/pages';
import { fullName } from '../text/names';
import { DossierPage } from './dossier-page';
import { DossierQuery } from './dossier-query';
import { scopeOf } from '../../registry/scopes';
import { hiddenSearch, searchFromAddress } from '../http/hidden-search';
import { listAddress, readFilter } from './list-filter';
import { ListPage } from './list-page';
import { DossierListQuery } from './list-query';
import { DossierWorkQuery } from './work/work-query';
import { t } from '../text/language';
import { Voor } from '../../access/http/voor';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@Voor('ieder')
@Controller('dossiers')
export class DossiersController {
  constructor(
    @Inject(DossierListQuery) private readonly lists: DossierListQuery,
    @Inject(DossierWorkQuery) private readonly work: DossierWorkQuery,
    @Inject(SavedViews) private readonly views: SavedViews,
    @Inject(DossierQuery) private readonly dossiers: DossierQuery,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const { session, visitor } = visitOf(request);
    const today = this.clock.today();
    const filter = readFilter(query, searchFromAddress(this.encryption, query));
    const list = await this.lists.list(actorOf(request), filter);
    const hidden = hiddenSearch(this.encryption, filter.search);
    const scope = scopeOf(visitor, today);
    const kept = await this.views.list(actorOf(request));
    const saved = kept.map((one) => ({ ...one, hidden: hiddenSearch(this.encryption, one.filter['naam'] ?? '') }));
    const body = <ListPage {...{ list, filter, hidden, scope, today, saved }} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Dossiers'), current: '/dossiers', wide: true, body }));
  }

  /** Takes the form above the list and leads to the address that shows it. */
  @Post()
  search(@Res() reply: Reply, @Body() body: unknown): void {
    const filter = readFilter(body, field(body, 'naam'));
    reply.redirect(listAddress({ ...filter, page: 1 }, hiddenSearch(this.encryption, filter.search)), 303);
  }

  @Get(':id')
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const view = UUID.test(id) ? await this.dossiers.find(actorOf(request), id) : null;
    if (!view) throw notFound();
    const work = view.dossier.works ? await this.work.inSeen(actorOf(request), view.dossier) : null;
    const body = <DossierPage {...{ view, work }} today={this.clock.today()} csrf={visitOf(request).session.csrf} />;
    this.pages.send(request, reply, () => ({
      title: t('Dossier van {{naam}}', { naam: fullName(view.dossier) }),
      current: '/dossiers',
      body,
    }));
  }
}

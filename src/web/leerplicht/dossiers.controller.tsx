import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Encryption } from '../../platform/encryption';
import { field } from '../http/form';
import { notFound } from '../http/not-found';
import type { Reply, Request, Visit } from '../http/request';
import { Pages } from '../layout/pages';
import { fullName } from '../text/names';
import { DossierPage } from './dossier-page';
import { DossierQuery } from './dossier-query';
import { scopeOf } from './dossier-scope';
import { hiddenSearch, listAddress, readFilter, searchFromAddress } from './list-filter';
import { ListPage } from './list-page';
import { DossierListQuery } from './list-query';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

@Controller('dossiers')
export class DossiersController {
  constructor(
    @Inject(DossierListQuery) private readonly lists: DossierListQuery,
    @Inject(DossierQuery) private readonly dossiers: DossierQuery,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const { visitor, session } = visitOf(request);
    const today = this.clock.today();
    const filter = readFilter(query, searchFromAddress(this.encryption, query));
    const list = await this.lists.list(visitor, filter);
    const hidden = hiddenSearch(this.encryption, filter.search);
    const scope = scopeOf(visitor, today);
    const body = <ListPage {...{ list, filter, hidden, scope, today }} csrf={session.csrf} />;
    this.pages.send(request, reply, { title: 'Dossiers', current: '/dossiers', body });
  }

  /** Takes the form above the list and leads to the address that shows it. */
  @Post()
  search(@Res() reply: Reply, @Body() body: unknown): void {
    const filter = readFilter(body, field(body, 'naam'));
    reply.redirect(listAddress({ ...filter, page: 1 }, hiddenSearch(this.encryption, filter.search)), 303);
  }

  @Get(':id')
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const { visitor } = visitOf(request);
    const view = UUID.test(id) ? await this.dossiers.find(visitor, id) : null;
    if (!view) throw notFound();
    const body = <DossierPage view={view} today={this.clock.today()} />;
    this.pages.send(request, reply, { title: `Dossier van ${fullName(view.dossier)}`, current: '/dossiers', body });
  }
}

/** Behind the guard there is always a visit. */
function visitOf(request: Request): Visit {
  if (!request.visit) throw new Error('a page without a visit: the guard did not run');
  return request.visit;
}

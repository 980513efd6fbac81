import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Clock } from '../../platform/clock';
import { Encryption } from '../../platform/encryption';
import { field, fields } from '../../access/http/form';
import { GiveDossiers } from '../../cases/bulk/give-dossiers';
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
import { StaffChoices } from './staff-query';
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
    @Inject(StaffChoices) private readonly staff: StaffChoices,
    @Inject(GiveDossiers) private readonly gives: GiveDossiers,
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
    const body = (
      <ListPage {...{ list, filter, hidden, scope, today }} csrf={session.csrf} staff={await this.staff.of(visitor)} />
    );
    this.pages.send(request, reply, () => ({ title: t('Dossiers'), current: '/dossiers', wide: true, body }));
  }

  /** Takes the form above the list and leads to the address that shows it. */
  @Post()
  search(@Res() reply: Reply, @Body() body: unknown): void {
    const filter = readFilter(body, field(body, 'naam'));
    reply.redirect(listAddress({ ...filter, page: 1 }, hiddenSearch(this.encryption, filter.search)), 303);
  }

  /** Gives the ticked dossiers to one colleague; those that cannot be given stay where they are. */
  @Post('toewijzen')
  async give(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const back = field(body, 'terug');
    const to = /^\/dossiers(\?[\w=&%.-]*)?$/.test(back) ? back : '/dossiers';
    const gift = { dossierIds: fields(body, 'dossier'), to: field(body, 'medewerker'), reason: field(body, 'reden') };
    if (gift.dossierIds.length === 0 || gift.to === '' || gift.reason.trim() === '') {
      return this.pages.leadTo(request, reply, to, 'toewijzing-onvolledig');
    }
    const { results } = await this.gives.give(actorOf(request), { ...gift, mode: 'per-dossier' });
    const refused = results.some((one) => one.result === 'geweigerd');
    this.pages.leadTo(request, reply, to, refused ? 'toewijzing-deels' : 'toewijzing-gelukt');
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

import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { certificateToCsv } from '../../retention/certificate-csv';
import { Destruction } from '../../retention/destruction';
import { LegalHolds } from '../../retention/legal-holds';
import { type FormError, formErrors } from '../http/form-errors';
import { notFound } from '../http/not-found';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { pageNumber, PAGE_SIZE } from '../text/paging';
import { ListOnePage } from './list-page';
import { ListsPage } from './lists-page';

/** Destruction lists: proposed by one, approved by another, held with a reason, and the certificate of what went. */
@Voor('privacy-officer')
@Controller('privacy/vernietiging')
export class ListsController {
  constructor(
    @Inject(Destruction) private readonly destruction: Destruction,
    @Inject(LegalHolds) private readonly holds: LegalHolds,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async all(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    const lists = await this.destruction.lists(actorOf(request));
    const content = () => ({ title: t('Vernietiging'), current: '/privacy', body: <ListsPage lists={lists} /> });
    this.pages.send(request, reply, content);
  }

  @Get(':id')
  show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string, @Query() query: unknown): Promise<void> {
    return this.sendList(request, reply, id, pageNumber(field(query, 'pagina')), []);
  }

  @Get(':id/verklaring')
  async certificate(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const certificate = await this.destruction.certificate(actorOf(request), id);
    reply
      .header('cache-control', 'no-store')
      .header('content-disposition', 'attachment; filename="verklaring-van-vernietiging.csv"')
      .type('text/csv; charset=utf-8')
      .send(certificateToCsv(certificate));
  }

  @Post(':id')
  async decide(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const actor = actorOf(request);
    await this.destruction.one(actor, id);
    let notice: string;
    try {
      notice = await this.carryOut(actor, id, body);
    } catch (error) {
      return this.sendList(request, reply, id, 1, formErrors(error));
    }
    this.pages.leadTo(request, reply, `/privacy/vernietiging/${id}`, notice);
  }

  /** Gives what the next page says. */
  private async carryOut(actor: Actor, id: string, body: unknown): Promise<string> {
    switch (field(body, 'actie')) {
      case 'voordragen':
        await this.destruction.propose(actor, id);
        return 'lijst-voorgedragen';
      case 'goedkeuren':
        await this.destruction.approve(actor, id);
        return 'lijst-goedgekeurd';
      case 'afwijzen':
        await this.destruction.reject(actor, id);
        return 'lijst-afgewezen';
      case 'bewaren': {
        const pupil = await this.destruction.pupilOf(actor, id, field(body, 'record'));
        await this.holds.place(actor, pupil, field(body, 'reden'));
        return 'bewaard';
      }
      default:
        throw notFound();
    }
  }

  private async sendList(request: Request, reply: Reply, id: string, page: number, errors: readonly FormError[]) {
    const actor = actorOf(request);
    const list = await this.destruction.one(actor, id);
    const items = await this.destruction.items(actor, id, page, PAGE_SIZE);
    const { visitor, session } = visitOf(request);
    const body = () => (
      <ListOnePage {...{ list, items, page, errors }} employee={visitor.employee} csrf={session.csrf} />
    );
    const content = () => ({ title: t('Vernietigingslijst'), current: '/privacy', wide: true, body: body() });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

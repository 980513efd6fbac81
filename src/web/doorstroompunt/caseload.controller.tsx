import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Clock } from '../../platform/clock';
import { Encryption } from '../../platform/encryption';
import { scopeOf } from '../../registry/scopes';
import { hiddenSearch, searchFromAddress } from '../http/hidden-search';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { caseloadAddress, readFilter } from './caseload-filter';
import { CaseloadPage } from './caseload-page';
import { CaseloadQuery } from './caseload-query';

/** The youths of a counsellor. */
@Controller('doorstroompunt')
@Voor('rmc-trajectbegeleider')
export class CaseloadController {
  constructor(
    @Inject(CaseloadQuery) private readonly caseload: CaseloadQuery,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const { session, visitor } = visitOf(request);
    const today = this.clock.today();
    const filter = readFilter(query, searchFromAddress(this.encryption, query));
    const list = await this.caseload.list(actorOf(request), filter);
    const hidden = hiddenSearch(this.encryption, filter.search);
    const scope = scopeOf(visitor, today);
    const body = <CaseloadPage {...{ list, filter, hidden, scope, today }} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Jongeren'), current: '/doorstroompunt', wide: true, body }));
  }

  /** Takes the form above the list and leads to the address that shows it. */
  @Post()
  search(@Res() reply: Reply, @Body() body: unknown): void {
    const filter = readFilter(body, field(body, 'naam'));
    reply.redirect(caseloadAddress({ ...filter, page: 1 }, hiddenSearch(this.encryption, filter.search)), 303);
  }
}

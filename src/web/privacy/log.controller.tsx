import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { AuditSearch } from '../../access/log/audit-search';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { ownResidents, requireResident } from '../../retention/rights/own-residents';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { LogPage } from './log-page';
import { readQuestion } from './log-question';
import { staffNames } from './staff-names';

/** The audit log as the privacy-officer searches it. */
@Voor('privacy-officer')
@Controller('privacy')
export class LogController {
  constructor(
    @Inject(AuditSearch) private readonly log: AuditSearch,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async search(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const [actor, today, { read }] = [actorOf(request), this.clock.today(), this.database];
    const question = readQuestion(query);
    if (question.pupil) await requireResident(read, actor, question.pupil, today);
    const entries = await this.log.search(actor, question);
    const names = await staffNames(
      read,
      entries.map((one) => one.employee),
    );
    const single = entries.filter((one) => one.pupils.length === 1).flatMap((one) => one.pupils);
    const own = await ownResidents(read, actor, [...new Set(single)], today);
    const body = () => <LogPage {...{ question, entries, names, own }} />;
    this.pages.send(request, reply, () => ({ title: t('Logboek'), current: '/privacy', wide: true, body: body() }));
  }
}

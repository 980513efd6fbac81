import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Database } from '../../platform/database/database';
import { OwnLog } from '../../retention/rights/own-log';
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
    @Inject(OwnLog) private readonly log: OwnLog,
    @Inject(Database) private readonly database: Database,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async search(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const question = readQuestion(query);
    const { entries, own } = await this.log.search(actorOf(request), question);
    const names = await staffNames(
      this.database.read,
      entries.map((one) => one.employee),
    );
    const body = () => <LogPage {...{ question, entries, names, own }} />;
    this.pages.send(request, reply, () => ({ title: t('Logboek'), current: '/privacy', wide: true, body: body() }));
  }
}

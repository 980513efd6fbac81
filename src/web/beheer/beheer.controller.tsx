import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { importRun, importRuns } from '../../imports/import-runs';
import { LawParameters } from '../../law/parameters';
import { Queue } from '../../jobs/queue';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { isId } from '../../platform/ids';
import { missingSchoolYear, ownCalendars } from '../../registry/known-calendars';
import { fields } from '../../access/http/form';
import type { Reply, Request } from '../../access/http/request';
import { notFound } from '../http/not-found';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { BeheerQuery } from './beheer-query';
import { CalendarsPage } from './calendars-page';
import { ImportRunPage } from './import-run-page';
import { OverviewPage } from './overview-page';
import { QueuePage } from './queue-page';
import { RulesPage } from './rules-page';
import { Voor } from '../../access/http/voor';

const RUNS_SHOWN = 15;

/** The pages of the functioneel-beheerder: settings and staff, no dossiers. */
@Voor('functioneel-beheerder')
@Controller('beheer')
export class BeheerController {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(BeheerQuery) private readonly query: BeheerQuery,
    @Inject(Queue) private readonly queue: Queue,
    @Inject(LawParameters) private readonly law: LawParameters,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async overview(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const [queue, imports] = [await this.query.queue(), await importRuns(this.database.read, RUNS_SHOWN)];
    const missing = missingSchoolYear(this.clock.today());
    const body = <OverviewPage queue={queue} imports={imports} missing={missing} />;
    this.pages.send(request, reply, () => ({ title: t('Beheer'), current: '/beheer', body }));
  }

  @Get('imports/:id')
  async importRun(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const run = isId(id) ? await importRun(this.database.read, id) : null;
    if (!run) throw notFound();
    const body = <ImportRunPage run={run} />;
    this.pages.send(request, reply, () => ({ title: t('Import'), current: '/beheer', body }));
  }

  @Get('taken')
  async jobs(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    const { session } = visitWithRole(request, 'functioneel-beheerder');
    const body = <QueuePage view={await this.query.queue()} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Wachtrij'), current: '/beheer', body }));
  }

  @Post('taken')
  async tryAgain(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const chosen = fields(body, 'taak');
    if (chosen.length > 0) await this.queue.retry(chosen);
    this.pages.leadTo(request, reply, '/beheer/taken', chosen.length > 0 ? 'taken-opnieuw' : undefined);
  }

  @Get('kalenders')
  async calendars(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const today = this.clock.today();
    const own = await ownCalendars(this.database.read);
    const body = <CalendarsPage today={today} own={own} missing={missingSchoolYear(today)} />;
    this.pages.send(request, reply, () => ({ title: t('Kalenders'), current: '/beheer', body }));
  }

  @Get('regels')
  rules(@Req() request: Request, @Res() reply: Reply): void {
    visitWithRole(request, 'functioneel-beheerder');
    const body = <RulesPage file={this.law.file} />;
    this.pages.send(request, reply, () => ({ title: t('Regels van de wet'), current: '/beheer', body }));
  }
}

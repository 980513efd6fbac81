import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { FamilyQuery } from '../../cases/family/family-query';
import { HoldMeeting } from '../../cases/meeting/hold-meeting';
import { MeetingAgreements } from '../../cases/meeting/meeting-agreements';
import { MeetingDesk } from '../../cases/meeting/meeting-desk';
import { Clock } from '../../platform/clock';
import { type FormError, formErrors } from '../http/form-errors';
import { notFound } from '../http/not-found';
import { Pages } from '../layout/pages';
import { DossierNames } from '../leerplicht/dossier-names';
import { t } from '../text/language';
import { type MeetingDraft, meetingFrom, meetingOf, type ReportDraft, reportFrom, reportOf } from './meeting-fields';
import { PlanMeetingPage, ReportMeetingPage } from './meeting-forms-page';
import { MeetingPage } from './meeting-page';

const NONE: readonly FormError[] = [];

/** Leerlingoverleg: planned from a dossier, held with a report and agreements. */
@Controller('overleg')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class MeetingsController {
  constructor(
    @Inject(HoldMeeting) private readonly meetings: HoldMeeting,
    @Inject(MeetingAgreements) private readonly agreements: MeetingAgreements,
    @Inject(MeetingDesk) private readonly desk: MeetingDesk,
    @Inject(FamilyQuery) private readonly family: FamilyQuery,
    @Inject(DossierNames) private readonly names: DossierNames,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get('nieuw/:dossier')
  async form(@Req() request: Request, @Res() reply: Reply, @Param('dossier') dossier: string): Promise<void> {
    const draft = { dossiers: [dossier], day: this.clock.today(), place: '', agenda: '', participants: [] };
    await this.sendPlan(request, reply, dossier, draft, NONE);
  }

  @Post('nieuw/:dossier')
  async plan(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('dossier') dossier: string,
    @Body() body: unknown,
  ): Promise<void> {
    const draft = meetingFrom(body);
    let id: string;
    try {
      id = await Promise.resolve(meetingOf(draft)).then((given) => this.meetings.plan(actorOf(request), given));
    } catch (error) {
      return this.sendPlan(request, reply, dossier, draft, formErrors(error));
    }
    this.pages.leadTo(request, reply, `/overleg/${id}`, 'bewaard');
  }

  @Get(':id')
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const meeting = await this.desk.find(actorOf(request), id);
    const dossiers = await this.names.of(meeting.dossiers);
    const { csrf } = visitOf(request).session;
    const body = <MeetingPage {...{ meeting, dossiers, csrf }} today={this.clock.today()} />;
    this.pages.send(request, reply, () => ({ title: t('Overleg'), current: '/dossiers', body }));
  }

  @Get(':id/verslag')
  async reportForm(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    await this.sendReport(request, reply, id, { report: '', present: [], agreements: [] }, NONE);
  }

  @Post(':id/verslag')
  async report(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const draft = reportFrom(body);
    try {
      await Promise.resolve(draft).then((given) => this.meetings.report(actorOf(request), reportOf(id, given)));
    } catch (error) {
      return this.sendReport(request, reply, id, draft, formErrors(error));
    }
    this.pages.leadTo(request, reply, `/overleg/${id}`, 'bewaard');
  }

  @Post(':id/afzeggen')
  async cancel(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    await this.meetings.cancel(actorOf(request), id);
    this.pages.leadTo(request, reply, `/overleg/${id}`, 'bewaard');
  }

  @Post(':id/afspraken/:agreement')
  async finish(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('agreement') agreement: string,
  ): Promise<void> {
    await this.agreements.finish(actorOf(request), agreement, this.clock.today());
    this.pages.leadTo(request, reply, `/overleg/${id}`, 'bewaard');
  }

  /** Throws a Problem (404) where the dossier may not be seen. */
  private async sendPlan(
    request: Request,
    reply: Reply,
    dossierId: string,
    draft: MeetingDraft,
    errors: readonly FormError[],
  ): Promise<void> {
    const family = await this.family.of(actorOf(request), dossierId);
    const dossiers = await this.names.of([dossierId, ...family.map((one) => one.id)]);
    const { csrf } = visitOf(request).session;
    const body = <PlanMeetingPage {...{ dossierId, dossiers, draft, errors, csrf }} />;
    const content = () => ({ title: t('Plan een overleg'), current: '/dossiers', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }

  private async sendReport(
    request: Request,
    reply: Reply,
    meetingId: string,
    draft: ReportDraft,
    errors: readonly FormError[],
  ): Promise<void> {
    const meeting = await this.desk.find(actorOf(request), meetingId);
    if (meeting.state !== 'gepland' && errors.length === 0) throw notFound();
    const props = { dossiers: await this.names.of(meeting.dossiers), participants: meeting.participants };
    const { csrf } = visitOf(request).session;
    const body = <ReportMeetingPage {...{ meetingId, draft, errors, csrf, ...props }} />;
    const content = () => ({ title: t('Verslag van het overleg'), current: '/dossiers', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

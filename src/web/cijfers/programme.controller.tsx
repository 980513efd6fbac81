import { Body, Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { keepsProgramme } from '../../figures/programme/programme-scope';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { type FormError, formErrors } from '../http/form-errors';
import { notFound } from '../http/not-found';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { programmeAddress } from './asked';
import { MeasurePage, type MeasureProps } from './measure-page';
import { ProgrammeForms, readMeasureForm, readTargetForm, type TargetForm } from './programme-forms';
import { TargetsPage } from './targets-page';

const NEW_TARGET: TargetForm = { schooljaar: '', niveau: '', percentage: '', bron: '' };

/** Writing the regional programme and local agreements, and the targets beside them: for the coordinator. */
@Voor('rmc-coordinator')
@Controller('cijfers/programma')
export class ProgrammePageController {
  constructor(
    @Inject(ProgrammeForms) private readonly forms: ProgrammeForms,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get('maatregel')
  async measure(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const area = this.areaOf(request, query);
    const [name, year] = [field(query, 'maatregel').slice(0, 60), field(query, 'schooljaar')];
    const { form, years } = await this.forms.measure(area, name, year, schoolYearOf(this.clock.today()));
    this.sendMeasure(request, reply, { area, form, years, errors: [] });
  }

  @Post('maatregel')
  async keepMeasure(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const area = this.areaOf(request, body);
    const form = readMeasureForm(body);
    const errors = await this.forms.keepMeasure(actorOf(request), area, form).catch(formErrors);
    if (errors.length > 0) return this.sendMeasure(request, reply, { area, form, years: [], errors });
    this.pages.leadTo(request, reply, programmeAddress(area), 'bewaard');
  }

  @Post('maatregel/verwijderen')
  async removeMeasure(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const area = this.areaOf(request, body);
    await this.forms.removeMeasure(actorOf(request), area, readMeasureForm(body));
    this.pages.leadTo(request, reply, programmeAddress(area), 'verwijderd');
  }

  @Get('streefcijfers')
  async targets(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const schooljaar = String(schoolYearOf(this.clock.today()));
    await this.sendTargets(request, reply, this.areaOf(request, query), { ...NEW_TARGET, schooljaar }, []);
  }

  @Post('streefcijfers')
  async keepTarget(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const area = this.areaOf(request, body);
    const form = readTargetForm(body);
    const errors = await this.forms.keepTarget(actorOf(request), area, form).catch(formErrors);
    if (errors.length > 0) return this.sendTargets(request, reply, area, form, errors);
    this.pages.leadTo(request, reply, programmeAddress(area, 'streefcijfers'), 'bewaard');
  }

  @Post('streefcijfers/verwijderen')
  async removeTarget(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const area = this.areaOf(request, body);
    await this.forms.removeTarget(actorOf(request), area, readTargetForm(body));
    this.pages.leadTo(request, reply, programmeAddress(area, 'streefcijfers'), 'verwijderd');
  }

  /** The area that was asked for; for who may not write there this page does not exist. */
  private areaOf(request: Request, sent: unknown): string {
    const { visitor } = visitWithRole(request, 'rmc-coordinator');
    const area = field(sent, 'gebied');
    if (!keepsProgramme(visitor, area, this.clock.today())) throw notFound();
    return area;
  }

  private sendMeasure(request: Request, reply: Reply, shown: Omit<MeasureProps, 'latest' | 'csrf'>): void {
    const { session } = visitWithRole(request, 'rmc-coordinator');
    const body = <MeasurePage {...shown} latest={schoolYearOf(this.clock.today())} csrf={session.csrf} />;
    const content = () => ({ title: t('Maatregel'), current: '/cijfers', body });
    this.pages.send(request, reply, content, shown.errors.length > 0 ? 422 : 200);
  }

  private async sendTargets(
    request: Request,
    reply: Reply,
    area: string,
    form: TargetForm,
    errors: readonly FormError[],
  ): Promise<void> {
    const { session } = visitWithRole(request, 'rmc-coordinator');
    const targets = await this.forms.targets(area);
    const body = (
      <TargetsPage {...{ area, form, targets, errors }} latest={schoolYearOf(this.clock.today())} csrf={session.csrf} />
    );
    const content = () => ({ title: t('Streefcijfers'), current: '/cijfers', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

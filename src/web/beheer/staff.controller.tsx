import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Clock } from '../../platform/clock';
import { type FormError, formErrors } from '../http/form-errors';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { BeheerQuery } from './beheer-query';
import { NEW_EMPLOYEE, readStaffForm, type StaffForm, StaffForms } from './staff-form';
import { StaffFormPage } from './staff-form-page';
import { StaffPage } from './staff-page';

/** Staff and their areas. */
@Voor('functioneel-beheerder')
@Controller('beheer/medewerkers')
export class StaffController {
  constructor(
    @Inject(BeheerQuery) private readonly query: BeheerQuery,
    @Inject(StaffForms) private readonly forms: StaffForms,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const body = <StaffPage staff={await this.query.staff()} today={this.clock.today()} />;
    this.pages.send(request, reply, () => ({ title: t('Medewerkers'), current: '/beheer', wide: true, body }));
  }

  @Get('nieuw')
  blank(@Req() request: Request, @Res() reply: Reply): void {
    this.sendForm(request, reply, NEW_EMPLOYEE, null, []);
  }

  @Post('nieuw')
  async make(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    await this.keep(request, reply, { ...readStaffForm(body), versie: '' }, null);
  }

  @Get(':code')
  async form(@Req() request: Request, @Res() reply: Reply, @Param('code') code: string): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    this.sendForm(request, reply, await this.forms.read(code), code, []);
  }

  @Post(':code')
  async change(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('code') code: string,
    @Body() body: unknown,
  ): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    await this.forms.read(code);
    await this.keep(request, reply, readStaffForm(body, code), code);
  }

  private async keep(request: Request, reply: Reply, form: StaffForm, code: string | null): Promise<void> {
    visitWithRole(request, 'functioneel-beheerder');
    const errors = await this.forms.keep(actorOf(request), form).catch(formErrors);
    if (errors.length > 0) return this.sendForm(request, reply, form, code, errors);
    this.pages.leadTo(request, reply, '/beheer/medewerkers', 'bewaard');
  }

  private sendForm(
    request: Request,
    reply: Reply,
    form: StaffForm,
    code: string | null,
    errors: readonly FormError[],
  ): void {
    const { session } = visitWithRole(request, 'functioneel-beheerder');
    const body = <StaffFormPage {...{ form, code, errors }} csrf={session.csrf} />;
    const content = () => ({ title: t('Medewerker'), current: '/beheer', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

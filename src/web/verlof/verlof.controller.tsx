import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { choice, field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { ApplyForLeave } from '../../cases/leave/apply-for-leave';
import { DecideLeave } from '../../cases/leave/decide-leave';
import { LEAVE_VIEWS, SCHOOL_ARTICLES } from '../../cases/leave/leave-desk';
import { LEAVE } from '../../cases/leave/states';
import { EXEMPTION_ARTICLES } from '../../law/facts';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { notFound } from '../http/not-found';
import { Pages } from '../layout/pages';
import { FormDesk } from '../leerplicht/work/form-desk';
import type { WorkForm } from '../leerplicht/work/form-page';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { pageNumber } from '../text/paging';
import { applyFields, stepFields } from './forms';
import { LeaveListPage } from './list-page';
import { LeavePage } from './leave-page';
import { LeaveQuery } from './leave-query';

const TITLE_NAMES = { nieuw: 'Aanvraag vastleggen' } as const;

/** Leave and exemptions, for the municipality of residence and for the own school. */
@Controller('verlof')
@Voor('leerplichtambtenaar', 'schoolmedewerker')
export class LeavePagesController {
  constructor(
    @Inject(LeaveQuery) private readonly leave: LeaveQuery,
    @Inject(ApplyForLeave) private readonly apply: ApplyForLeave,
    @Inject(DecideLeave) private readonly decide: DecideLeave,
    @Inject(FormDesk) private readonly forms: FormDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const today = this.clock.today();
    const view = choice(query, 'toon', LEAVE_VIEWS);
    const asked = field(query, 'schooljaar');
    const schoolYear = /^20\d\d$/.test(asked) ? Number(asked) : schoolYearOf(today);
    const list = await this.leave.list(actorOf(request), view, schoolYear, pageNumber(field(query, 'pagina')));
    const body = <LeaveListPage {...{ list, view, schoolYear, today }} />;
    this.pages.send(request, reply, () => ({ title: t('Verlof en vrijstelling'), current: '/verlof', body }));
  }

  /** `leerling`: the id of a pupil that was chosen on another page. */
  @Get('nieuw')
  async form(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const form = await this.applyForm(request, field(query, 'leerling'));
    this.forms.send(request, reply, { ...form, values: { aangevraagdOp: this.clock.today() } }, '/verlof');
  }

  @Post('nieuw')
  async make(
    @Req() request: Request,
    @Res() reply: Reply,
    @Query() query: unknown,
    @Body() body: unknown,
  ): Promise<void> {
    const pupil = field(query, 'leerling');
    const form = await this.applyForm(request, pupil);
    await this.forms.attempt(request, reply, form, body, async (given) => {
      const { id } = await this.apply.run(actorOf(request), { ...given, leerling: pupil });
      form.back = { ...form.back, href: `/verlof/${id}` };
    });
  }

  @Get(':id')
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const view = await this.leave.find(actorOf(request), id);
    const body = <LeavePage view={view} csrf={visitOf(request).session.csrf} />;
    const title = () => t('Verlof van {{naam}}', { naam: fullName(view.name) });
    this.pages.send(request, reply, () => ({ title: title(), current: '/verlof', body }));
  }

  @Get(':id/:step')
  async stepForm(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string, @Param('step') step: string) {
    await this.leave.find(actorOf(request), id);
    this.forms.send(request, reply, formOf(id, step), '/verlof');
  }

  @Post(':id/:step')
  async take(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('step') step: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.leave.find(actorOf(request), id);
    const run = (given: Record<string, string>) => this.decide.run(actorOf(request), id, step, given);
    await this.forms.attempt(request, reply, formOf(id, step), body, run, 'stap-gezet');
  }

  /** A school applies for leave; what the municipality decides on alone is only for who works there. */
  private async applyForm(request: Request, pupil: string): Promise<WorkForm> {
    const { roles } = visitOf(request).visitor;
    const name = pupil === '' ? null : await this.leave.ownPupil(actorOf(request), pupil);
    const articles = roles.includes('leerplichtambtenaar') ? EXEMPTION_ARTICLES : SCHOOL_ARTICLES;
    return {
      back: { href: '/verlof', text: 'Terug naar verlof en vrijstelling' },
      ...(name === null ? {} : { person: fullName(name) }),
      ...{ title: TITLE_NAMES.nieuw, button: 'Bewaar', values: {}, errors: [] },
      action: `/verlof/nieuw${pupil === '' ? '' : `?leerling=${encodeURIComponent(pupil)}`}`,
      fields: applyFields(articles, pupil !== ''),
    };
  }
}

function formOf(id: string, step: string): WorkForm {
  if (!Object.hasOwn(LEAVE.steps, step)) throw notFound();
  const { words } = LEAVE.steps[step as keyof typeof LEAVE.steps];
  return {
    back: { href: `/verlof/${id}`, text: 'Terug naar de aanvraag' },
    ...{ title: words, button: words, action: `/verlof/${id}/${step}`, fields: stepFields(step) },
    ...{ values: {}, errors: [] },
  };
}

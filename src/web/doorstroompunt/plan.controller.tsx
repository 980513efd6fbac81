import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Input } from '../../cases/input';
import { Clock } from '../../platform/clock';
import { versionOf } from '../../platform/version';
import { KeepPlan } from '../../trajectories/plan/keep-plan';
import { type FormError, formErrors } from '../http/form-errors';
import { notFound } from '../http/not-found';
import { asShown, versionSent } from '../http/shown-version';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { draftFrom, draftOf, type PlanDraft, planOf, withMore, withoutEmpty } from './plan-fields';
import { PlanFormPage } from './plan-form-page';
import { PlanPage } from './plan-page';
import { YouthQuery, type YouthView } from './youth-query';

/** The trajectplan: looked at, made together, agreed with, and ticked off. */
@Controller('doorstroompunt/:id/plan')
@Voor('rmc-trajectbegeleider')
export class PlanController {
  constructor(
    @Inject(YouthQuery) private readonly youths: YouthQuery,
    @Inject(KeepPlan) private readonly plans: KeepPlan,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async show(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<void> {
    const view = await this.youths.find(actorOf(request), id);
    const asked = field(query, 'versie');
    const plan = asked === '' ? view.plans[0] : view.plans.find((one) => String(one.version) === asked);
    if (asked !== '' && plan === undefined) throw notFound();
    this.send(request, reply, view, plan);
  }

  @Get('maken')
  async form(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const view = await this.youths.find(actorOf(request), id);
    this.sendForm(request, reply, view, { draft: draftOf(view.plans[0]), version: versionOfPlan(view) });
  }

  /** Saves the plan, or shows the form again with room for more. */
  @Post('maken')
  async make(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const view = await this.youths.find(actorOf(request), id);
    const [draft, version] = [draftFrom(body), versionSent(body)];
    const more = withMore(draft, field(body, 'doe'));
    if (more !== null) return this.sendForm(request, reply, view, { draft: more, version });
    const filled = withoutEmpty(draft);
    const current = async () => versionOfPlan(await this.youths.find(actorOf(request), id));
    try {
      await this.plans.draft(asShown(actorOf(request), body, current), id, planOf(filled));
    } catch (error) {
      const shown = { draft: filled.goals.length > 0 ? filled : draft, version };
      return this.sendForm(request, reply, view, shown, formErrors(error));
    }
    this.pages.leadTo(request, reply, `/doorstroompunt/${id}/plan`, 'bewaard');
  }

  @Post('instemmen')
  async agree(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const view = await this.youths.find(actorOf(request), id);
    try {
      const input = new Input(body as Record<string, unknown>);
      const [version, day] = [input.whole('versie', { least: 1, most: 10_000 }), input.day('datum')];
      input.done();
      await this.plans.agree(actorOf(request), id, version!, day!);
    } catch (error) {
      return this.send(request, reply, view, view.plans[0], formErrors(error));
    }
    this.pages.leadTo(request, reply, `/doorstroompunt/${id}`, 'bewaard');
  }

  @Post('doel/:goal')
  async reach(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('goal') goal: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.plans.reach(actorOf(request), id, goal, this.dayOf(body));
    this.pages.leadTo(request, reply, `/doorstroompunt/${id}/plan`, 'bewaard');
  }

  @Post('stap/:step')
  async finish(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('step') step: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.plans.finish(actorOf(request), id, step, this.dayOf(body));
    this.pages.leadTo(request, reply, `/doorstroompunt/${id}/plan`, 'bewaard');
  }

  /** Done today, or not after all. */
  private dayOf(body: unknown) {
    return field(body, 'gedaan') === 'nee' ? null : this.clock.today();
  }

  private send(
    request: Request,
    reply: Reply,
    view: YouthView,
    plan: YouthView['plans'][number] | undefined,
    errors: readonly FormError[] = [],
  ): void {
    const props = { view, plan, errors, today: this.clock.today(), csrf: visitOf(request).session.csrf };
    const content = () => ({ title: t('Trajectplan'), current: '/doorstroompunt', body: <PlanPage {...props} /> });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }

  private sendForm(
    request: Request,
    reply: Reply,
    { trajectory, youth }: YouthView,
    shown: { draft: PlanDraft; version: string },
    errors: readonly FormError[] = [],
  ): void {
    const { csrf } = visitOf(request).session;
    const content = () => ({
      ...{ title: t('Trajectplan'), current: '/doorstroompunt' },
      body: <PlanFormPage {...{ errors, csrf }} {...shown} trajectoryId={trajectory.id} name={fullName(youth)} />,
    });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

/** Of the newest plan, which the next one begins from; also where its goals and steps were ticked off meanwhile. */
function versionOfPlan({ plans }: YouthView): string {
  return versionOf(plans[0] ?? null);
}

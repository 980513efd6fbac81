import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { Input } from '../../cases/input';
import { Clock } from '../../platform/clock';
import { versionOf } from '../../platform/version';
import { Partners } from '../../trajectories/contact/partners';
import { type FormName, TrajectoryForms } from '../../trajectories/trajectory-forms';
import { notFound } from '../http/not-found';
import { asShown } from '../http/shown-version';
import { Pages } from '../layout/pages';
import type { FieldSpec } from '../leerplicht/work/item-fields';
import { FormDesk } from '../leerplicht/work/form-desk';
import type { WorkForm } from '../leerplicht/work/form-page';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { END_PARTNER, FORM_FIELDS, FORM_NAMES, isForm } from './forms';
import { TrajectoryPage } from './trajectory-page';
import { YouthQuery, type YouthView } from './youth-query';

/** One trajectory and the forms of it. */
@Controller('doorstroompunt')
@Voor('rmc-trajectbegeleider')
export class TrajectoryController {
  constructor(
    @Inject(YouthQuery) private readonly youths: YouthQuery,
    @Inject(TrajectoryForms) private readonly forms: TrajectoryForms,
    @Inject(Partners) private readonly partners: Partners,
    @Inject(FormDesk) private readonly desk: FormDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get(':id')
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const view = await this.youths.find(actorOf(request), id);
    const body = <TrajectoryPage view={view} today={this.clock.today()} csrf={visitOf(request).session.csrf} />;
    const title = () => t('Traject van {{naam}}', { naam: fullName(view.youth) });
    this.pages.send(request, reply, () => ({ title: title(), current: '/doorstroompunt', body }));
  }

  @Get(':id/partners/:partner/einde')
  async endForm(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('partner') partner: string,
  ): Promise<void> {
    const { partners } = await this.youths.find(actorOf(request), id);
    if (!partners.some((one) => one.id === partner)) throw notFound();
    this.desk.send(request, reply, this.filled(endForm(id, partner)), '/doorstroompunt');
  }

  @Post(':id/partners/:partner/einde')
  async end(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('partner') partner: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { partners } = await this.youths.find(actorOf(request), id);
    if (!partners.some((one) => one.id === partner)) throw notFound();
    await this.desk.attempt(request, reply, endForm(id, partner), body, (given) => {
      const input = new Input(given);
      const day = input.day('einddatum');
      input.done();
      return this.partners.end(actorOf(request), id, partner, day!);
    });
  }

  @Get(':id/:form')
  async form(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string, @Param('form') name: string) {
    const { trajectory } = await this.youths.find(actorOf(request), id);
    const form = this.filled(formOf(id, formNamed(name)));
    const more: Record<string, string> = name === 'frequentie' ? { dagen: String(trajectory.contactEvery) } : {};
    const shown = { values: { ...form.values, ...more }, version: versionFor(formNamed(name), trajectory) };
    this.desk.send(request, reply, { ...form, ...shown }, '/doorstroompunt');
  }

  @Post(':id/:form')
  async act(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Param('form') name: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { trajectory } = await this.youths.find(actorOf(request), id);
    const form = formNamed(name);
    const current = async () => versionFor(form, (await this.youths.find(actorOf(request), id)).trajectory) ?? '';
    const actor = asShown(actorOf(request), body, current);
    const run = (given: Record<string, string>) => this.forms.run(form, actor, trajectory, given);
    await this.desk.attempt(request, reply, formOf(id, form), body, run);
  }

  /** Most things are written down on the day itself. */
  private filled(form: WorkForm): WorkForm {
    const days = form.fields.filter((spec) => spec.type === 'day' && spec.needed);
    return { ...form, values: Object.fromEntries(days.map((spec) => [spec.name, this.clock.today()])) };
  }
}

/** Only what is agreed about contact overwrites what stood there: every other form adds something or takes a step. */
function versionFor(form: FormName, { contactEvery }: YouthView['trajectory']): string | undefined {
  return form === 'frequentie' ? versionOf(contactEvery) : undefined;
}

function formNamed(name: string): FormName {
  if (!isForm(name)) throw notFound();
  return name;
}

const back = (id: string): WorkForm['back'] => ({ href: `/doorstroompunt/${id}`, text: 'Terug naar het traject' });

function workForm(id: string, title: string, action: string, fields: readonly FieldSpec[]): WorkForm {
  return { back: back(id), title, action, fields, button: 'Bewaar', values: {}, errors: [] };
}

function formOf(id: string, name: FormName): WorkForm {
  return workForm(id, FORM_NAMES[name], `/doorstroompunt/${id}/${name}`, FORM_FIELDS[name]);
}

function endForm(id: string, partner: string): WorkForm {
  return workForm(id, END_NAMES.einde, `/doorstroompunt/${id}/partners/${partner}/einde`, END_PARTNER);
}

const END_NAMES = { einde: 'Helpt niet meer' } as const;

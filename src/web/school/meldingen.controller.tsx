import { Voor } from '../../access/http/voor';
import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { choice, field } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { CompleteMelding } from '../../cases/meldingen/complete-melding';
import { MELDING } from '../../cases/meldingen/states';
import { WithdrawMelding } from '../../cases/meldingen/withdraw-melding';
import { ReportByHand } from '../../cases/meldingen/report-by-hand';
import { Clock } from '../../platform/clock';
import { PupilDirectory } from '../../registry/pupil-directory';
import { Database } from '../../platform/database/database';
import { type FormError, formErrors } from '../http/form-errors';
import { notFound } from '../http/not-found';
import { asShown, versionSent } from '../http/shown-version';
import { visitWithRole } from '../http/visit-with-role';
import { FormDesk } from '../leerplicht/work/form-desk';
import type { WorkForm } from '../leerplicht/work/form-page';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { pageNumber } from '../text/paging';
import { formOf, MELDING_FIELDS, type MeldingForm, versionOfMelding } from './melding-form';
import { MeldingPage } from './melding-page';
import { MELDING_VIEWS, type SchoolMelding, SchoolMeldingenQuery } from './meldingen-query';
import { MeldingenPage } from './meldingen-page';
import { SchoolPupilQuery, type SchoolPupilView } from './pupil-query';
import { ReportPage } from './report-page';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REPORT_FIELDS = ['soort', 'vestiging', 'begindatum', 'einddatum', 'uren', ...MELDING_FIELDS] as const;
const EMPTY: MeldingForm = { vermoedelijkeReden: 'onbekend', prioriteit: 'normaal', soort: 'overig' };

const WITHDRAW_NAMES = { titel: 'Trek deze melding in', reden: 'Reden' } as const;

/** The meldingen of a school: to look at, to add what only the school knows, to report by hand. */
@Voor('schoolmedewerker')
@Controller('school')
export class SchoolMeldingenController {
  constructor(
    @Inject(SchoolMeldingenQuery) private readonly meldingen: SchoolMeldingenQuery,
    @Inject(SchoolPupilQuery) private readonly pupil: SchoolPupilQuery,
    @Inject(CompleteMelding) private readonly complete: CompleteMelding,
    @Inject(ReportByHand) private readonly report: ReportByHand,
    @Inject(PupilDirectory) private readonly directory: PupilDirectory,
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(WithdrawMelding) private readonly withdraw: WithdrawMelding,
    @Inject(FormDesk) private readonly forms: FormDesk,
  ) {}

  @Get('meldingen')
  async list(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    visitWithRole(request, 'schoolmedewerker');
    const view = choice(query, 'toon', MELDING_VIEWS);
    const list = await this.meldingen.list(actorOf(request), view, pageNumber(field(query, 'pagina')));
    const body = <MeldingenPage list={list} view={view} today={this.clock.today()} />;
    this.pages.send(request, reply, () => ({ title: t('Meldingen'), current: '/school/meldingen', body }));
  }

  @Get('meldingen/:id')
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const { visitor } = visitWithRole(request, 'schoolmedewerker');
    const view = await this.meldingen.find(actorOf(request), id);
    const shown = {
      form: formOf(view.melding, { naam: visitor.name, email: '' }),
      version: versionOfMelding(view.melding),
    };
    this.sendMelding(request, reply, view, shown, []);
  }

  @Post('meldingen/:id')
  async add(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const view = await this.meldingen.find(actorOf(request), id);
    const form = formFrom(body, MELDING_FIELDS);
    const current = async () => versionOfMelding((await this.meldingen.find(actorOf(request), id)).melding);
    try {
      await this.complete.run(asShown(actorOf(request), body, current), id, form);
    } catch (error) {
      return this.sendMelding(request, reply, view, { form, version: versionSent(body) }, formErrors(error));
    }
    this.pages.leadTo(request, reply, `/school/meldingen/${id}`, 'melding-aangevuld');
  }

  @Get('meldingen/:id/intrekken')
  async withdrawForm(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    await this.requireWithdrawable(request, id);
    this.forms.send(request, reply, withdrawal(id), '/school/meldingen');
  }

  /** Only of a melding made by hand: another falls away with the absence that it follows from. */
  @Post('meldingen/:id/intrekken')
  async takeBack(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    await this.requireWithdrawable(request, id);
    const run = (given: Record<string, string>) => this.withdraw.run(actorOf(request), id, given);
    await this.forms.attempt(request, reply, withdrawal(id), body, run, 'melding-ingetrokken');
  }

  @Get('leerlingen/:id/melden')
  async reportForm(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const { visitor } = visitWithRole(request, 'schoolmedewerker');
    const view = await this.pupilOf(request, id);
    const form = { ...EMPTY, begindatum: this.clock.today(), contactNaam: visitor.name };
    this.sendReport(request, reply, view, form, []);
  }

  @Post('leerlingen/:id/melden')
  async send(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const view = await this.pupilOf(request, id);
    const form = formFrom(body, REPORT_FIELDS);
    try {
      const pgn = await this.directory.numberOf(this.database.read, id);
      const melding = await this.report.run(actorOf(request), { ...form, pgn });
      this.pages.leadTo(request, reply, `/school/meldingen/${melding.id}`, 'melding-verstuurd');
    } catch (error) {
      this.sendReport(request, reply, view, form, formErrors(error));
    }
  }

  private async requireWithdrawable(request: Request, id: string): Promise<void> {
    visitWithRole(request, 'schoolmedewerker');
    const { melding } = await this.meldingen.find(actorOf(request), id);
    if (melding.signalId !== null || MELDING.isEnd(melding.status)) throw notFound();
  }

  private async pupilOf(request: Request, id: string): Promise<SchoolPupilView> {
    visitWithRole(request, 'schoolmedewerker');
    const view = UUID.test(id) ? await this.pupil.find(actorOf(request), id) : null;
    if (!view) throw notFound();
    return view;
  }

  private sendMelding(
    request: Request,
    reply: Reply,
    view: SchoolMelding,
    shown: { form: MeldingForm; version: string },
    errors: readonly FormError[],
  ): void {
    const { session } = visitWithRole(request, 'schoolmedewerker');
    const body = <MeldingPage {...{ view, errors }} {...shown} csrf={session.csrf} />;
    const content = () => ({ title: t('Melding'), current: '/school/meldingen', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }

  private sendReport(
    request: Request,
    reply: Reply,
    { pupil, enrolments }: SchoolPupilView,
    form: MeldingForm,
    errors: readonly FormError[],
  ): void {
    const { session } = visitWithRole(request, 'schoolmedewerker');
    const body = <ReportPage {...{ pupil, enrolments, form, errors }} csrf={session.csrf} />;
    const content = () => ({ title: t('Melding'), current: '/school/meldingen', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

function withdrawal(id: string): WorkForm {
  return {
    back: { href: `/school/meldingen/${id}`, text: 'Terug naar de melding' },
    ...{ title: WITHDRAW_NAMES.titel, button: WITHDRAW_NAMES.titel, action: `/school/meldingen/${id}/intrekken` },
    fields: [{ name: 'reden', label: WITHDRAW_NAMES.reden, type: 'area', needed: true }],
    ...{ values: {}, errors: [] },
  };
}

function formFrom(body: unknown, names: readonly string[]): MeldingForm {
  return Object.fromEntries(names.map((name) => [name, field(body, name)]));
}

import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { RegisterAbsence } from '../../imports/register-absence';
import { Clock } from '../../platform/clock';
import { Encryption } from '../../platform/encryption';
import type { Refusal } from '../../platform/incoming';
import { versionOf } from '../../platform/version';
import { hiddenSearch, searchFromAddress } from '../http/hidden-search';
import { notFound } from '../http/not-found';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { writtenHundredths } from '../text/numbers';
import { t } from '../text/language';
import { fullName } from '../text/names';
import { PupilPage } from './pupil-page';
import { type OwnRecord, SchoolPupilQuery, type SchoolPupilView } from './pupil-query';
import { pupilsAddress, readPupilsFilter } from './pupils-filter';
import { PupilsPage } from './pupils-page';
import { SchoolPupilsQuery } from './pupils-query';
import { type FormError, formErrors } from '../http/form-errors';
import { asShown } from '../http/shown-version';
import type { RecordForm } from './record-form';
import { Voor } from '../../access/http/voor';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FIELDS = ['nummer', 'vestiging', 'datum', 'uren', 'soort', 'hele_dag', 'reden', 'versie'] as const;

/** The pages of a school: its own pupils and what it registers of them. */
@Voor('schoolmedewerker')
@Controller('school')
export class SchoolController {
  constructor(
    @Inject(SchoolPupilsQuery) private readonly pupils: SchoolPupilsQuery,
    @Inject(SchoolPupilQuery) private readonly pupil: SchoolPupilQuery,
    @Inject(RegisterAbsence) private readonly absence: RegisterAbsence,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async list(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const { session } = visitWithRole(request, 'schoolmedewerker');
    const filter = readPupilsFilter(query, searchFromAddress(this.encryption, query));
    const list = await this.pupils.list(actorOf(request), filter);
    const hidden = hiddenSearch(this.encryption, filter.search);
    const body = <PupilsPage {...{ list, filter, hidden }} today={this.clock.today()} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: t('Leerlingen'), current: '/school', body }));
  }

  /** Takes the form above the list and leads to the address that shows it. */
  @Post()
  search(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): void {
    visitWithRole(request, 'schoolmedewerker');
    const filter = readPupilsFilter(body, field(body, 'naam'));
    reply.redirect(pupilsAddress({ ...filter, page: 1 }, hiddenSearch(this.encryption, filter.search)), 303);
  }

  @Get('leerlingen/:id')
  async show(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<void> {
    const view = await this.viewOf(request, id);
    this.send(request, reply, view, this.formFor(view, field(query, 'wijzig')), []);
  }

  @Post('leerlingen/:id')
  async register(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const view = await this.viewOf(request, id);
    const form = Object.fromEntries(FIELDS.map((name) => [name, field(body, name)])) as unknown as RecordForm;
    if (!view.enrolments.some((one) => one.location === form.vestiging)) throw notFound();
    const known = view.records.find((one) => one.number === form.nummer);
    if (form.nummer !== '' && !known) throw notFound();
    const current = async () => {
      const { records } = await this.viewOf(request, id);
      return versionOfRecord(records.find((one) => one.number === form.nummer));
    };
    const typed = {
      ...{ pupilId: id, location: form.vestiging, number: known?.number ?? null, day: form.datum, hours: form.uren },
      ...{ kind: form.soort, wholeDay: form.hele_dag === 'ja', reason: form.reden },
    };
    const errors = await this.absence
      .register(asShown(actorOf(request), body, current), typed)
      .then((refusals) => refusals.map(errorOf), formErrors);
    if (errors.length > 0) this.send(request, reply, view, form, errors, 422);
    else this.pages.leadTo(request, reply, `/school/leerlingen/${id}`, 'verzuim-bewaard');
  }

  @Post('leerlingen/:id/intrekken')
  async withdraw(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const view = await this.viewOf(request, id);
    const record = view.records.find((one) => one.id === field(body, 'registratie'));
    if (!record) throw notFound();
    await this.absence.withdraw(actorOf(request), record.brin, record.number);
    this.pages.leadTo(request, reply, `/school/leerlingen/${id}`, 'verzuim-ingetrokken');
  }

  private async viewOf(request: Request, id: string): Promise<SchoolPupilView> {
    visitWithRole(request, 'schoolmedewerker');
    const view = UUID.test(id) ? await this.pupil.find(actorOf(request), id) : null;
    if (!view) throw notFound();
    return view;
  }

  /** Empty, or filled with the record that is to be changed. */
  private formFor(view: SchoolPupilView, record: string): RecordForm {
    const known = view.records.find((one) => one.id === record && one.kind !== 'ingetrokken');
    return {
      nummer: known?.number ?? '',
      vestiging: known?.location ?? view.enrolments[0]!.location,
      datum: known?.day ?? this.clock.today(),
      uren: known ? writtenHundredths(known.hundredths) : '',
      soort: known?.kind ?? 'ongeoorloofd',
      hele_dag: known?.wholeDay === 1 ? 'ja' : '',
      reden: known?.reason ?? '',
      versie: known ? versionOfRecord(known) : '',
    };
  }

  private send(
    request: Request,
    reply: Reply,
    view: SchoolPupilView,
    form: RecordForm,
    errors: readonly FormError[],
    status = 200,
  ): void {
    const { session } = visitWithRole(request, 'schoolmedewerker');
    const body = <PupilPage {...{ view, form, errors }} today={this.clock.today()} csrf={session.csrf} />;
    this.pages.send(request, reply, () => ({ title: fullName(view.pupil), current: '/school', body }), status);
  }
}

/** The row that a file would send: withdrawn and gone it is another too. */
function versionOfRecord(record: OwnRecord | undefined): string {
  return versionOf(record ?? null);
}

/** A reason of the file, as a sentence beside the field. */
function errorOf({ column, reason }: Refusal): FormError {
  const sentence = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  const fieldOf = FIELDS.find((name) => name === column);
  return fieldOf ? { field: fieldOf, text: sentence } : { field: 'datum', text: sentence };
}

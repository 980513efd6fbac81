import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { LegalHolds } from '../../retention/legal-holds';
import { type CorrectedField, CorrectPupil } from '../../retention/rights/correct-pupil';
import { Restrictions } from '../../retention/rights/restrictions';
import { RightsDesk } from '../../retention/rights/rights-desk';
import { type FormError, formErrors } from '../http/form-errors';
import { notFound } from '../http/not-found';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { pageNumber, PAGE_SIZE } from '../text/paging';
import { CorrectedPage } from './corrected-page';
import { RightsPage } from './rights-page';
import { SubjectPage } from './subject-page';

/** Requests of pupils and parents: restriction, longer keeping, correction (AVG art. 16 and 18). */
@Voor('privacy-officer')
@Controller('privacy')
export class RightsController {
  constructor(
    @Inject(RightsDesk) private readonly desk: RightsDesk,
    @Inject(Restrictions) private readonly restrictions: Restrictions,
    @Inject(LegalHolds) private readonly holds: LegalHolds,
    @Inject(CorrectPupil) private readonly corrections: CorrectPupil,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get('rechten')
  register(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    return this.sendRegister(request, reply, pageNumber(field(query, 'pagina')), []);
  }

  /** The number travels in the body and never in an address. */
  @Post('rechten')
  async find(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const found = await this.desk.find(actorOf(request), field(body, 'pgn'));
    if (found !== null) return void reply.redirect(`/privacy/leerlingen/${found}`, 303);
    const text = 'In uw gemeenten is geen leerling met dit nummer bekend. Kijk het nummer na.';
    await this.sendRegister(request, reply, 1, [{ field: 'pgn', text }]);
  }

  @Get('leerlingen/:id')
  show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    return this.sendSubject(request, reply, id, {}, []);
  }

  @Post('leerlingen/:id')
  async change(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const actor = actorOf(request);
    await this.desk.subject(actor, id);
    const names = ['actie', 'reden', 'gegeven', 'waarde'] as const;
    const given = Object.fromEntries(names.map((name) => [name, field(body, name)]));
    const [action, reason] = [field(body, 'actie'), field(body, 'reden')];
    try {
      if (action === 'beperken') await this.restrictions.place(actor, id, reason);
      else if (action === 'bewaren') await this.holds.place(actor, id, reason);
      else if (action === 'corrigeren') {
        const what = { field: field(body, 'gegeven') as CorrectedField, value: field(body, 'waarde'), reason };
        const schools = await this.corrections.run(actor, id, what);
        const done = <CorrectedPage {...{ id, schools }} />;
        return this.pages.send(request, reply, () => ({ title: t('Gecorrigeerd'), current: '/privacy', body: done }));
      } else throw notFound();
    } catch (error) {
      return this.sendSubject(request, reply, id, given, formErrors(error));
    }
    this.pages.leadTo(request, reply, `/privacy/leerlingen/${id}`, 'bewaard');
  }

  /** Ends a restriction or a hold. */
  @Post('register')
  async lift(@Req() request: Request, @Res() reply: Reply, @Body() body: unknown): Promise<void> {
    const [kind, id] = [field(body, 'soort'), field(body, 'nummer')];
    if (kind === 'beperking') await this.restrictions.lift(actorOf(request), id);
    else if (kind === 'bewaarplicht') await this.holds.lift(actorOf(request), id);
    else throw notFound();
    this.pages.leadTo(request, reply, '/privacy/rechten', 'opgeheven');
  }

  private async sendRegister(request: Request, reply: Reply, page: number, errors: readonly FormError[]) {
    const register = await this.restrictions.register(actorOf(request), page, PAGE_SIZE);
    const body = () => <RightsPage {...{ register, page, errors }} csrf={visitOf(request).session.csrf} />;
    const content = () => ({ title: t('Rechten'), current: '/privacy', wide: true, body: body() });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }

  private async sendSubject(
    request: Request,
    reply: Reply,
    id: string,
    given: Readonly<Record<string, string>>,
    errors: readonly FormError[],
  ): Promise<void> {
    const subject = await this.desk.subject(actorOf(request), id);
    const kept = await this.restrictions.ofPupil(actorOf(request), id);
    const csrf = visitOf(request).session.csrf;
    const body = () => <SubjectPage {...{ subject, kept, csrf, errors, given }} />;
    const content = () => ({ title: t('Verzoek van een leerling'), current: '/privacy', body: body() });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

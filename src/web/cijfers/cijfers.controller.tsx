import { Body, Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { choice } from '../../access/http/form';
import { actorOf, type Reply, type Request, visitOf } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { seesNothing } from '../../access/scope';
import type { Visitor } from '../../access/visitor';
import { FigureDesk } from '../../figures/desk/figure-desk';
import { type FigureKindName, figureKind, findKind } from '../../figures/desk/kinds';
import type { Figure } from '../../figures/figure';
import { figureFile, fileNameOf, FORM_TYPES, FORMS } from '../../figures/forms/figure-file';
import { keepsProgramme } from '../../figures/programme/programme-scope';
import { dueReports } from '../../law/terms/reports-due';
import type { Report } from '../../figures/report/report';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { scopeOf } from '../../registry/scopes';
import type { FormError } from '../http/form-errors';
import { notFound } from '../http/not-found';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { addressOf, areaCode, areaOptions, type Asked, detailsOf, questionOf, readAsked } from './asked';
import { FigurePage } from './figure-page';
import { FigureListPage } from './list-page';
import { nothingToCount } from './nothing-to-count';
import { StoredForms } from './stored-forms';
import { KIND_NAMES } from './words';

/** School years one may choose from. */
const YEARS = 8;

/** Figures as pages: whoever may ask them of the API finds them here too. */
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator')
@Controller('cijfers')
export class CijfersPageController {
  constructor(
    @Inject(FigureDesk) private readonly desk: FigureDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
    @Inject(StoredForms) private readonly stored: StoredForms,
  ) {}

  @Get()
  list(@Req() request: Request, @Res() reply: Reply): void {
    const { visitor } = visitOf(request);
    const due = dueReports(this.clock.today());
    const simulates = visitor.roles.includes('rmc-coordinator');
    const body = <FigureListPage persons={this.seesPersons(visitor)} simulates={simulates} due={due} />;
    this.pages.send(request, reply, () => ({ title: t('Cijfers'), current: '/cijfers', wide: true, body }));
  }

  @Get(':soort')
  async show(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('soort') soort: string,
    @Query() query: unknown,
  ): Promise<void> {
    await this.sendFigure(request, reply, this.kindOf(visitOf(request).visitor, soort), query, []);
  }

  /** The figures as they are now, for good; of everywhere, so for the coordinator of all regions. */
  @Voor('rmc-coordinator')
  @Post(':soort/vastleggen')
  async keep(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('soort') soort: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { visitor } = visitWithRole(request, 'rmc-coordinator');
    const kind = this.kindOf(visitor, soort);
    const kept = await this.stored.keep(request, kind, body);
    if (typeof kept !== 'string') return this.sendFigure(request, reply, kind, body, kept);
    const asked = { ...readAsked(body, kind, visitor, this.clock.today()), snapshot: kept, schoolYear: null };
    this.pages.leadTo(request, reply, addressOf(asked), 'bewaard');
  }

  private async sendFigure(
    request: Request,
    reply: Reply,
    kind: FigureKindName,
    query: unknown,
    errors: readonly FormError[],
  ): Promise<void> {
    const { visitor } = visitOf(request);
    const today = this.clock.today();
    const asked = readAsked(query, kind, visitor, today);
    const answer = await this.ask(request, asked).catch(nothingToCount);
    const [figure, problem] = typeof answer === 'string' ? [null, answer] : [answer, null];
    const latest = schoolYearOf(today);
    const props = {
      ...{ asked, figure, problem, areas: areaOptions(visitor, today), persons: this.seesPersons(visitor) },
      years: Array.from({ length: YEARS }, (_, i) => latest - i),
      keeps: kind === 'programma' && keepsProgramme(visitor, areaCode(asked), today),
      stored: await this.stored.of(request, asked, figure, errors),
    };
    const content = () => ({
      title: t(KIND_NAMES[kind]),
      current: '/cijfers',
      wide: true,
      body: <FigurePage {...props} />,
    });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }

  @Get(':soort/bestand')
  async file(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('soort') soort: string,
    @Query() query: unknown,
  ): Promise<void> {
    const { visitor } = visitOf(request);
    const form = choice(query, 'formaat', FORMS);
    const kind = this.kindOf(visitor, soort);
    const figure = await this.ask(request, readAsked(query, kind, visitor, this.clock.today()));
    reply
      .type(FORM_TYPES[form])
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${fileNameOf(figure, form)}"`)
      .send(await figureFile(figure, form));
  }

  private ask(request: Request, asked: Asked): Promise<Figure | Report> {
    return this.desk.ask(actorOf(request), asked.kind, questionOf(asked), detailsOf(asked));
  }

  /** Kinds of persons are there only for who sees persons. */
  private kindOf(visitor: Visitor, soort: string): FigureKindName {
    const name = findKind(soort);
    if (name === undefined) throw notFound();
    if ((figureKind(name) as { persons?: true }).persons && !this.seesPersons(visitor)) throw notFound();
    return name;
  }

  private seesPersons(visitor: Visitor): boolean {
    return !seesNothing(scopeOf(visitor, this.clock.today()));
  }
}

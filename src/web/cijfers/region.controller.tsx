import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { FigureDesk } from '../../figures/desk/figure-desk';
import type { Figure } from '../../figures/figure';
import { CALLED_FOR, dueReports } from '../../law/terms/reports-due';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { visitWithRole } from '../http/visit-with-role';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { areaOptions, questionOf, readAsked } from './asked';
import { nothingToCount } from './nothing-to-count';
import { RegionPage } from './region-page';

/** School years one may choose from. */
const YEARS = 5;

/** The region at one look, for who steers it; the way to every figure behind it. */
@Voor('rmc-coordinator')
@Controller('regio')
export class RegionPageController {
  constructor(
    @Inject(FigureDesk) private readonly desk: FigureDesk,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const { visitor } = visitWithRole(request, 'rmc-coordinator');
    const actor = actorOf(request);
    const today = this.clock.today();
    const work = readAsked(query, 'management', visitor, today);
    const load = { ...work, kind: 'belasting' as const, schoolYear: null };
    // the statistic ends on 1 October: its latest year is not the one that is running
    const leavers = { ...readAsked(query, 'vsv-trend', visitor, today), schoolYear: null };
    const trend = { ...leavers, per: leavers.per === 'regio' ? ('niveau' as const) : leavers.per };
    const table = (asked: typeof work | typeof load | typeof trend) =>
      this.desk.table(actor, asked.kind as 'management' | 'belasting' | 'vsv-trend', questionOf(asked));
    const workFigure = await table(work);
    const loadFigure = await table(load);
    const found: Figure | string = await table(trend).catch(nothingToCount);
    const latest = schoolYearOf(today);
    const props = {
      ...{ work: { asked: work, figure: workFigure }, load: { asked: load, figure: loadFigure } },
      leavers: { asked: trend, figure: typeof found === 'string' ? null : found },
      problem: typeof found === 'string' ? found : null,
      due: dueReports(today).filter(({ days }) => days <= CALLED_FOR),
      areas: areaOptions(visitor, today),
      years: Array.from({ length: YEARS }, (_, i) => latest - i),
    };
    const content = () => ({ title: t('Regio'), current: '/regio', wide: true, body: <RegionPage {...props} /> });
    this.pages.send(request, reply, content);
  }
}

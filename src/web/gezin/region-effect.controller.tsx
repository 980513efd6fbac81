import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { MEASURES, ReadEffect } from '../../cases/effect/read-effect';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { weeksAsked } from './effect-page';
import { RegionEffectPage } from './region-effect-page';

const YEARS_SHOWN = 8;

/** What works, for the region: one kind of measure at a time. */
@Controller('cijfers/effect')
@Voor('rmc-coordinator', 'leerplichtambtenaar', 'rmc-trajectbegeleider')
export class RegionEffectController {
  constructor(
    @Inject(ReadEffect) private readonly effects: ReadEffect,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get()
  async show(@Req() request: Request, @Res() reply: Reply, @Query() query: unknown): Promise<void> {
    const latest = schoolYearOf(this.clock.today());
    const years = Array.from({ length: YEARS_SHOWN }, (_, i) => latest - i);
    const wish = {
      kind: MEASURES.find((one) => one === field(query, 'maatregel')) ?? MEASURES[0]!,
      schoolYear: years.find((one) => String(one) === field(query, 'schooljaar')) ?? latest,
      weeks: weeksAsked(field(query, 'weken')),
    };
    const effect = await this.effects.ofRegion(actorOf(request), wish);
    const body = <RegionEffectPage {...{ wish, years, effect }} />;
    this.pages.send(request, reply, () => ({ title: t('Verzuim rond maatregelen'), current: '/cijfers', body }));
  }
}

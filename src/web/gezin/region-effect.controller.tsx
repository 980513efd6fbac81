import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import type { RegionEffect } from '../../cases/effect/effect';
import { MEASURES, ReadEffect } from '../../cases/effect/read-effect';
import { Input } from '../../cases/input';
import { schoolYearOf } from '../../law/day';
import { Clock } from '../../platform/clock';
import { type FormError, formErrors } from '../http/form-errors';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { weeksAsked } from './effect-page';
import { RegionEffectPage } from './region-effect-page';

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
    const today = this.clock.today();
    const wish = {
      kind: MEASURES.find((one) => one === field(query, 'maatregel')) ?? MEASURES[0]!,
      from: field(query, 'van') || `${schoolYearOf(today)}-08-01`,
      until: field(query, 'tot') || today,
      weeks: weeksAsked(field(query, 'weken')),
    };
    let effect: RegionEffect | null = null;
    let errors: FormError[] = [];
    try {
      const input = new Input({ van: wish.from, tot: wish.until });
      const [from, until] = [input.day('van'), input.day('tot')];
      input.done();
      effect = await this.effects.ofRegion(actorOf(request), { ...wish, from: from!, until: until! });
    } catch (error) {
      errors = formErrors(error);
    }
    const body = <RegionEffectPage {...{ wish, effect, errors }} />;
    const content = () => ({ title: t('Verzuim rond maatregelen'), current: '/cijfers', body });
    this.pages.send(request, reply, content, errors.length > 0 ? 422 : 200);
  }
}

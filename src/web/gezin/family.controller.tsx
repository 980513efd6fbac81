import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { field } from '../../access/http/form';
import { actorOf, type Reply, type Request } from '../../access/http/request';
import { Voor } from '../../access/http/voor';
import { ReadEffect } from '../../cases/effect/read-effect';
import { FamilyQuery } from '../../cases/family/family-query';
import { DossierMeetings } from '../../cases/meeting/dossier-meetings';
import { MeetingAgreements } from '../../cases/meeting/meeting-agreements';
import { Clock } from '../../platform/clock';
import { Pages } from '../layout/pages';
import { t } from '../text/language';
import { EffectPage, weeksAsked } from './effect-page';
import { FamilyPage } from './family-page';

/** One plan for child and family, and what came of the measures. */
@Controller('dossiers/:id')
@Voor('leerplichtambtenaar', 'rmc-trajectbegeleider')
export class FamilyController {
  constructor(
    @Inject(FamilyQuery) private readonly family: FamilyQuery,
    @Inject(MeetingAgreements) private readonly agreements: MeetingAgreements,
    @Inject(DossierMeetings) private readonly lists: DossierMeetings,
    @Inject(ReadEffect) private readonly effects: ReadEffect,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @Get('gezin')
  async show(@Req() request: Request, @Res() reply: Reply, @Param('id') id: string): Promise<void> {
    const actor = actorOf(request);
    const props = {
      family: await this.family.of(actor, id),
      agreements: await this.agreements.open(actor, id),
      meetings: await this.lists.list(actor, id),
    };
    const body = <FamilyPage dossierId={id} {...props} today={this.clock.today()} />;
    this.pages.send(request, reply, () => ({ title: t('Gezin en overleg'), current: '/dossiers', body }));
  }

  @Get('effect')
  async effect(
    @Req() request: Request,
    @Res() reply: Reply,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<void> {
    const weeks = weeksAsked(field(query, 'weken'));
    const found = await this.effects.ofDossier(actorOf(request), id, weeks);
    const body = <EffectPage dossierId={id} {...{ weeks, ...found }} />;
    this.pages.send(request, reply, () => ({ title: t('Verzuim rond maatregelen'), current: '/dossiers', body }));
  }
}

import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { JobHandlers } from '../jobs/handlers';
import { JobsModule } from '../jobs/jobs.module';
import { SignalsModule } from '../signals/signals.module';
import { asDay } from '../law/day';
import { RegistryModule } from '../registry/registry.module';
import { assignmentProviders } from './assignment/providers';
import { Reassign } from './assignment/reassign';
import { consentProviders } from './consent/providers';
import { dossierProviders } from './dossier/providers';
import { JudgePupils } from './judging/judge-pupils';
import { familyProviders } from './family/providers';
import { handoverProviders } from './handover/providers';
import { OfferMoves } from './handover/offer-moves';
import { judgingProviders } from './judging/providers';
import { RejudgeLocation } from './judging/rejudge-location';
import { itemProviders } from './items/providers';
import { leaveProviders } from './leave/providers';
import { meldingProviders } from './meldingen/providers';
import { StateHistory } from './states/state-history';
import { SweepService } from './sweep/sweep';
import { takeoverProviders } from './takeover/providers';
import { termProviders } from './terms/providers';
import { WatchTerms } from './terms/watch-terms';
import { HoldMeeting } from './meeting/hold-meeting';
import { PrepareWarm } from './warm/prepare-warm';
import { warmProviders } from './warm/providers';
import { worklistProviders } from './worklist/providers';

/** What the room offers to those above: one line a sub-room. */
const PROVIDED = [
  ...assignmentProviders,
  ...consentProviders,
  ...dossierProviders,
  ...familyProviders,
  ...handoverProviders,
  ...judgingProviders,
  ...itemProviders,
  ...leaveProviders,
  ...meldingProviders,
  ...takeoverProviders,
  ...termProviders,
  ...warmProviders,
  ...worklistProviders,
  StateHistory,
  SweepService,
];

@Module({
  imports: [AccessModule, JobsModule, RegistryModule, SignalsModule],
  providers: PROVIDED,
  exports: PROVIDED,
})
export class CasesModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(JudgePupils) private readonly judgePupils: JudgePupils,
    @Inject(RejudgeLocation) private readonly rejudgeLocation: RejudgeLocation,
    @Inject(Reassign) private readonly reassign: Reassign,
    @Inject(SweepService) private readonly sweep: SweepService,
    @Inject(WatchTerms) private readonly watchTerms: WatchTerms,
    @Inject(OfferMoves) private readonly offerMoves: OfferMoves,
    @Inject(PrepareWarm) private readonly prepareWarm: PrepareWarm,
    @Inject(HoldMeeting) private readonly meetings: HoldMeeting,
  ) {}

  onModuleInit(): void {
    this.handlers.register('beoordeel-leerling', this.judgePupils);
    this.handlers.register('beoordeel-locatie', this.rejudgeLocation);
    this.handlers.register('wijs-toe', { handle: (work, ids) => this.reassign.assign(work, ids) });
    this.handlers.register('peil', {
      handle: async (work, days) => {
        for (const day of days) await this.sweep.within(work, asDay(day));
      },
    });
    this.handlers.register('verdeel', { handle: (work) => this.reassign.distribute(work) });
    this.handlers.register('bewaak-termijnen', this.watchTerms);
    this.handlers.register('peil-overdrachten', {
      handle: async (work, days) => {
        await this.offerMoves.expire(work, days);
        await this.prepareWarm.handle(work, days);
        await this.meetings.forget(work);
      },
    });
  }
}

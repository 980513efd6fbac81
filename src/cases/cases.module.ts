import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { JobHandlers } from '../jobs/handlers';
import { JobsModule } from '../jobs/jobs.module';
import { SignalsModule } from '../signals/signals.module';
import { RegistryModule } from '../registry/registry.module';
import { CaseMerge } from './case-merge';
import { DossierStore } from './dossier-store';
import { JudgePupils } from './judge-pupils';
import { Reassign } from './reassign';
import { RejudgeLocation } from './rejudge-location';
import { SweepService } from './sweep';

@Module({
  imports: [JobsModule, RegistryModule, SignalsModule],
  providers: [CaseMerge, DossierStore, JudgePupils, Reassign, RejudgeLocation, SweepService],
  exports: [DossierStore, SweepService],
})
export class CasesModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(JudgePupils) private readonly judgePupils: JudgePupils,
    @Inject(RejudgeLocation) private readonly rejudgeLocation: RejudgeLocation,
    @Inject(Reassign) private readonly reassign: Reassign,
  ) {}

  onModuleInit(): void {
    this.handlers.register('beoordeel-leerling', this.judgePupils);
    this.handlers.register('beoordeel-locatie', this.rejudgeLocation);
    this.handlers.register('wijs-toe', { handle: (work, ids) => this.reassign.assign(work, ids) });
    this.handlers.register('verdeel', { handle: (work) => this.reassign.distribute(work) });
  }
}

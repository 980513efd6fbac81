import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { CasesModule } from '../cases/cases.module';
import { JobHandlers } from '../jobs/handlers';
import { JobsModule } from '../jobs/jobs.module';
import { RegistryModule } from '../registry/registry.module';
import { SignalsModule } from '../signals/signals.module';
import { CollectEvents } from './events/collect-events';
import { DeliverEvents } from './events/deliver-events';
import { Subscriptions } from './events/subscriptions';
import { KeepMeldingen } from './meldingen/keep-meldingen';
import { MeldingIntake } from './meldingen/melding-intake';
import { SendMeldingen } from './meldingen/send-meldingen';
import { KeepZaken } from './zaken/keep-zaken';
import { ReadDossier } from './zaken/read-dossier';
import { TellZaken } from './zaken/tell-zaken';
import { CaseSystems } from './zaken/zaken-file';

/** What goes out to other systems. */
@Module({
  imports: [AccessModule, CasesModule, JobsModule, RegistryModule, SignalsModule],
  providers: [
    ...[CollectEvents, DeliverEvents, KeepMeldingen, MeldingIntake, SendMeldingen, Subscriptions],
    ...[CaseSystems, KeepZaken, ReadDossier, TellZaken],
  ],
  exports: [CaseSystems, DeliverEvents, KeepZaken, MeldingIntake, SendMeldingen, Subscriptions, TellZaken],
})
export class ExchangeModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(DeliverEvents) private readonly deliver: DeliverEvents,
    @Inject(TellZaken) private readonly zaken: TellZaken,
  ) {}

  onModuleInit(): void {
    this.handlers.register('bezorg-gebeurtenissen', this.deliver);
    this.handlers.register('vertel-zaken', this.zaken);
  }
}

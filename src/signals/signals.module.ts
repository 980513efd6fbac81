import { Module } from '@nestjs/common';
import { LawParameters } from '../law/parameters';
import { JobsModule } from '../jobs/jobs.module';
import { RegistryModule } from '../registry/registry.module';
import { HoursCounters } from './hours-counters';
import { Judge } from './judgement';
import { lawParametersProvider } from './law-parameters';
import { SignalStore } from './signal-store';

@Module({
  imports: [JobsModule, RegistryModule],
  providers: [Judge, SignalStore, HoursCounters, lawParametersProvider],
  exports: [Judge, SignalStore, HoursCounters, LawParameters],
})
export class SignalsModule {}

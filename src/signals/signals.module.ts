import { Module } from '@nestjs/common';
import { LawParameters } from '../law/parameters';
import { RegistryModule } from '../registry/registry.module';
import { Judge } from './judgement';
import { lawParametersProvider } from './law-parameters';
import { SignalStore } from './signal-store';

@Module({
  imports: [RegistryModule],
  providers: [Judge, SignalStore, lawParametersProvider],
  exports: [Judge, SignalStore, LawParameters],
})
export class SignalsModule {}

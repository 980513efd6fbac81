import { Module } from '@nestjs/common';
import { RegistryModule } from '../registry/registry.module';
import { AbsenceMerge } from './absence-merge';
import { AbsenceStore } from './absence-store';

/** What schools registered of absence. */
@Module({ imports: [RegistryModule], providers: [AbsenceMerge, AbsenceStore], exports: [AbsenceStore] })
export class AbsenceModule {}

import { Module } from '@nestjs/common';
import { AbsenceModule } from '../absence/absence.module';
import { StaffStore } from '../access/staff-store';
import { JobsModule } from '../jobs/jobs.module';
import { RegistryModule } from '../registry/registry.module';
import { CsvImport } from './csv-import';
import { EdexmlImport } from './edexml-import';
import { ImportKinds } from './import-kinds';
import { ImportService } from './import-service';
import { JudgeAgain } from './judge-again';

/** Files that come in. */
@Module({
  imports: [JobsModule, RegistryModule, AbsenceModule],
  providers: [StaffStore, CsvImport, EdexmlImport, ImportKinds, ImportService, JudgeAgain],
  exports: [ImportService],
})
export class ImportsModule {}

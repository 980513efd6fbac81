import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AbsenceModule } from '../absence/absence.module';
import { AccessModule } from '../access/access.module';
import { ExchangeModule } from '../exchange/exchange.module';
import { FiguresModule } from '../figures/figures.module';
import { StaffStore } from '../access/staff-store';
import { CasesModule } from '../cases/cases.module';
import { JobHandlers } from '../jobs/handlers';
import { JobsModule } from '../jobs/jobs.module';
import { RegistryModule } from '../registry/registry.module';
import { CsvImport } from './csv-import';
import { EdexmlImport } from './edexml/edexml-import';
import { ImportKinds } from './import-kinds';
import { ImportService } from './import-service';
import { JudgeAgain } from './judge-again';
import { OwnSchools } from './own-schools';
import { RegisterAbsence } from './register-absence';
import { TakeAbsence } from './take-absence';
import { TakeProgramme } from './take-programme';
import { TakeStaff } from './take-staff';
import { ImportJobs } from './upload/import-jobs';
import { TakeFile } from './upload/take-file';
import { PrepareUpload } from './school-upload/prepare-upload';
import { StartUpload } from './school-upload/start-upload';
import { TakeUpload } from './school-upload/take-upload';
import { UndoUpload } from './school-upload/undo-upload';
import { UploadStore } from './school-upload/upload-store';

/** Files that come in. */
@Module({
  imports: [AccessModule, CasesModule, ExchangeModule, JobsModule, RegistryModule, AbsenceModule, FiguresModule],
  providers: [
    ...[StaffStore, CsvImport, EdexmlImport, ImportKinds, ImportService, JudgeAgain],
    ...[OwnSchools, TakeAbsence, RegisterAbsence, TakeStaff, TakeProgramme, ImportJobs, TakeFile],
    ...[PrepareUpload, StartUpload, TakeUpload, UndoUpload, UploadStore],
  ],
  exports: [
    ...[ImportJobs, ImportService, RegisterAbsence, TakeAbsence, TakeFile, TakeProgramme, TakeStaff],
    ...[PrepareUpload, StartUpload, UndoUpload, UploadStore],
  ],
})
export class ImportsModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(TakeUpload) private readonly takeUpload: TakeUpload,
  ) {}

  onModuleInit(): void {
    this.handlers.register('lever-in', this.takeUpload);
  }
}

import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { ATTACHMENT_FILES, AttachmentFiles } from '../cases/casework/attachment-files';
import { CasesModule } from '../cases/cases.module';
import { JobHandlers } from '../jobs/handlers';
import { JobsModule } from '../jobs/jobs.module';
import { RegistryModule } from '../registry/registry.module';
import { SignalsModule } from '../signals/signals.module';
import { CarryOut } from './carry-out';
import { CleanUp } from './clean-up';
import { CountKeepers } from './count-keepers';
import { Destruction } from './destruction';
import { LegalHolds } from './legal-holds';
import { LooseEnds } from './loose-ends';
import { MakeLists } from './make-lists';
import { Ownership } from './ownership';
import { Remove } from './remove';
import { JoinPupils } from './double/join-pupils';
import { CorrectPupil } from './rights/correct-pupil';
import { OwnDataReader } from './rights/own-data';
import { Restrictions } from './rights/restrictions';
import { OwnLog } from './rights/own-log';
import { RightsDesk } from './rights/rights-desk';
import { RightsMerge } from './rights/rights-merge';

const PROVIDED = [
  ...[JoinPupils, CorrectPupil, OwnDataReader, OwnLog, Restrictions, RightsDesk, RightsMerge],
  ...[CarryOut, CleanUp, CountKeepers, Destruction, LegalHolds, LooseEnds, MakeLists, Ownership, Remove],
];

/** What goes when its time is up, who approves it, and what keeps it. */
@Module({
  imports: [AccessModule, CasesModule, JobsModule, RegistryModule, SignalsModule],
  providers: PROVIDED,
  exports: PROVIDED,
})
export class RetentionModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(MakeLists) private readonly lists: MakeLists,
    @Inject(CarryOut) private readonly carryOut: CarryOut,
    @Inject(CleanUp) private readonly cleanUp: CleanUp,
    @Inject(AttachmentFiles) private readonly files: AttachmentFiles,
  ) {}

  onModuleInit(): void {
    this.handlers.register('maak-vernietigingslijsten', this.lists);
    this.handlers.register('vernietig', this.carryOut);
    this.handlers.register('ruim-op', this.cleanUp);
    this.handlers.register('verwijder-bestand', {
      handle: async (work, ids) => {
        await work.exclusive(ATTACHMENT_FILES);
        for (const id of ids) await this.files.remove(id);
      },
    });
  }
}

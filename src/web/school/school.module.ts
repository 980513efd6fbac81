import { Module } from '@nestjs/common';
import { CasesModule } from '../../cases/cases.module';
import { CorrespondenceModule } from '../../correspondence/correspondence.module';
import { ImportsModule } from '../../imports/imports.module';
import { RegistryModule } from '../../registry/registry.module';
import { SignalsModule } from '../../signals/signals.module';
import { LayoutModule } from '../layout/layout.module';
import { FormDesk } from '../leerplicht/work/form-desk';
import { MailboxController } from './mailbox.controller';
import { SchoolMeldingenController } from './meldingen.controller';
import { SchoolMeldingenQuery } from './meldingen-query';
import { SchoolPupilQuery } from './pupil-query';
import { SchoolPupilsQuery } from './pupils-query';
import { SchoolController } from './school.controller';
import { UploadController } from './upload.controller';

/** The pages of schools. */
@Module({
  imports: [CasesModule, CorrespondenceModule, ImportsModule, LayoutModule, RegistryModule, SignalsModule],
  controllers: [MailboxController, UploadController, SchoolMeldingenController, SchoolController],
  providers: [FormDesk, SchoolMeldingenQuery, SchoolPupilQuery, SchoolPupilsQuery],
})
export class SchoolPagesModule {}

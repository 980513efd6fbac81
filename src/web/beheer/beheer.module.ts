import { Module } from '@nestjs/common';
import { AccessModule } from '../../access/access.module';
import { CasesModule } from '../../cases/cases.module';
import { JobsModule } from '../../jobs/jobs.module';
import { SignalsModule } from '../../signals/signals.module';
import { LayoutModule } from '../layout/layout.module';
import { CorrespondenceModule } from '../../correspondence/correspondence.module';
import { ImportsModule } from '../../imports/imports.module';
import { AccountsController } from './accounts.controller';
import { AssignmentController } from './assignment.controller';
import { BeheerController } from './beheer.controller';
import { MachinesController } from './machines.controller';
import { BeheerQuery } from './beheer-query';
import { FilesController } from './files.controller';
import { TemplatesController } from './templates.controller';
import { StaffController } from './staff.controller';
import { StaffForms } from './staff-form';

/** The pages of administrators. */
@Module({
  imports: [AccessModule, CasesModule, CorrespondenceModule, ImportsModule, JobsModule, LayoutModule, SignalsModule],
  controllers: [
    ...[BeheerController, AccountsController, MachinesController, AssignmentController],
    ...[FilesController, TemplatesController, StaffController],
  ],
  providers: [BeheerQuery, StaffForms],
})
export class BeheerPagesModule {}

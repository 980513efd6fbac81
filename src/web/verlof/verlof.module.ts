import { Module } from '@nestjs/common';
import { CasesModule } from '../../cases/cases.module';
import { LayoutModule } from '../layout/layout.module';
import { FormDesk } from '../leerplicht/work/form-desk';
import { LeaveQuery } from './leave-query';
import { LeavePagesController } from './verlof.controller';

/** The pages of leave and exemptions. */
@Module({
  imports: [CasesModule, LayoutModule],
  controllers: [LeavePagesController],
  providers: [FormDesk, LeaveQuery],
})
export class LeavePagesModule {}

import { Module } from '@nestjs/common';
import { CasesModule } from '../../cases/cases.module';
import { LayoutModule } from '../layout/layout.module';
import { StaffChoices } from '../leerplicht/staff-query';
import { FormDesk } from '../leerplicht/work/form-desk';
import { AutomaticController } from './automatic.controller';
import { CoversController } from './waarneming.controller';

/** Cover of colleagues, and what was done by itself. */
@Module({
  imports: [CasesModule, LayoutModule],
  controllers: [AutomaticController, CoversController],
  providers: [FormDesk, StaffChoices],
})
export class CoverPagesModule {}

import { Module } from '@nestjs/common';
import { CasesModule } from '../../cases/cases.module';
import { RegistryModule } from '../../registry/registry.module';
import { LayoutModule } from '../layout/layout.module';
import { FormDesk } from '../leerplicht/work/form-desk';
import { PreventionController } from './preventie.controller';

/** The pages of preventive work. */
@Module({
  imports: [CasesModule, LayoutModule, RegistryModule],
  controllers: [PreventionController],
  providers: [FormDesk],
})
export class PreventionPagesModule {}

import { Module } from '@nestjs/common';
import { CasesModule } from '../../cases/cases.module';
import { LayoutModule } from '../layout/layout.module';
import { FormDesk } from '../leerplicht/work/form-desk';
import { HandoversController } from './overdrachten.controller';
import { WarmController } from './warm.controller';
import { DossierNames } from '../leerplicht/dossier-names';

/** The pages of hand-overs. */
@Module({
  imports: [CasesModule, LayoutModule],
  // what has a name of its own goes before what takes any id
  controllers: [WarmController, HandoversController],
  providers: [DossierNames, FormDesk],
})
export class HandoverPagesModule {}

import { Module } from '@nestjs/common';
import { CasesModule } from '../../cases/cases.module';
import { LayoutModule } from '../layout/layout.module';
import { FamilyController } from './family.controller';
import { RegionEffectController } from './region-effect.controller';
import { MeetingsController } from './meetings.controller';
import { DossierNames } from '../leerplicht/dossier-names';

/** Family, leerlingoverleg and what came of measures. */
@Module({
  imports: [CasesModule, LayoutModule],
  controllers: [FamilyController, MeetingsController, RegionEffectController],
  providers: [DossierNames],
})
export class FamilyPagesModule {}

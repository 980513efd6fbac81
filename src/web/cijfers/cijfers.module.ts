import { Module } from '@nestjs/common';
import { FiguresModule } from '../../figures/figures.module';
import { ImportsModule } from '../../imports/imports.module';
import { SignalsModule } from '../../signals/signals.module';
import { LayoutModule } from '../layout/layout.module';
import { CijfersPageController } from './cijfers.controller';
import { ProgrammePageController } from './programme.controller';
import { ProgrammeForms } from './programme-forms';
import { RegionPageController } from './region.controller';
import { SimulationPageController } from './simulation.controller';
import { SnapshotsPageController } from './snapshots.controller';
import { StoredForms } from './stored-forms';

/** The pages of figures. */
@Module({
  imports: [FiguresModule, ImportsModule, LayoutModule, SignalsModule],
  controllers: [
    CijfersPageController,
    ProgrammePageController,
    RegionPageController,
    SimulationPageController,
    SnapshotsPageController,
  ],
  providers: [ProgrammeForms, StoredForms],
})
export class CijfersPagesModule {}

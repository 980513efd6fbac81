import { Module } from '@nestjs/common';
import { CasesModule } from '../../cases/cases.module';
import { TrajectoriesModule } from '../../trajectories/trajectories.module';
import { LayoutModule } from '../layout/layout.module';
import { FormDesk } from '../leerplicht/work/form-desk';
import { CaseloadController } from './caseload.controller';
import { CaseloadQuery } from './caseload-query';
import { EarlyController } from './early.controller';
import { LeaversController } from './leavers.controller';
import { PlanController } from './plan.controller';
import { TrajectoryController } from './trajectory.controller';
import { YouthQuery } from './youth-query';

/** The pages of counsellors of the Doorstroompunt. */
@Module({
  imports: [CasesModule, TrajectoriesModule, LayoutModule],
  // what has a name of its own goes before what takes any form
  controllers: [EarlyController, CaseloadController, LeaversController, PlanController, TrajectoryController],
  providers: [CaseloadQuery, FormDesk, YouthQuery],
})
export class DoorstroompuntPagesModule {}

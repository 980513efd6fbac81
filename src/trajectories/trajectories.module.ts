import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { CasesModule } from '../cases/cases.module';
import { JobHandlers } from '../jobs/handlers';
import { JobsModule } from '../jobs/jobs.module';
import { RegistryModule } from '../registry/registry.module';
import { Partners } from './contact/partners';
import { RecordContact } from './contact/record-contact';
import { BeginTrajectory } from './course/begin-trajectory';
import { TakeOnEarly } from './course/take-on-early';
import { TakeStep } from './course/take-step';
import { FollowLeavers } from './leavers/follow-leavers';
import { RecordMoment } from './leavers/record-moment';
import { KeepPlan } from './plan/keep-plan';
import { PlanStore } from './plan/plan-store';
import { ConsultSchool } from './school/consult-school';
import { SchoolFirstReader } from './school/school-first-reader';
import { SweepTrajectories } from './sweep-trajectories';
import { TrajectoryForms } from './trajectory-forms';
import { TrajectoryLinesReader } from './trajectory-lines';
import { TrajectoryMerge } from './trajectory-merge';
import { TrajectoryQuery } from './trajectory-query';
import { TrajectoryStore } from './trajectory-store';

const USED_ABOVE = [
  ConsultSchool,
  KeepPlan,
  Partners,
  RecordContact,
  RecordMoment,
  TakeOnEarly,
  TakeStep,
  TrajectoryForms,
  TrajectoryQuery,
];

@Module({
  imports: [JobsModule, AccessModule, RegistryModule, CasesModule],
  providers: [
    ...USED_ABOVE,
    ...[BeginTrajectory, FollowLeavers, PlanStore, SchoolFirstReader, SweepTrajectories],
    ...[TrajectoryLinesReader, TrajectoryMerge, TrajectoryStore],
  ],
  exports: USED_ABOVE,
})
export class TrajectoriesModule implements OnModuleInit {
  constructor(
    @Inject(JobHandlers) private readonly handlers: JobHandlers,
    @Inject(BeginTrajectory) private readonly begin: BeginTrajectory,
    @Inject(SweepTrajectories) private readonly sweep: SweepTrajectories,
  ) {}

  onModuleInit(): void {
    this.handlers.register('begin-traject', this.begin);
    this.handlers.register('peil-trajecten', this.sweep);
  }
}

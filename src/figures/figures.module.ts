import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { RegistryModule } from '../registry/registry.module';
import { SignalsModule } from '../signals/signals.module';
import { FigureDesk } from './desk/figure-desk';
import { DuoComparison } from './duo/compare';
import { DuoMonthFigures } from './duo/duo-month';
import { DuoPersons } from './duo/duo-persons';
import { DuoRecordStore } from './duo/duo-record-store';
import { DuoVsvFigures } from './duo/duo-vsv';
import { EffectFigures } from './effect/effect-figures';
import { ManagementFigures } from './management/management';
import { MeasureFigures } from './management/measures';
import { Workload } from './management/workload';
import { PersonList } from './persons/person-list';
import { PersonsBehind } from './persons/persons-behind';
import { StoredBehind } from './persons/stored-behind';
import { ProgrammeFigures } from './programme/programme-figures';
import { ProgrammeStore, TargetStore } from './programme/programme-store';
import { CouncilReport } from './report/council-report';
import { Simulate } from './simulation/simulate';
import { StoredPersonsMerge } from './stored/stored-persons-merge';
import { StoreFigures } from './stored/store-figures';
import { StoredAnswers } from './stored/stored-answers';
import { TellingFigures } from './telling/telling';
import { HomeFigures } from './thuiszitters/home-figures';
import { LiveCounts } from './vsv/live-counts';
import { OldLeavers } from './vsv/old-leavers';
import { VsvPersons } from './vsv/persons';
import { VsvStates } from './vsv/states';
import { StoreSnapshot } from './vsv/store-snapshot';
import { VsvTrend } from './vsv/trend';
import { VsvFigures } from './vsv/vsv-figures';

const PROVIDED = [
  CouncilReport,
  DuoComparison,
  DuoMonthFigures,
  DuoPersons,
  DuoRecordStore,
  DuoVsvFigures,
  EffectFigures,
  FigureDesk,
  HomeFigures,
  LiveCounts,
  ManagementFigures,
  MeasureFigures,
  OldLeavers,
  PersonList,
  PersonsBehind,
  ProgrammeFigures,
  ProgrammeStore,
  Simulate,
  StoredAnswers,
  StoredBehind,
  StoredPersonsMerge,
  StoreFigures,
  StoreSnapshot,
  TargetStore,
  TellingFigures,
  VsvFigures,
  VsvPersons,
  VsvStates,
  VsvTrend,
  Workload,
];

/** Figures: vsv, telling, jaarverslag, effectrapportage, and DUO's own deliveries. */
@Module({ imports: [AccessModule, RegistryModule, SignalsModule], providers: PROVIDED, exports: PROVIDED })
export class FiguresModule {}

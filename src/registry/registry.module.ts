import { Module } from '@nestjs/common';
import { CalendarBook } from './calendars';
import { CalendarStore } from './calendar-store';
import { CompletePupils } from './complete-pupils';
import { ContactPersonStore } from './contact-person-store';
import { DiplomaStore } from './diploma-store';
import { EnrolmentStore } from './enrolment-store';
import { ExemptionStore } from './exemption-store';
import { MutationStore } from './mutation-store';
import { ResidentStore } from './resident-store';
import { PupilDirectory } from './pupil-directory';
import { PupilMerges } from './pupil-merge';
import { PupilNumbers } from './pupil-numbers';
import { PupilStore } from './pupil-store';
import { SchoolStore } from './school-store';
import { VsvStatusStore } from './vsv-status-store';

const PROVIDED = [
  CalendarBook,
  CalendarStore,
  CompletePupils,
  ContactPersonStore,
  DiplomaStore,
  EnrolmentStore,
  ExemptionStore,
  MutationStore,
  ResidentStore,
  PupilDirectory,
  PupilMerges,
  PupilStore,
  SchoolStore,
  VsvStatusStore,
];

/** Pupils, enrolments, diplomas, exemptions, schools and their calendars. */
@Module({ providers: [...PROVIDED, PupilNumbers], exports: PROVIDED })
export class RegistryModule {}

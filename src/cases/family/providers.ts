import { ReadEffect } from '../effect/read-effect';
import { HoldMeeting } from '../meeting/hold-meeting';
import { RecordPrevention } from '../prevention/record-prevention';
import { FamilyQuery } from './family-query';

export const familyProviders = [FamilyQuery, HoldMeeting, ReadEffect, RecordPrevention];

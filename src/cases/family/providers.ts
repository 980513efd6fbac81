import { ReadEffect } from '../effect/read-effect';
import { DossierMeetings } from '../meeting/dossier-meetings';
import { HoldMeeting } from '../meeting/hold-meeting';
import { RecordPrevention } from '../prevention/record-prevention';
import { FamilyQuery } from './family-query';

export const familyProviders = [DossierMeetings, FamilyQuery, HoldMeeting, ReadEffect, RecordPrevention];

import { ReadEffect } from '../effect/read-effect';
import { DossierMeetings } from '../meeting/dossier-meetings';
import { HoldMeeting } from '../meeting/hold-meeting';
import { AgreementTerms } from '../meeting/agreement-terms';
import { MeetingAgreements } from '../meeting/meeting-agreements';
import { MeetingDesk } from '../meeting/meeting-desk';
import { RecordPrevention } from '../prevention/record-prevention';
import { FamilyQuery } from './family-query';

export const familyProviders = [
  ...[AgreementTerms, DossierMeetings, FamilyQuery, HoldMeeting, MeetingAgreements, MeetingDesk],
  ...[ReadEffect, RecordPrevention],
];

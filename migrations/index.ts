import { SchoolMail1795680000000 } from './1795680000000-school-mail';
import { FirstSchema1763769600000 } from './1763769600000-first-schema';
import { Trajectories1764010000000 } from './1764010000000-trajectories';
import { AuditLog1764010800000 } from './1764010800000-audit-log';
import { ApiReplay1764011100000 } from './1764011100000-api-replay';
import { DuoDeliveries1764011500000 } from './1764011500000-duo-deliveries';
import { TrajectoryCameBack1764012600000 } from './1764012600000-trajectory-came-back';
import { ImportJob1764013000000 } from './1764013000000-import-job';
import { Events1764014400000 } from './1764014400000-events';
import { OutboxOperation1764016000000 } from './1764016000000-outbox-operation';
import { Machines1795546899000 } from './1795546899000-machines';
import { DailyRun1795546900000 } from './1795546900000-daily-run';
import { Scope1795547732000 } from './1795547732000-scope';
import { Accounts1795547769000 } from './1795547769000-accounts';
import { MeldingenAndTerms1795547786679 } from './1795547786679-meldingen-and-terms';
import { AssignmentAtWork1795548375310 } from './1795548375310-assignment-at-work';
import { Mail1795548787411 } from './1795548787411-mail';
import { Consent1795548800000 } from './1795548800000-consent';
import { DossierItems1795549495971 } from './1795549495971-dossier-items';
import { AuditSeals1795549524000 } from './1795549524000-audit-seals';
import { Letters1795549815919 } from './1795549815919-letters';
import { HotReads1795549900000 } from './1795549900000-hot-reads';
import { VsvSnapshots1795550000000 } from './1795550000000-vsv-snapshots';
import { Uploads1795550100000 } from './1795550100000-uploads';
import { Programme1795551000000 } from './1795551000000-programme';
import { Family1795552289986 } from './1795552289986-family';
import { LeaveApplications1795552339255 } from './1795552339255-leave-applications';
import { Retention1795552915000 } from './1795552915000-retention';
import { DatedAreas1795640000000 } from './1795640000000-dated-areas';
import { Restriction1795650000000 } from './1795650000000-restriction';
import { EnrolmentOrder1795660000000 } from './1795660000000-enrolment-order';
import { Correction1795670000000 } from './1795670000000-correction';
import { KeyTurns1795675000000 } from './1795675000000-key-turns';
import { MeldingExchange1795675000000 } from './1795675000000-melding-exchange';
import { BirthKnown1795676000000 } from './1795676000000-birth-known';
import { SavedViews1795690000000 } from './1795690000000-saved-views';
import { ImportFile1795691000000 } from './1795691000000-import-file';
import { Takeover1795700000000 } from './1795700000000-takeover';
import { PupilUnion1795701000000 } from './1795701000000-pupil-union';
import { Zaak1795710000000 } from './1795710000000-zaak';
import { AuditOrder1795715000000 } from './1795715000000-audit-order';
import { StoredFigures1795720000000 } from './1795720000000-stored-figures';
import { OwnWork1795730000000 } from './1795730000000-own-work';
import { StoredPersons1795740000000 } from './1795740000000-stored-persons';

/** Every migration, in order. */
export const migrations = [
  FirstSchema1763769600000,
  Trajectories1764010000000,
  AuditLog1764010800000,
  ApiReplay1764011100000,
  DuoDeliveries1764011500000,
  TrajectoryCameBack1764012600000,
  ImportJob1764013000000,
  Events1764014400000,
  OutboxOperation1764016000000,
  Machines1795546899000,
  DailyRun1795546900000,
  Scope1795547732000,
  Accounts1795547769000,
  MeldingenAndTerms1795547786679,
  AssignmentAtWork1795548375310,
  Mail1795548787411,
  Consent1795548800000,
  DossierItems1795549495971,
  AuditSeals1795549524000,
  Letters1795549815919,
  HotReads1795549900000,
  VsvSnapshots1795550000000,
  Uploads1795550100000,
  Programme1795551000000,
  Family1795552289986,
  LeaveApplications1795552339255,
  Retention1795552915000,
  DatedAreas1795640000000,
  Restriction1795650000000,
  EnrolmentOrder1795660000000,
  Correction1795670000000,
  KeyTurns1795675000000,
  MeldingExchange1795675000000,
  BirthKnown1795676000000,
  SchoolMail1795680000000,
  SavedViews1795690000000,
  ImportFile1795691000000,
  Takeover1795700000000,
  PupilUnion1795701000000,
  Zaak1795710000000,
  AuditOrder1795715000000,
  StoredFigures1795720000000,
  OwnWork1795730000000,
  StoredPersons1795740000000,
];

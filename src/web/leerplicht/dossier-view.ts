import type { BirthKnown } from '../../registry/birth-date';
import type { AssignmentSteps } from '../../cases/assignment/assignment';
import type { DossierStatus } from '../../cases/dossier/dossier-store';
import type { Regime } from '../../cases/dossier/regime';
import type { TermKind } from '../../cases/terms/term-settings';
import type { Day } from '../../law/day';
import type { Evidence, Phase } from '../../law/facts';
import type { SignalChange, SignalStatus, WithdrawalReason } from '../../signals/stored-signal';
import type { ShownKind } from '../text/absence';
import type { NameParts } from '../../registry/names';
import type { SignalWords } from '../text/signals';

/** What the page of a dossier shows; identifiers masked, secret addresses left out. */
export interface DossierView {
  /** `works`: may be worked, and not only read until a hand-over is accepted */
  dossier: Omit<PupilRow, 'pgn' | 'contact' | 'workedIn'> & { works: boolean };
  /** the masked pgn */
  number: string;
  home: Person;
  contacts: (Omit<ContactRow, 'contact'> & Person)[];
  enrolments: EnrolmentRow[];
  /** those of the same pupil that the visitor may see too, the latest first */
  others: OtherDossier[];
  signals: ShownSignal[];
  assignments: ShownAssignment[];
  /** the year in which the school year of the calendar starts */
  schoolYear: number;
  absence: AbsenceDay[];
}

export interface OtherDossier {
  id: string;
  regime: Regime;
  status: DossierStatus;
  openedOn: Day;
  closedOn: Day | null;
  /** null: in the verdeelbak */
  workerName: string | null;
}

export interface PupilRow extends NameParts {
  id: string;
  pupilId: string;
  regime: Regime;
  status: DossierStatus;
  openedOn: Day;
  closedOn: Day | null;
  forClosing: number;
  role: string;
  employee: string | null;
  employeeName: string | null;
  assignedOn: Day;
  assignmentReason: string;
  pgn: string;
  birthDate: Day;
  birthKnown: BirthKnown | null;
  deathDate: Day | null;
  departureDate: Day | null;
  sex: string | null;
  contact: string | null;
  secretAddress: number;
  municipality: string | null;
  /** municipality that the dossier belongs to */
  workedIn: string | null;
  /** the first term that still runs */
  nextTerm: TermKind | null;
  nextDue: Day | null;
  /** agreements of a leerlingoverleg that were not kept yet */
  agreements: number;
  /** the latest trajectory of a dossier of the Doorstroompunt */
  trajectory: string | null;
}

export interface Person {
  address: string | null;
  telephone: string | null;
  email: string | null;
}

export interface ContactRow {
  name: string;
  relation: string;
  custody: number | null;
  contact: string | null;
}

export interface EnrolmentRow {
  from: Day;
  until: Day | null;
  education: string;
  level: string | null;
  year: string | null;
  location: string;
  school: string | null;
  place: string | null;
}

export interface ShownSignal extends SignalWords {
  id: string;
  phase: Phase;
  status: SignalStatus;
  reason: WithdrawalReason | null;
  location: string;
  evidence: Evidence;
  raisedAt: string;
  changes: ShownChange[];
}

export interface ShownChange {
  at: string;
  change: SignalChange;
  until: Day | null;
  hundredths: number | null;
  status: SignalStatus;
  reason: WithdrawalReason | null;
}

export interface ShownAssignment {
  id: string;
  at: string;
  day: Day;
  role: string;
  employee: string | null;
  employeeName: string | null;
  reason: string;
  steps: AssignmentSteps;
}

export interface AbsenceDay {
  day: Day;
  kind: ShownKind;
  hundredths: number;
}

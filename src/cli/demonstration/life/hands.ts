import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../../../access/actor';
import { type Visitor, Visitors } from '../../../access/visitor';
import { GiveDossiers } from '../../../cases/bulk/give-dossiers';
import { KeepConsent } from '../../../cases/consent/keep-consent';
import { Covers } from '../../../cases/cover/cover';
import { CloseDossier } from '../../../cases/dossier/close-dossier';
import { HoldDossier, ResumeDossier } from '../../../cases/dossier/hold-dossier';
import { PickUpDossier } from '../../../cases/dossier/pick-up-dossier';
import { DossierReach } from '../../../cases/dossier/reach';
import { HandOver } from '../../../cases/handover/hand-over';
import { HandoverQuery } from '../../../cases/handover/handover-query';
import { AddItem } from '../../../cases/items/add-item';
import { ItemQuery } from '../../../cases/items/item-query';
import { StepItem } from '../../../cases/items/step-item';
import { ApplyForLeave } from '../../../cases/leave/apply-for-leave';
import { DecideLeave } from '../../../cases/leave/decide-leave';
import { CompleteMelding } from '../../../cases/meldingen/complete-melding';
import { AnswerSchool, NoteMelding, TakeUpMelding } from '../../../cases/meldingen/handle-melding';
import { MeldingStore } from '../../../cases/meldingen/melding-store';
import { ReportByHand } from '../../../cases/meldingen/report-by-hand';
import { RecordPrevention } from '../../../cases/prevention/record-prevention';
import { WarmHandover } from '../../../cases/warm/warm-handover';
import { WorkLists } from '../../../cases/worklist/work-lists';
import { Clock } from '../../../platform/clock';
import { Database } from '../../../platform/database/database';
import { newId } from '../../../platform/ids';
import { Destruction } from '../../../retention/destruction';
import { SignalStore } from '../../../signals/signal-store';
import { Partners } from '../../../trajectories/contact/partners';
import { RecordContact } from '../../../trajectories/contact/record-contact';
import { TakeStep } from '../../../trajectories/course/take-step';
import { RecordMoment } from '../../../trajectories/leavers/record-moment';
import { KeepPlan } from '../../../trajectories/plan/keep-plan';
import { ConsultSchool } from '../../../trajectories/school/consult-school';
import { TrajectoryQuery } from '../../../trajectories/trajectory-query';

/** What the staff of the demonstration has to work with: the use cases behind the pages, and nothing else. */
const USE_CASES = {
  addItem: AddItem,
  answerSchool: AnswerSchool,
  applyForLeave: ApplyForLeave,
  closeDossier: CloseDossier,
  completeMelding: CompleteMelding,
  consultSchool: ConsultSchool,
  covers: Covers,
  decideLeave: DecideLeave,
  destruction: Destruction,
  giveDossiers: GiveDossiers,
  handOver: HandOver,
  handovers: HandoverQuery,
  holdDossier: HoldDossier,
  items: ItemQuery,
  keepConsent: KeepConsent,
  keepPlan: KeepPlan,
  meldingen: MeldingStore,
  noteMelding: NoteMelding,
  partners: Partners,
  pickUp: PickUpDossier,
  prevention: RecordPrevention,
  reach: DossierReach,
  recordContact: RecordContact,
  recordMoment: RecordMoment,
  reportByHand: ReportByHand,
  resumeDossier: ResumeDossier,
  signals: SignalStore,
  stepItem: StepItem,
  takeStep: TakeStep,
  takeUpMelding: TakeUpMelding,
  trajectories: TrajectoryQuery,
  warm: WarmHandover,
  workLists: WorkLists,
  clock: Clock,
  database: Database,
};

type UseCases = { -readonly [K in keyof typeof USE_CASES]: (typeof USE_CASES)[K]['prototype'] };

/** Addresses that are kept for documentation (RFC 5737). */
const ADDRESS = '192.0.2';

export interface Hands extends UseCases {
  /** an employee at the pages; null where there is none of that code */
  actor(employee: string): Promise<Actor | null>;
}

export function openHands(app: INestApplicationContext): Hands {
  const found = Object.fromEntries(Object.entries(USE_CASES).map(([name, type]) => [name, app.get<unknown>(type)]));
  const visitors = app.get(Visitors);
  const known = new Map<string, Visitor | null>();
  const actor = async (employee: string): Promise<Actor | null> => {
    let visitor = known.get(employee);
    if (visitor === undefined) {
      visitor = await visitors.find(employee);
      known.set(employee, visitor);
    }
    const from = `${ADDRESS}.${(known.size % 200) + 1}`;
    return visitor && { visitor, via: 'pagina', from, operation: newId() };
  };
  return { ...(found as unknown as UseCases), actor };
}

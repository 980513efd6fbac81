import { CompleteMelding } from './complete-melding';
import { Feedback } from './feedback';
import { FollowSignals } from './follow-signals';
import { AnswerSchool, CloseMelding, NoteMelding, TakeUpMelding } from './handle-melding';
import { MeldingDesk } from './melding-desk';
import { MeldingSteps } from './melding-steps';
import { MeldingStore } from './melding-store';
import { RegisterMeldingen } from './register-meldingen';
import { ReportByHand } from './report-by-hand';
import { WithdrawMelding } from './withdraw-melding';

export const meldingProviders = [
  AnswerSchool,
  CloseMelding,
  CompleteMelding,
  Feedback,
  FollowSignals,
  MeldingDesk,
  MeldingSteps,
  MeldingStore,
  NoteMelding,
  RegisterMeldingen,
  ReportByHand,
  TakeUpMelding,
  WithdrawMelding,
];

import type { Day } from '../law/day';
import type { Phase, Rule } from '../law/facts';

/** Status as exchanged with DUO since August 2020 (domain.md section 2). */
export const SIGNAL_STATUSES = [
  'geregistreerd',
  'in_behandeling',
  'afgesloten',
  'ter_kennisgeving',
  'ingetrokken',
] as const;
export type SignalStatus = (typeof SIGNAL_STATUSES)[number];

/** Why a signal no longer stands. `geeindigd`: the state of a sweep rule came to its end; it was right until then. */
export const WITHDRAWAL_REASONS = [
  'verzuim_gewijzigd',
  'vrijgesteld',
  'niet_in_fase',
  'geen_lesdag',
  'andere_begindatum',
  'gegevens_gewijzigd',
  'geeindigd',
] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

/** What can happen to a signal; each is kept in its history. `behandeld`: its melding or dossier took a step. */
export const SIGNAL_CHANGES = ['opgeworpen', 'gewijzigd', 'ingetrokken', 'geeindigd', 'hersteld', 'behandeld'] as const;
export type SignalChange = (typeof SIGNAL_CHANGES)[number];

/** A signal as it lies in the database. Hours in hundredths; `location` '' for sweep rules; `evidence` as JSON text. */
export interface StoredSignal {
  id: string;
  pupilId: string;
  rule: Rule;
  location: string;
  from: Day;
  mark: string;
  until: Day | null;
  hundredths: number | null;
  phase: Phase;
  status: SignalStatus;
  reason: WithdrawalReason | null;
  endedOn: Day | null;
  dossierId: string | null;
  evidence: string;
}

/** The rules that time alone triggers; they have no location and no end date while they stand. */
export const SWEEP_RULES: readonly Rule[] = ['verzuim-absoluut', 'uitval-18plus'];

export function isLive(signal: Pick<StoredSignal, 'status'>): boolean {
  return signal.status !== 'ingetrokken';
}

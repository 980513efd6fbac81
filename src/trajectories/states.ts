import type { Day } from '../law/day';

/** Where a trajectory of the Doorstroompunt stands. The last two are its ends; who comes back gets a new one. */
export const TRAJECTORY_STATES = ['aangemeld', 'benaderd', 'intake', 'lopend', 'afgesloten', 'niet_gestart'] as const;
export type TrajectoryState = (typeof TRAJECTORY_STATES)[number];

/** What a step needs to know of the trajectory, beside its state. */
export interface GuardFacts {
  /** an agreed version of the trajectplan */
  planAgreed: boolean;
  /** WEB 9.2.5: the school must be consulted first, and that is not recorded */
  schoolToConsult: boolean;
  intakeOn: Day | null;
  destination: string | null;
  reason: string | null;
}

/** Why a step may not be taken now, in Dutch; null where it may. */
export type Guard = (facts: GuardFacts) => string | null;

const always: Guard = () => null;
const withReason: Guard = ({ reason }) => (reason ? null : 'Geef de reden waarom het traject niet start.');
const withDestination: Guard = ({ destination }) => (destination ? null : 'Kies de bestemming van de jongere.');
const start: Guard = ({ intakeOn, planAgreed, schoolToConsult }) => {
  if (intakeOn === null) return 'Leg eerst de intake vast.';
  if (schoolToConsult) return 'Overleg eerst met de school en leg dat overleg vast (WEB artikel 9.2.5).';
  return planAgreed ? null : 'Leg eerst een trajectplan vast waar de jongere mee heeft ingestemd.';
};

/** Every step that may be taken, with what must hold first. What is not here is refused. */
export const TRAJECTORY_TRANSITIONS = {
  aangemeld: { benaderd: always, intake: always, niet_gestart: withReason },
  benaderd: { intake: always, niet_gestart: withReason },
  intake: { lopend: start, niet_gestart: withReason },
  lopend: { afgesloten: withDestination },
  afgesloten: {},
  niet_gestart: {},
} satisfies Record<TrajectoryState, Partial<Record<TrajectoryState, Guard>>>;

/** Why this step may not be taken, in Dutch; null where it may. */
export function refusal(from: TrajectoryState, to: TrajectoryState, facts: GuardFacts): string | null {
  const guards: Partial<Record<TrajectoryState, Guard>> = TRAJECTORY_TRANSITIONS[from];
  const guard = guards[to];
  return guard ? guard(facts) : `Een traject met de status ${from} kan niet naar ${to}.`;
}

export function isEnded(state: TrajectoryState): boolean {
  return state === 'afgesloten' || state === 'niet_gestart';
}

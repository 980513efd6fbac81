import { addMonths, ageOn, birthday, type Day, fromNumber, numberOf, toNumber } from '../law/day';
import type { Destination } from './vocabulary';

/** What the effectrapportage must know of one trajectory. */
export interface TrajectoryFacts {
  birthDate: Day;
  deliveredOn: Day;
  approachedOn: Day | null;
  intakeOn: Day | null;
  startedOn: Day | null;
  endedOn: Day | null;
  destination: Destination | null;
  returning: boolean;
}

export const INTAKE_CLASSES = ['binnen-2-weken', '2-tot-4-weken', 'langer-dan-4-weken'] as const;
export type IntakeClass = (typeof INTAKE_CLASSES)[number];

export const DURATION_CLASSES = ['korter-dan-1-maand', '1-tot-6-maanden', 'langer-dan-6-maanden'] as const;
export type DurationClass = (typeof DURATION_CLASSES)[number];

export type TrajectoryKind = 'nieuw' | 'doorlopend' | 'terugkerend';

/** How one trajectory counts in one report year (WEB 9.2.10). What is null does not count there. */
export interface CountedTrajectory {
  approached: boolean;
  /** an intake held in the year, by the days since delivery */
  intake: IntakeClass | null;
  started: boolean;
  ended: boolean;
  /** of every trajectory that ran on some day of the year */
  kind: TrajectoryKind | null;
  /** of those that ended in the year */
  duration: DurationClass | null;
  destination: Destination | null;
  /** started in the year before the 18th birthday */
  early: boolean;
}

/** The report year that starts on 1 August of this year: first and last day. */
export function reportYear(year: number): { from: Day; until: Day } {
  return { from: fromNumber(numberOf(year, 8, 1)), until: fromNumber(numberOf(year + 1, 7, 31)) };
}

/** Fewer than 14 days, 14 up to and including 28, more. */
export function intakeClass(deliveredOn: Day, intakeOn: Day): IntakeClass {
  const days = toNumber(intakeOn) - toNumber(deliveredOn);
  return days < 14 ? 'binnen-2-weken' : days <= 28 ? '2-tot-4-weken' : 'langer-dan-4-weken';
}

/** Less than a month, up to and including six months, longer. */
export function durationClass(startedOn: Day, endedOn: Day): DurationClass {
  if (endedOn < addMonths(startedOn, 1)) return 'korter-dan-1-maand';
  return endedOn <= addMonths(startedOn, 6) ? '1-tot-6-maanden' : 'langer-dan-6-maanden';
}

/** How a trajectory counts in the report year that starts on 1 August of `year`. Pure. */
export function countTrajectory(facts: TrajectoryFacts, year: number): CountedTrajectory {
  const { from, until } = reportYear(year);
  const inYear = (day: Day | null): day is Day => day !== null && day >= from && day <= until;
  const { startedOn, endedOn, intakeOn, approachedOn } = facts;
  const ended = startedOn !== null && inYear(endedOn);
  return {
    approached: inYear(approachedOn),
    intake: inYear(intakeOn) ? intakeClass(facts.deliveredOn, intakeOn) : null,
    started: inYear(startedOn),
    ended,
    kind: kindIn(facts, from, until),
    duration: ended ? durationClass(startedOn, endedOn) : null,
    destination: ended ? facts.destination : null,
    early: inYear(startedOn) && ageOn(facts.birthDate, startedOn) < 18,
  };
}

/** Continuing: started before the year. Else returning, where an earlier one had ended; else new. */
function kindIn({ startedOn, endedOn, returning }: TrajectoryFacts, from: Day, until: Day): TrajectoryKind | null {
  if (startedOn === null || startedOn > until || (endedOn !== null && endedOn < from)) return null;
  if (startedOn < from) return 'doorlopend';
  return returning ? 'terugkerend' : 'nieuw';
}

/** Whether someone may be taken on early: from the 17th birthday, before the 18th. */
export function mayBeTakenOnEarly(birthDate: Day, day: Day): boolean {
  return day >= birthday(birthDate, 17) && day < birthday(birthDate, 18);
}

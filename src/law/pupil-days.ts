/** The days of one pupil at one location: which are teaching days, which count, and which follow each other. */
import { toNumber, weekdayOf } from './day';
import type { DayList } from './day-list';
import type { PupilFacts, SkipReason } from './facts';
import { goneFrom, type PhaseSpans } from './phase';
import type { TeachingCalendar } from './teaching-weeks';

/** Why a day cannot count whatever the rule. */
export const STANDING = { open: 0, noTeachingDay: 1, gone: 2, exempt: 3 } as const;

interface Stretch {
  from: number;
  until: number;
}

interface Lesdagen extends Stretch {
  mask: number;
}

const EVERY_DAY = 0b11111;
/** Lesdagen that leave no teaching day at all must not make the search endless. */
const FAR = 2000;

export class PupilDays {
  private readonly lesdagen: Lesdagen[] | null;
  private readonly exempt: Stretch[] | null;
  private readonly gone: number;

  constructor(
    facts: PupilFacts,
    location: string,
    readonly calendar: TeachingCalendar,
    readonly phases: PhaseSpans,
  ) {
    this.gone = goneFrom(facts);
    this.exempt = facts.exemptions.length === 0 ? null : facts.exemptions.map(stretchOf);
    this.lesdagen = lesdagenAt(facts, location);
  }

  isTeachingDay(n: number): boolean {
    return this.calendar.isTeachingDay(n) && (this.lesdagen === null || ((this.maskOn(n) >> weekdayOf(n)) & 1) === 1);
  }

  /** The pupil's next teaching day here; Infinity where there is none in sight. */
  next(n: number): number {
    let day = this.calendar.nextTeachingDay(n);
    if (this.lesdagen === null) return day;
    while (((this.maskOn(day) >> weekdayOf(day)) & 1) === 0) {
      day = this.calendar.nextTeachingDay(day);
      if (day - n > FAR) return Infinity;
    }
    return day;
  }

  standing(n: number): number {
    if (!this.isTeachingDay(n)) return STANDING.noTeachingDay;
    if (n >= this.gone) return STANDING.gone;
    if (this.exempt !== null) {
      for (const one of this.exempt) if (one.from <= n && n <= one.until) return STANDING.exempt;
    }
    return STANDING.open;
  }

  /** Fills what the rules ask of each day in the list. */
  settle(list: DayList): void {
    if (list.settled) return;
    for (let i = 0; i < list.size; i++) {
      const n = list.day[i] as number;
      const standing = this.standing(n);
      list.standing[i] = standing;
      list.phase[i] = this.phases.codeOn(n);
      list.position[i] = standing === STANDING.noTeachingDay ? -1 : (this.calendar.position(n) ?? -1);
    }
    list.settled = true;
  }

  /** Union over the enrolments here that cover the day; without one every weekday counts. */
  private maskOn(n: number): number {
    let mask = 0;
    let covered = false;
    for (const one of this.lesdagen ?? []) {
      if (n < one.from || n > one.until) continue;
      covered = true;
      mask |= one.mask;
    }
    return covered ? mask : EVERY_DAY;
  }
}

/** Why the day was not counted, given that it was not. */
export function skipReason(standing: number, inPhase: boolean): SkipReason {
  if (standing === STANDING.noTeachingDay) return 'geen_lesdag';
  if (standing === STANDING.gone || !inPhase) return 'niet_in_fase';
  return standing === STANDING.exempt ? 'vrijgesteld' : 'voor_herstart';
}

function stretchOf(fact: { from: PupilFacts['birthDate']; until: PupilFacts['deathDate'] }): Stretch {
  return { from: toNumber(fact.from), until: fact.until === null ? Infinity : toNumber(fact.until) };
}

/** Null where no enrolment here restricts the weekdays. */
function lesdagenAt(facts: PupilFacts, location: string): Lesdagen[] | null {
  let restricted = false;
  for (const one of facts.enrolments) if (one.location === location && one.teachingDays !== null) restricted = true;
  if (!restricted) return null;
  return facts.enrolments
    .filter((one) => one.location === location)
    .map((one) => ({ ...stretchOf(one), mask: one.teachingDays ?? EVERY_DAY }));
}

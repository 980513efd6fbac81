/** When what of the school year is sent: all at once, or as it happened. Days are day numbers. */
import { civilOf, weekdayOf } from '../../law/day';
import type { DemoEnrolment, DemoPupil } from './pupil';
import type { SchoolYear } from './school-year';

/** `ineens`: one file of each kind, on the last day. `gaandeweg`: absence each Monday, other changes each month. */
export type Rhythm = 'ineens' | 'gaandeweg';

const ALL: readonly number[] = [Number.MAX_SAFE_INTEGER];

export class Deliveries {
  /** rising; the last one takes whatever is left */
  readonly weekly: readonly number[];
  private readonly monthly: readonly number[];

  constructor(
    readonly rhythm: Rhythm,
    private readonly first: number,
    readonly last: number,
  ) {
    const mondays: number[] = [];
    for (let n = first + 1; n < last; n++) if (weekdayOf(n) === 0) mondays.push(n);
    this.weekly = rhythm === 'ineens' ? [last] : [...mondays, last];
    const ofMonth = mondays.filter((n) => civilOf(n).dayOfMonth <= 7);
    this.monthly = rhythm === 'ineens' ? ALL : [first, ...ofMonth, last];
  }

  /** Day of the first file of each kind. */
  get start(): number {
    return this.rhythm === 'ineens' ? this.last : this.first;
  }

  /** What is known on `day` and sent afterwards. */
  after(day: number): number {
    return this.at(this.monthly.find((n) => n >= day));
  }

  /** What is arranged beforehand, to hold from `day` on. */
  before(day: number): number {
    return this.at(this.monthly.findLast((n) => n <= day) ?? this.monthly[0]);
  }

  private at(day: number | undefined): number {
    return Math.min(day ?? this.last, this.last);
  }
}

/** The versions of an enrolment that are sent, each with its day: begun, and where it ended later on once more. */
export function sentEnrolment(enrolment: DemoEnrolment, to: Deliveries): [day: number, version: DemoEnrolment][] {
  const begun = to.before(enrolment.from);
  if (enrolment.until === null) return [[begun, enrolment]];
  const ended = to.after(enrolment.until);
  if (ended <= begun) return [[begun, enrolment]];
  return [
    [begun, { ...enrolment, until: null, reason: '' }],
    [ended, enrolment],
  ];
}

/** The day after which the last change of a pupil was known; null where nothing changed. */
export function changedOn(pupil: DemoPupil, year: SchoolYear): number | null {
  const { move, onderwijsnummer, death, departure } = pupil;
  // a BSN comes some weeks or months after the count
  const numbered = onderwijsnummer === null ? null : year.countDay + (Number(onderwijsnummer) % 200);
  const days = [move?.from ?? null, numbered, death, departure].filter((day) => day !== null);
  return days.length === 0 ? null : Math.max(...days);
}

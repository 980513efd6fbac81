/** The absence of one pupil at one location in the school year. Hours in hundredths, days as day numbers. */
import { weekdayOf } from '../../law/day';
import type { AbsenceKind } from '../../law/facts';
import { countsClockHours, dayHours, type Pattern } from './absence-patterns';
import type { DemoEnrolment } from './pupil';
import type { Chance } from './random';

export interface DemoAbsence {
  day: number;
  hundredths: number;
  kind: AbsenceKind;
  wholeDay: boolean;
  reason: string;
}

const REASONS: Partial<Record<AbsenceKind, readonly string[]>> = {
  te_laat: ['verslapen', 'openbaar vervoer', 'onbekend', ''],
  ongeoorloofd: ['spijbelen', 'niet bij de les verschenen', 'onbekend', ''],
  geoorloofd: ['afspraak', 'familieomstandigheden', 'schoolactiviteit', 'open dag vervolgopleiding'],
  luxe: ['vakantie zonder verlof'],
};

const FREQUENTLY_SICK = 0.008;
const LONG_SICK = 0.003;

export class AbsenceOfPupil {
  readonly records: DemoAbsence[] = [];
  private readonly taken = new Set<number>();

  /** `days`: the pupil's own teaching days there, rising; `leave`: those with leave granted. */
  constructor(
    private readonly chance: Chance,
    private readonly enrolment: DemoEnrolment,
    private readonly days: readonly number[],
    private readonly leave: readonly number[],
  ) {}

  /** `share`: the part of the school year the pupil is there. */
  fill(pattern: Pattern, share: number): DemoAbsence[] {
    const { chance } = this;
    for (const day of this.leave) this.whole(day, 'geoorloofd', 'verlof');
    if (chance.hit(pattern.away * share)) this.stayAway();
    if (chance.hit(pattern.luxury * share)) this.luxury();
    this.sickness(pattern.sick * share);
    if (chance.hit(pattern.heavy * share)) this.heavyTruancy();
    if (chance.hit(pattern.casual)) this.scatter('ongeoorloofd', chance.skewed(pattern.casualTimes * share) + 1);
    this.scatter('te_laat', chance.skewed(pattern.late * share));
    this.scatter('geoorloofd', chance.skewed(pattern.permitted * share));
    return this.records;
  }

  /** More than four weeks without a day at school. */
  private stayAway(): void {
    const length = 21 + this.chance.skewed(9);
    const start = this.chance.between(0, Math.max(0, this.days.length - length));
    for (const day of this.days.slice(start, start + length)) this.whole(day, 'ongeoorloofd', 'verschijnt niet');
  }

  /** Some days away right before or after a holiday. */
  private luxury(): void {
    const length = this.chance.between(1, 5);
    const edges = this.days
      .map((_, i) => i)
      .filter((i) => i > 0 && (this.days[i] as number) - (this.days[i - 1] as number) > 6);
    if (edges.length === 0) return;
    const edge = this.chance.pick(edges);
    const start = this.chance.hit(0.6) ? Math.max(0, edge - length) : edge;
    for (const day of this.days.slice(start, start + length))
      this.whole(day, 'luxe', this.chance.pick(REASONS.luxe ?? []));
  }

  private sickness(mean: number): void {
    const { chance } = this;
    const spells = chance.hit(FREQUENTLY_SICK) ? chance.between(6, 12) : chance.around(mean);
    for (let i = 0; i < spells; i++) {
      const length = chance.hit(LONG_SICK) ? chance.between(8, 25) : Math.min(6, 1 + chance.skewed(1.4));
      const start = chance.between(0, this.days.length - 1);
      for (const day of this.days.slice(start, start + length)) this.whole(day, 'ziek', '');
    }
  }

  /** Bursts: many lessons within two to four weeks. */
  private heavyTruancy(): void {
    const { chance } = this;
    for (let burst = chance.between(1, 3); burst > 0; burst--) {
      const start = chance.between(0, this.days.length - 1);
      const window = this.days.slice(start, start + chance.between(8, 20));
      for (const day of window) if (chance.hit(0.5)) this.part(day, 'ongeoorloofd', chance.between(1, 5));
    }
  }

  private scatter(kind: AbsenceKind, times: number): void {
    for (let i = 0; i < times && this.days.length > 0; i++) {
      const day = this.chance.pick(this.days);
      if (kind === 'te_laat') this.late(day);
      else if (kind === 'geoorloofd' && this.chance.hit(0.3))
        this.whole(day, kind, this.chance.pick(REASONS.geoorloofd ?? []));
      else this.part(day, kind, this.chance.between(1, 3));
    }
  }

  /** Who is late was there: never on a day away. */
  private late(day: number): void {
    if (this.taken.has(day)) return;
    this.taken.add(day);
    const hundredths = countsClockHours(this.enrolment.education) ? 25 : this.chance.pick([25, 50, 50, 100]);
    this.add(day, hundredths, 'te_laat', false, this.chance.pick(REASONS.te_laat ?? []));
  }

  private whole(day: number, kind: AbsenceKind, reason: string): void {
    if (this.taken.has(day)) return;
    this.taken.add(day);
    this.add(day, dayHours(this.enrolment, weekdayOf(day)), kind, true, reason);
  }

  private part(day: number, kind: AbsenceKind, lessons: number): void {
    if (this.taken.has(day)) return;
    this.taken.add(day);
    const all = dayHours(this.enrolment, weekdayOf(day));
    const hundredths = Math.min(all, lessons * 100);
    this.add(day, hundredths, kind, hundredths === all, this.chance.pick(REASONS[kind] ?? ['']));
  }

  private add(day: number, hundredths: number, kind: AbsenceKind, wholeDay: boolean, reason: string): void {
    this.records.push({ day, hundredths, kind, wholeDay, reason });
  }
}

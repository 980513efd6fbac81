/** Contract section 4 read slowly: for every rule a walk over all days, straight from its sentences. */
import { asDay, type Day, fromNumber, schoolYearOf, toNumber, weekday } from '../../../src/law/day';
import type { AbsenceFact, AbsenceKind, ExpectedSignal, Phase, PupilFacts, Rule } from '../../../src/law/facts';
import type { NaiveCalendar } from './calendar';
import { naiveBirthday, naivePhase, naiveStart } from './phase';

export type Core = Omit<ExpectedSignal, 'evidence'>;

const LPW: Phase[] = ['leerplicht', 'kwalificatieplicht'];
const WALK_FROM = toNumber(asDay('2024-05-01'));
const WALK_UNTIL = toNumber(asDay('2027-12-31'));

/** Remembers the answer for each day: the walks ask the same of a day again and again. */
function remember<T>(ask: (n: number) => T): (n: number) => T {
  const known = new Map<number, T>();
  return (n) => {
    if (!known.has(n)) known.set(n, ask(n));
    return known.get(n) as T;
  };
}

const dayOf = remember(fromNumber);

export class NaiveJudge {
  private readonly start: number;
  private readonly found: Core[] = [];
  private readonly byDay = new Map<Day, AbsenceFact[]>();

  constructor(
    private readonly facts: PupilFacts,
    private readonly location: string,
    private readonly calendar: NaiveCalendar,
  ) {
    this.start = naiveStart(facts, (n) => calendar.isTeachingDay(n));
    for (const one of facts.absence) {
      if (one.location === location) this.byDay.set(one.day, [...(this.byDay.get(one.day) ?? []), one]);
    }
  }

  judge(): Core[] {
    this.hours();
    this.long();
    this.luxury();
    this.adult();
    this.late();
    this.sickLong();
    this.sickOften();
    return this.found;
  }

  private records(n: number, kind: AbsenceKind): AbsenceFact[] {
    return (this.byDay.get(dayOf(n)) ?? []).filter((one) => one.kind === kind);
  }

  private sum(n: number, kind: AbsenceKind): number {
    return this.records(n, kind).reduce((total, one) => total + one.hundredths, 0);
  }

  private total(from: number, until: number, kind: AbsenceKind, counted: (n: number) => boolean): number {
    let total = 0;
    for (let n = from; n <= until; n++) if (counted(n)) total += this.sum(n, kind);
    return total;
  }

  private readonly phase = remember((n): Phase => naivePhase(this.facts, dayOf(n), this.start));

  private readonly teachingDay = remember((n): boolean => {
    if (!this.calendar.isTeachingDay(n)) return false;
    const day = dayOf(n);
    const here = this.facts.enrolments.filter(
      (one) => one.location === this.location && one.from <= day && (one.until === null || day <= one.until),
    );
    if (here.length === 0 || here.some((one) => one.teachingDays === null)) return true;
    return here.some((one) => (((one.teachingDays ?? 0) >> weekday(day)) & 1) === 1);
  });

  private excused(n: number): boolean {
    const day = dayOf(n);
    return this.facts.exemptions.some((one) => one.from <= day && (one.until === null || day <= one.until));
  }

  private here(n: number): boolean {
    const day = dayOf(n);
    const { deathDate, departureDate } = this.facts;
    return !(deathDate !== null && day >= deathDate) && !(departureDate !== null && day >= departureDate);
  }

  private counts(n: number, phases: Phase[] | 'any'): boolean {
    return (
      this.teachingDay(n) && !this.excused(n) && this.here(n) && (phases === 'any' || phases.includes(this.phase(n)))
    );
  }

  private pos(n: number): number {
    const position = this.calendar.position(n);
    if (position === null) throw new Error(`no position on ${dayOf(n)}`);
    return position;
  }

  private raise(rule: Rule, from: number, until: number, hundredths: number, mark = ''): void {
    this.found.push({
      rule,
      location: this.location,
      from: fromNumber(from),
      until: fromNumber(until),
      hundredths,
      mark,
      phase: this.phase(until),
    });
  }

  /** Every run of consecutive teaching days that hold, as lists of days. */
  private runs(holds: (n: number) => boolean): number[][] {
    const runs: number[][] = [];
    let run: number[] = [];
    for (let n = WALK_FROM; n <= WALK_UNTIL; n++) {
      if (!this.teachingDay(n)) continue;
      if (holds(n)) {
        run.push(n);
      } else if (run.length > 0) {
        runs.push(run);
        run = [];
      }
    }
    return run.length > 0 ? [...runs, run] : runs;
  }

  private hours(): void {
    let after = WALK_FROM - 1;
    const counted = (n: number): boolean => this.records(n, 'ongeoorloofd').length > 0 && this.counts(n, LPW);
    for (let d = WALK_FROM; d <= WALK_UNTIL; d++) {
      if (!counted(d)) continue;
      const window: number[] = [];
      for (let n = after + 1; n <= d; n++)
        if (counted(n) && this.pos(n) >= this.pos(d) - 27 && this.pos(n) <= this.pos(d)) window.push(n);
      const sum = window.reduce((total, n) => total + this.sum(n, 'ongeoorloofd'), 0);
      if (sum < 1600) continue;
      this.raise('verzuim-16u', window[0] ?? d, d, sum);
      after = d;
    }
  }

  private wholeDay(n: number): boolean {
    return this.records(n, 'ongeoorloofd').some((one) => one.wholeDay);
  }

  private long(): void {
    for (const run of this.runs((n) => this.wholeDay(n) && this.counts(n, LPW))) {
      const first = run[0] ?? 0;
      const end = run.find((n) => this.pos(n) >= this.pos(first) + 28);
      if (end !== undefined)
        this.raise(
          'verzuim-langdurig',
          first,
          end,
          this.total(first, end, 'ongeoorloofd', (n) => run.includes(n)),
        );
    }
  }

  private adult(): void {
    const grown = naiveBirthday(this.facts.birthDate, 18);
    const holds = (n: number): boolean => this.wholeDay(n) && dayOf(n) >= grown && this.counts(n, ['doorstroompunt']);
    for (const run of this.runs(holds)) {
      const first = run[0] ?? 0;
      const needed: number[] = [];
      for (let n = first; n < first + 200; n++)
        if (this.teachingDay(n) && this.pos(n) <= this.pos(first) + 27) needed.push(n);
      if (!needed.every((n) => run.includes(n))) continue;
      const end = needed.at(-1) ?? first;
      this.raise(
        'verzuim-18plus',
        first,
        end,
        this.total(first, end, 'ongeoorloofd', (n) => run.includes(n)),
      );
    }
  }

  private luxury(): void {
    for (const run of this.runs((n) => this.records(n, 'luxe').length > 0 && this.counts(n, LPW))) {
      const first = run[0] ?? 0;
      const last = run.at(-1) ?? first;
      this.raise(
        'verzuim-luxe',
        first,
        last,
        this.total(first, last, 'luxe', (n) => run.includes(n)),
      );
    }
  }

  private late(): void {
    const counted = (n: number): boolean => this.records(n, 'te_laat').length > 0 && this.counts(n, LPW);
    for (let year = 2023; year <= 2027; year++) {
      for (const step of [6, 9, 12]) {
        let number = 0;
        let first: number | null = null;
        for (let n = WALK_FROM; n <= WALK_UNTIL; n++) {
          if (!counted(n) || schoolYearOf(dayOf(n)) !== year) continue;
          first ??= n;
          number += this.records(n, 'te_laat').length;
          if (number < step) continue;
          this.raise('te-laat', first, n, this.total(first, n, 'te_laat', counted), String(step));
          break;
        }
      }
    }
  }

  private sickRuns(): number[][] {
    return this.runs((n) => this.records(n, 'ziek').length > 0 && this.counts(n, 'any'));
  }

  private sickLong(): void {
    for (const run of this.sickRuns()) {
      const eighth = run[7];
      if (eighth === undefined) continue;
      this.raise(
        'ziekteverzuim',
        run[0] ?? 0,
        eighth,
        this.total(run[0] ?? 0, eighth, 'ziek', (n) => run.includes(n)),
        'duur',
      );
    }
  }

  private sickOften(): void {
    const runs = this.sickRuns();
    let waiting: number[] = [];
    for (const run of runs) {
      waiting.push(run[0] ?? 0);
      const four = waiting.slice(-4);
      if (four.length < 4 || this.pos(four[3] ?? 0) - this.pos(four[0] ?? 0) > 83) continue;
      const sick = new Set(runs.flat());
      this.raise(
        'ziekteverzuim',
        four[0] ?? 0,
        four[3] ?? 0,
        this.total(four[0] ?? 0, four[3] ?? 0, 'ziek', (n) => sick.has(n)),
        'frequentie',
      );
      waiting = [];
    }
  }
}

/** The sweep rules, walking back day by day from the sweep date. */
export function naiveSweep(
  facts: PupilFacts,
  sweepDate: Day,
  calendarOf: (municipality: string) => NaiveCalendar,
): Core[] {
  const livesIn = (day: Day): string | null =>
    facts.residences.filter((one) => one.from === null || one.from <= day).at(-1)?.municipality ?? null;
  const earliest = facts.residences[0]?.municipality ?? '';
  const start = naiveStart(facts, (n) => calendarOf(livesIn(dayOf(n)) ?? earliest).isTeachingDay(n));
  const enrolled = (day: Day): boolean =>
    facts.enrolments.some((one) => one.from <= day && (one.until === null || day <= one.until));
  const exempt = (day: Day): boolean =>
    facts.exemptions.some(
      (one) => !one.article.startsWith('ART11') && one.from <= day && (one.until === null || day <= one.until),
    );
  const unschooled = (day: Day, phases: Phase[]): boolean =>
    !enrolled(day) && !exempt(day) && livesIn(day) !== null && phases.includes(naivePhase(facts, day, start));
  const found: Core[] = [];
  const raise = (rule: Rule, from: Day): void => {
    found.push({
      rule,
      location: null,
      from,
      until: null,
      hundredths: null,
      mark: '',
      phase: naivePhase(facts, sweepDate, start),
    });
  };
  if (unschooled(sweepDate, LPW)) {
    let n = toNumber(sweepDate);
    while (unschooled(fromNumber(n - 1), LPW)) n--;
    raise('verzuim-absoluut', dayOf(n));
  }
  const grown = naiveBirthday(facts.birthDate, 18);
  if (sweepDate >= grown && unschooled(sweepDate, ['doorstroompunt'])) {
    const ends = facts.enrolments.filter((one) => one.from <= sweepDate).map((one) => toNumber(one.until ?? sweepDate));
    raise('uitval-18plus', ends.length === 0 ? grown : fromNumber(Math.max(...ends) + 1));
  }
  return found;
}

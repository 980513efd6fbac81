/** What an absence rule is given: one pupil at one location, and a place to put what it finds. */
import type { Day } from '../day';
import type { DayList } from '../day-list';
import { type AbsenceFact, type AbsenceKind, type Evidence, type ExpectedSignal, PHASES, type Rule } from '../facts';
import type { LawInForce, LawParameters } from '../parameters';
import { type PupilDays, skipReason } from '../pupil-days';

export interface LocationCase {
  location: string;
  birthDate: Day;
  absence: readonly AbsenceFact[];
  days: PupilDays;
  params: LawParameters;
  found: ExpectedSignal[];
}

/** A signal to raise: places `first` to `last` in `counted`, which holds places in the list. */
export interface Finding {
  rule: Rule;
  kind: AbsenceKind;
  list: DayList;
  counted: readonly number[];
  first: number;
  last: number;
  mark: string;
  law: LawInForce;
  parameters: Evidence['parameters'];
  /** days of the list from this place on are explained too where they were not counted */
  explainFrom?: number;
}

/** Whether the day at place i of the list counts in a rule with these phases. */
export function counts(list: DayList, i: number, phases: number): boolean {
  return list.standing[i] === 0 && ((phases >> (list.phase[i] as number)) & 1) === 1;
}

function dayAt(facts: readonly AbsenceFact[], list: DayList, i: number): Day {
  return (facts[list.first[i] as number] as AbsenceFact).day;
}

function recordsOf(facts: readonly AbsenceFact[], list: DayList, i: number, kind: AbsenceKind): string[] {
  const numbers: string[] = [];
  for (let at = list.first[i] as number; at <= (list.last[i] as number); at++) {
    const record = facts[at] as AbsenceFact;
    if (record.kind === kind) numbers.push(record.number);
  }
  return numbers.length > 1 ? numbers.sort() : numbers;
}

export function raise(on: LocationCase, finding: Finding): void {
  const { list, counted, kind, rule, law } = finding;
  const first = counted[finding.first] as number;
  const last = counted[finding.last] as number;
  const days: Evidence['days'] = [];
  let hundredths = 0;
  for (let at = finding.first; at <= finding.last; at++) {
    const i = counted[at] as number;
    hundredths += list.hundredths[i] as number;
    days.push({
      day: dayAt(on.absence, list, i),
      hundredths: list.hundredths[i] as number,
      records: recordsOf(on.absence, list, i, kind),
    });
  }
  const skipped: Evidence['skipped'] = [];
  let at = finding.first;
  for (let i = finding.explainFrom ?? first; i <= last; i++) {
    if (counted[at] === i) {
      at++;
      continue;
    }
    const phases = on.params.at(list.day[i] as number).phases[rule];
    const inPhase = ((phases >> (list.phase[i] as number)) & 1) === 1;
    skipped.push({
      day: dayAt(on.absence, list, i),
      reason: skipReason(list.standing[i] as number, inPhase),
      records: recordsOf(on.absence, list, i, kind),
    });
  }
  on.found.push({
    rule,
    location: on.location,
    from: dayAt(on.absence, list, first),
    until: dayAt(on.absence, list, last),
    hundredths,
    mark: finding.mark,
    phase: PHASES[list.phase[last] as number] ?? 'geen',
    evidence: { article: law.sources[rule], parameters: finding.parameters, days, skipped },
  });
}

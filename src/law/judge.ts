/** Applies every rule to all that is known of one pupil: the signals that should stand. */
import { type Day, toNumber } from './day';
import { DayList } from './day-list';
import type { AbsenceFact, AbsenceKind, ExpectedSignal, PupilFacts } from './facts';
import type { LawParameters } from './parameters';
import { phaseSpans } from './phase';
import { PupilDays } from './pupil-days';
import type { LocationCase } from './rules/location-case';
import { type Calendars, unschooledOn } from './rules/sweep';
import { judgeLate } from './rules/te-laat';
import { judgeDropout } from './rules/uitval-18plus';
import { judgeHours } from './rules/verzuim-16u';
import { judgeAdult } from './rules/verzuim-18plus';
import { judgeAbsolute } from './rules/verzuim-absoluut';
import { judgeLong } from './rules/verzuim-langdurig';
import { judgeLuxury } from './rules/verzuim-luxe';
import { judgeSickness } from './rules/ziekteverzuim';

export type { Calendars } from './rules/sweep';

/** Absence of one location by kind. Used again for every pupil: judging never waits halfway. */
const unauthorised = new DayList();
const luxury = new DayList();
const late = new DayList();
const sick = new DayList();

function listFor(kind: AbsenceKind): DayList | null {
  switch (kind) {
    case 'ongeoorloofd':
      return unauthorised;
    case 'luxe':
      return luxury;
    case 'te_laat':
      return late;
    case 'ziek':
      return sick;
    default:
      return null;
  }
}

/** Day number of each record of the pupil at hand; read from the text once. */
const numbers: number[] = [];

/** Fills `numbers`; false where the records are not in order of location, then day. */
function numberDays(absence: readonly AbsenceFact[]): boolean {
  let inOrder = true;
  let location = '';
  let previous = -Infinity;
  for (let i = 0; i < absence.length; i++) {
    const record = absence[i] as AbsenceFact;
    const n = toNumber(record.day);
    if (record.location !== location) {
      if (record.location < location) inOrder = false;
      location = record.location;
    } else if (n < previous) {
      inOrder = false;
    }
    previous = n;
    numbers[i] = n;
  }
  return inOrder;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The same records by location, then day, with `numbers` filled for them; in that order the judge reads them. */
export function ordered(absence: readonly AbsenceFact[]): readonly AbsenceFact[] {
  if (numberDays(absence)) return absence;
  const sorted = [...absence].sort((a, b) => compareText(a.location, b.location) || compareText(a.day, b.day));
  numberDays(sorted);
  return sorted;
}

/** Fills the lists with the records from `start` that are of one location; returns where the next one begins. */
function fill(absence: readonly AbsenceFact[], start: number): number {
  unauthorised.clear();
  luxury.clear();
  late.clear();
  sick.clear();
  const location = (absence[start] as AbsenceFact).location;
  let i = start;
  for (; i < absence.length; i++) {
    const record = absence[i] as AbsenceFact;
    if (record.location !== location) break;
    listFor(record.kind)?.add(numbers[i] as number, i, record.hundredths, record.wholeDay);
  }
  return i;
}

/** Every rule that reads absence, over the lists just filled. */
function judgeLocation(on: LocationCase): void {
  judgeHours(on, unauthorised);
  judgeLong(on, unauthorised);
  judgeAdult(on, unauthorised);
  judgeLuxury(on, luxury);
  judgeLate(on, late);
  judgeSickness(on, sick);
}

function compareSignals(a: ExpectedSignal, b: ExpectedSignal): number {
  return (
    compareText(a.from, b.from) ||
    compareText(a.rule, b.rule) ||
    // Steps of te-laat by their number: 9 before 12.
    a.mark.length - b.mark.length ||
    compareText(a.mark, b.mark) ||
    compareText(a.location ?? '', b.location ?? '')
  );
}

/** `sweepDate`: the latest sweep; null leaves out the rules that time alone triggers. */
export function judgePupil(
  facts: PupilFacts,
  calendars: Calendars,
  params: LawParameters,
  sweepDate: Day | null,
): ExpectedSignal[] {
  const found: ExpectedSignal[] = [];
  const absence = ordered(facts.absence);
  for (let start = 0; start < absence.length;) {
    const location = (absence[start] as AbsenceFact).location;
    const calendar = calendars.ofLocation(location);
    const next = fill(absence, start);
    const days = new PupilDays(facts, location, calendar, phaseSpans(facts, calendar, params));
    judgeLocation({ location, birthDate: facts.birthDate, absence, days, params, found });
    start = next;
  }
  if (sweepDate !== null) {
    const unschooled = unschooledOn(facts, sweepDate, calendars, params);
    if (unschooled !== null) {
      for (const signal of [judgeAbsolute(unschooled), judgeDropout(unschooled)])
        if (signal !== null) found.push(signal);
    }
  }
  return found.length > 1 ? found.sort(compareSignals) : found;
}

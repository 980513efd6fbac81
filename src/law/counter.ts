/** The live counter "x van 16 uur": what stands in the window today. Shown, never stored. */
import { type Day, fromNumber, toNumber } from './day';
import { DayList } from './day-list';
import type { AbsenceFact, Phase, PupilFacts } from './facts';
import { ordered } from './judge';
import type { LawParameters } from './parameters';
import { phaseSpans } from './phase';
import { PupilDays } from './pupil-days';
import { countedForHours, slide } from './rules/verzuim-16u';
import type { TeachingCalendar } from './teaching-weeks';

export interface HoursCounter {
  /** hundredths counted in the window */
  hundredths: number;
  /** hundredths at which a signal is raised */
  threshold: number;
  /** the days that count in it */
  days: { day: Day; hundredths: number }[];
  /** first and last day of the window's positions; `from` is later where a signal made counting restart */
  from: Day;
  until: Day;
  phase: Phase;
  /** whether the rule holds for the pupil on this day */
  applies: boolean;
}

/** First day whose position is at least `oldest`, looking back from n. */
function windowStart(calendar: TeachingCalendar, n: number, oldest: number): number {
  let start = n;
  for (let day = n; calendar.clock(day) >= oldest; day = calendar.previousTeachingDay(day)) start = day;
  return start;
}

/** The first day of the window of this day (LPW 21a): what lies before it counts no more. */
export function hoursWindowStart(day: Day, calendar: TeachingCalendar, params: LawParameters): Day {
  const today = toNumber(day);
  const oldest = calendar.clock(today) - params.at(today).hoursWindow + 1;
  return fromNumber(windowStart(calendar, today, oldest));
}

export function hoursCounter(
  facts: PupilFacts,
  location: string,
  day: Day,
  calendar: TeachingCalendar,
  params: LawParameters,
): HoursCounter {
  const today = toNumber(day);
  const law = params.at(today);
  const phases = phaseSpans(facts, calendar, params);
  const list = new DayList();
  ordered(facts.absence).forEach((record: AbsenceFact, index) => {
    if (record.location !== location || record.kind !== 'ongeoorloofd' || record.day > day) return;
    list.add(toNumber(record.day), index, record.hundredths, record.wholeDay);
  });
  new PupilDays(facts, location, calendar, phases).settle(list);
  const counted = countedForHours(list, params);
  let lastSignal = -Infinity;
  const restart = slide(list, counted, params, (_first, last) => {
    lastSignal = list.day[counted[last] as number] as number;
  });
  const oldest = calendar.clock(today) - law.hoursWindow + 1;
  const inWindow = counted.slice(restart).filter((i) => (list.position[i] as number) >= oldest);
  return {
    hundredths: inWindow.reduce((sum, i) => sum + (list.hundredths[i] as number), 0),
    threshold: law.hoursThreshold,
    days: inWindow.map((i) => ({ day: fromNumber(list.day[i] as number), hundredths: list.hundredths[i] as number })),
    from: fromNumber(Math.max(windowStart(calendar, today, oldest), lastSignal + 1)),
    until: day,
    phase: phases.on(today),
    applies: ((law.phases['verzuim-16u'] >> phases.codeOn(today)) & 1) === 1,
  };
}

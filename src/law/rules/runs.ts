/** Runs: stretches of consecutive teaching days. Days that are no teaching day neither count nor break. */
import type { DayList } from '../day-list';
import type { PupilDays } from '../pupil-days';

/**
 * Where the runs start, as places in `counted` (places in the list of days that count). A teaching day
 * between two of them that is not in `counted` ends a run, whether present, exempt or out of phase.
 */
export function runStarts(list: DayList, counted: readonly number[], days: PupilDays): number[] {
  const starts: number[] = [];
  let expected = NaN;
  for (let at = 0; at < counted.length; at++) {
    const day = list.day[counted[at] as number] as number;
    if (day !== expected) starts.push(at);
    expected = days.next(day);
  }
  return starts;
}

/** Calls `visit` with each run's first and last place in `counted`. */
export function eachRun(
  list: DayList,
  counted: readonly number[],
  days: PupilDays,
  visit: (first: number, last: number) => void,
): void {
  const starts = runStarts(list, counted, days);
  for (let r = 0; r < starts.length; r++) visit(starts[r] as number, (starts[r + 1] ?? counted.length) - 1);
}

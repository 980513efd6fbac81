/** Sickness, a signal of care: a run that lasts (duur), or runs that keep coming (frequentie). */
import type { DayList } from '../day-list';
import { counts, type LocationCase, raise } from './location-case';
import { runStarts } from './runs';

export function judgeSickness(on: LocationCase, list: DayList): void {
  if (list.size <= on.params.lowestSickDays && list.size < on.params.lowestSickRuns) return;
  on.days.settle(list);
  const counted: number[] = [];
  for (let i = 0; i < list.size; i++) {
    if (counts(list, i, on.params.at(list.day[i] as number).phases.ziekteverzuim)) counted.push(i);
  }
  const starts = runStarts(list, counted, on.days);
  judgeDuration(on, list, counted, starts);
  judgeFrequency(on, list, counted, starts);
}

function judgeDuration(on: LocationCase, list: DayList, counted: readonly number[], starts: readonly number[]): void {
  for (let r = 0; r < starts.length; r++) {
    const first = starts[r] as number;
    const end = starts[r + 1] ?? counted.length;
    for (let at = first; at < end; at++) {
      const law = on.params.at(list.day[counted[at] as number] as number);
      if (at - first + 1 <= law.sickDays) continue;
      raise(on, {
        rule: 'ziekteverzuim',
        kind: 'ziek',
        list,
        counted,
        first,
        last: at,
        mark: 'duur',
        law,
        parameters: { lesdagen: law.sickDays },
      });
      break;
    }
  }
}

function judgeFrequency(on: LocationCase, list: DayList, counted: readonly number[], starts: readonly number[]): void {
  const positionAt = (run: number): number => list.position[counted[starts[run] as number] as number] as number;
  let restart = 0;
  for (let r = 0; r < starts.length; r++) {
    const last = starts[r] as number;
    const law = on.params.at(list.day[counted[last] as number] as number);
    const earliest = r - law.sickRuns + 1;
    if (earliest < restart || positionAt(r) - positionAt(earliest) >= law.sickWindow) continue;
    raise(on, {
      rule: 'ziekteverzuim',
      kind: 'ziek',
      list,
      counted,
      first: starts[earliest] as number,
      last,
      mark: 'frequentie',
      law,
      parameters: { perioden: law.sickRuns, vensterPosities: law.sickWindow },
    });
    restart = r + 1;
  }
}

/** Lateness: the number of late arrivals in a school year climbs the steps of the ladder. */
import { schoolYearOf } from '../day';
import type { DayList } from '../day-list';
import type { AbsenceFact } from '../facts';
import { counts, type LocationCase, raise } from './location-case';

export function judgeLate(on: LocationCase, list: DayList): void {
  if (list.records < on.params.lowestLateStep) return;
  on.days.settle(list);
  const counted: number[] = [];
  for (let i = 0; i < list.size; i++) {
    if (counts(list, i, on.params.at(list.day[i] as number).phases['te-laat'])) counted.push(i);
  }
  let year = NaN;
  let first = 0;
  let late = 0;
  let raised = 0;
  for (let at = 0; at < counted.length; at++) {
    const i = counted[at] as number;
    const yearOfDay = schoolYearOf((on.absence[list.first[i] as number] as AbsenceFact).day);
    if (yearOfDay !== year) {
      year = yearOfDay;
      first = at;
      late = 0;
      raised = 0;
    }
    late += list.count[i] as number;
    const law = on.params.at(list.day[i] as number);
    for (const step of law.lateLadder) {
      if (step <= raised || step > late) continue;
      raise(on, {
        rule: 'te-laat',
        kind: 'te_laat',
        list,
        counted,
        first,
        last: at,
        mark: String(step),
        law,
        parameters: { ladder: [...law.lateLadder], stap: step },
      });
      raised = step;
    }
  }
}

/** Langdurig relatief verzuim: unbroken whole days for more than four lesweken. */
import type { DayList } from '../day-list';
import { counts, type LocationCase, raise } from './location-case';
import { eachRun } from './runs';

export function judgeLong(on: LocationCase, list: DayList): void {
  if (list.wholeDays < 2) return;
  on.days.settle(list);
  const counted: number[] = [];
  for (let i = 0; i < list.size; i++) {
    if (list.whole[i] === true && counts(list, i, on.params.at(list.day[i] as number).phases['verzuim-langdurig']))
      counted.push(i);
  }
  eachRun(list, counted, on.days, (first, last) => {
    const start = list.position[counted[first] as number] as number;
    for (let at = first + 1; at <= last; at++) {
      const i = counted[at] as number;
      const law = on.params.at(list.day[i] as number);
      if ((list.position[i] as number) < start + law.longPositions) continue;
      raise(on, {
        rule: 'verzuim-langdurig',
        kind: 'ongeoorloofd',
        list,
        counted,
        first,
        last: at,
        mark: '',
        law,
        parameters: { posities: law.longPositions },
      });
      return;
    }
  });
}

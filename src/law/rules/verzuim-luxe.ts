/** Luxeverzuim: away on holiday without leave; each run is one signal that grows with it. */
import type { DayList } from '../day-list';
import { counts, type LocationCase, raise } from './location-case';
import { eachRun } from './runs';

export function judgeLuxury(on: LocationCase, list: DayList): void {
  if (list.size === 0) return;
  on.days.settle(list);
  const counted: number[] = [];
  for (let i = 0; i < list.size; i++) {
    if (counts(list, i, on.params.at(list.day[i] as number).phases['verzuim-luxe'])) counted.push(i);
  }
  eachRun(list, counted, on.days, (first, last) => {
    const law = on.params.at(list.day[counted[last] as number] as number);
    raise(on, { rule: 'verzuim-luxe', kind: 'luxe', list, counted, first, last, mark: '', law, parameters: {} });
  });
}

/** Sixteen hours without valid reason within four consecutive lesweken (LPW art. 21a). */
import type { DayList } from '../day-list';
import type { LawInForce, LawParameters } from '../parameters';
import { counts, type LocationCase, raise } from './location-case';

/** Places in the list of the days that count. */
export function countedForHours(list: DayList, params: LawParameters): number[] {
  const counted: number[] = [];
  for (let i = 0; i < list.size; i++) {
    if (counts(list, i, params.at(list.day[i] as number).phases['verzuim-16u'])) counted.push(i);
  }
  return counted;
}

/**
 * Slides the window over the counted days and reports each time the threshold is reached, with the first
 * and last place in `counted`. Returns the place at which counting restarted last.
 */
export function slide(
  list: DayList,
  counted: readonly number[],
  params: LawParameters,
  reached: (first: number, last: number, law: LawInForce) => void,
): number {
  let restart = 0;
  let low = 0;
  let sum = 0;
  let law: LawInForce | null = null;
  for (let at = 0; at < counted.length; at++) {
    const i = counted[at] as number;
    const inForce = params.at(list.day[i] as number);
    if (law !== null && inForce !== law) {
      // Another law may look further back: take up again the days that the old window had let go.
      low = restart;
      sum = 0;
      for (let back = restart; back < at; back++) sum += list.hundredths[counted[back] as number] as number;
    }
    law = inForce;
    sum += list.hundredths[i] as number;
    const oldest = (list.position[i] as number) - law.hoursWindow + 1;
    while ((list.position[counted[low] as number] as number) < oldest) {
      sum -= list.hundredths[counted[low] as number] as number;
      low++;
    }
    if (sum < law.hoursThreshold) continue;
    reached(low, at, law);
    restart = at + 1;
    low = restart;
    sum = 0;
  }
  return restart;
}

export function judgeHours(on: LocationCase, list: DayList): void {
  if (list.total < on.params.lowestThreshold) return;
  on.days.settle(list);
  const counted = countedForHours(list, on.params);
  slide(list, counted, on.params, (first, last, law) => {
    const end = counted[last] as number;
    const oldest = (list.position[end] as number) - law.hoursWindow + 1;
    // Explain the window from its start: days before a restart lie in it but were counted already.
    let explainFrom = counted[first] as number;
    for (let i = explainFrom - 1; i >= 0; i--) if ((list.position[i] as number) >= oldest) explainFrom = i;
    raise(on, {
      rule: 'verzuim-16u',
      kind: 'ongeoorloofd',
      list,
      counted,
      first,
      last,
      mark: '',
      law,
      parameters: { drempelUren: (law.hoursThreshold / 100).toFixed(2), vensterPosities: law.hoursWindow },
      explainFrom,
    });
  });
}

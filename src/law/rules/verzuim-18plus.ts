/** Absence from 18 in the phase doorstroompunt: four unbroken lesweken of whole days (WEB art. 9.2.1). */
import { birthdayNumber } from '../day';
import type { DayList } from '../day-list';
import type { LawInForce } from '../parameters';
import { counts, type LocationCase, raise } from './location-case';
import { eachRun } from './runs';

function countedDays(on: LocationCase, list: DayList): number[] {
  const counted: number[] = [];
  let law: LawInForce | null = null;
  let adultFrom = Infinity;
  for (let i = 0; i < list.size; i++) {
    const n = list.day[i] as number;
    const inForce = on.params.at(n);
    if (inForce !== law) adultFrom = birthdayNumber(on.birthDate, inForce.adultAge);
    law = inForce;
    if (list.whole[i] === true && n >= adultFrom && counts(list, i, law.phases['verzuim-18plus'])) counted.push(i);
  }
  return counted;
}

export function judgeAdult(on: LocationCase, list: DayList): void {
  if (list.wholeDays === 0) return;
  on.days.settle(list);
  const counted = countedDays(on, list);
  eachRun(list, counted, on.days, (first, last) => {
    const start = list.position[counted[first] as number] as number;
    for (let at = first; at <= last; at++) {
      const day = list.day[counted[at] as number] as number;
      const law = on.params.at(day);
      // The run holds the whole window once its next teaching day lies beyond it.
      const next = on.days.next(day);
      const nextPosition = next === Infinity ? Infinity : (on.days.calendar.position(next) ?? Infinity);
      if (nextPosition < start + law.adultPositions) continue;
      raise(on, {
        rule: 'verzuim-18plus',
        kind: 'ongeoorloofd',
        list,
        counted,
        first,
        last: at,
        mark: '',
        law,
        parameters: { vanafLeeftijd: law.adultAge, posities: law.adultPositions },
      });
      return;
    }
  });
}

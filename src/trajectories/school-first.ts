import { birthday, type Day } from '../law/day';
import type { DiplomaKind } from '../law/facts';

/** A diploma, or a statement of a pro or vso school where there is no diploma. */
export interface Leaving {
  kind: DiplomaKind;
  day: Day;
}

/** Years after leaving in which the school is consulted before support starts (WEB 9.2.5). */
const YEARS: Partial<Record<DiplomaKind, number>> = { mbo1: 1, pro: 2, vso: 2 };

export interface SchoolFirst {
  kind: DiplomaKind;
  day: Day;
  /** the first day on which it no longer holds */
  until: Day;
}

/**
 * WEB 9.2.5: where a youth got an entree diploma less than one year ago, or a diploma or statement of vso or
 * praktijkonderwijs less than two years ago, the school is consulted before support starts. Gives the one that holds
 * longest; null where none does. On the day itself one (two) years later it holds no more.
 */
export function schoolFirst(leavings: readonly Leaving[], day: Day): SchoolFirst | null {
  let found: SchoolFirst | null = null;
  for (const leaving of leavings) {
    const years = YEARS[leaving.kind];
    if (years === undefined || leaving.day > day) continue;
    const until = birthday(leaving.day, years);
    if (day < until && (found === null || until > found.until)) found = { ...leaving, until };
  }
  return found;
}

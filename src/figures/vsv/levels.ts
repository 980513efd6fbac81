import type { EducationKind } from '../../law/facts';

export interface CountedLevel {
  education: EducationKind;
  /** as in the file inschrijvingen; null where it is not told */
  level: string | null;
  /** level of the statistic */
  name: string;
}

/**
 * The levels of the statistic, from low to high; the place is the rank. Of several enrolments on 1 October the highest
 * counts: mbo before vo, then the higher level, then the one that began last, then the last location in the alphabet.
 * Each person counts once, and a youth who is already in mbo is followed there.
 */
export const LEVELS: readonly CountedLevel[] = [
  { education: 'vo', level: null, name: 'vo-onbekend' },
  { education: 'vo', level: 'onderbouw', name: 'vo-onderbouw' },
  { education: 'vo', level: 'vmbo', name: 'vmbo-bovenbouw' },
  { education: 'vo', level: 'havo-vwo', name: 'havo-vwo-bovenbouw' },
  { education: 'mbo', level: null, name: 'mbo-onbekend' },
  { education: 'mbo', level: '1', name: 'mbo-1' },
  { education: 'mbo', level: '2', name: 'mbo-2' },
  { education: 'mbo', level: '3', name: 'mbo-3-4' },
  { education: 'mbo', level: '4', name: 'mbo-3-4' },
];

/** The rank of an enrolment; -1 where its kind of education has no level in the statistic. */
export function rankOf(education: EducationKind, level: string | null): number {
  const exact = LEVELS.findIndex((one) => one.education === education && one.level === level);
  return exact >= 0 ? exact : LEVELS.findIndex((one) => one.education === education);
}

import type { Destination, Outcome } from './vocabulary';

/** Work counts from 12 hours a week (WEB 9.2.10, domain.md 5). In hundredths of an hour. */
export const WORK_COUNTS_FROM = 1200;

const AS_COUNTED: Record<Exclude<Outcome, 'werk'>, Destination> = {
  voltijdopleiding: 'voltijdopleiding',
  bbl: 'leren-en-werken',
  zorg: 'zorg-opvang-detentie',
  opvang: 'zorg-opvang-detentie',
  detentie: 'zorg-opvang-detentie',
  'zonder-dagbesteding': 'zonder-dagbesteding',
  verhuisd: 'verhuisd-of-niet-traceerbaar',
  'niet-traceerbaar': 'verhuisd-of-niet-traceerbaar',
  overig: 'overig',
};

/** The column of the effectrapportage that an outcome falls in. Work of fewer hours is "overig". Hours in hundredths. */
export function destinationOf(outcome: Outcome, weeklyHundredths: number | null): Destination {
  if (outcome !== 'werk') return AS_COUNTED[outcome];
  return weeklyHundredths !== null && weeklyHundredths >= WORK_COUNTS_FROM ? 'werk-12-uur' : 'overig';
}

/** Free days that hold for every school in every year (domain.md section 7). */
import { civilOf, numberOf, weekdayOf } from './day';

/** Easter Sunday in the Gregorian calendar: the full moon by golden number and century corrections. */
export function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leapCorrection = century - Math.floor(century / 4);
  const moonCorrection = Math.floor((8 * century + 13) / 25);
  let epact = (leapCorrection - moonCorrection + 19 * golden + 15) % 30;
  // Two epacts fall a day early so that the full moon never comes later than 18 April.
  if (epact === 29 || (epact === 28 && golden > 10)) epact -= 1;
  const fullMoon = numberOf(year, 3, 21) + epact;
  return fullMoon + 7 - ((weekdayOf(fullMoon) + 1) % 7);
}

export function kingsDay(year: number): number {
  const day = numberOf(year, 4, 27);
  return weekdayOf(day) === 6 ? day - 1 : day;
}

export function nationalFreeDays(year: number): number[] {
  const easter = easterSunday(year);
  return [
    numberOf(year, 1, 1),
    easter + 1,
    kingsDay(year),
    easter + 39,
    easter + 50,
    numberOf(year, 12, 25),
    numberOf(year, 12, 26),
  ];
}

export function isNationalFreeDay(n: number): boolean {
  return nationalFreeDays(civilOf(n).year).includes(n);
}

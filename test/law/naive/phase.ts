/** domain.md section 1 and contract section 4, sentence by sentence, for one day. */
import { asDay, type Day, schoolYearOf, toNumber } from '../../../src/law/day';
import type { Phase, PupilFacts } from '../../../src/law/facts';

export function naiveBirthday(birthDate: Day, age: number): Day {
  const year = Number(birthDate.slice(0, 4)) + age;
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return birthDate.endsWith('-02-29') && !leap ? asDay(`${year}-03-01`) : asDay(`${year}${birthDate.slice(4)}`);
}

/** The first school day of the month after the one in which the child turns 5, or the first one after it. */
export function naiveStart(facts: PupilFacts, isSchoolDay: (n: number) => boolean): number {
  const fifth = naiveBirthday(facts.birthDate, 5);
  let n = toNumber(fifth);
  while (n === toNumber(fifth) || !isFirstOfMonth(n)) n++;
  while (!isSchoolDay(n)) n++;
  return n;
}

function isFirstOfMonth(n: number): boolean {
  return new Date(n * 86_400_000).getUTCDate() === 1;
}

export function naivePhase(facts: PupilFacts, day: Day, start: number): Phase {
  if (facts.deathDate !== null && day >= facts.deathDate) return 'geen';
  if (facts.departureDate !== null && day >= facts.departureDate) return 'geen';
  const had = (kinds: string[]): boolean => facts.diplomas.some((one) => kinds.includes(one.kind) && one.day <= day);
  const qualified = had(['havo', 'vwo', 'mbo2', 'mbo3', 'mbo4']);
  if (toNumber(day) < start) return 'nog_niet';
  if (schoolYearOf(day) <= schoolYearOf(naiveBirthday(facts.birthDate, 16))) return 'leerplicht';
  const vso = facts.enrolments
    .filter((one) => one.education === 'vso' && one.from <= day)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : (a.until ?? '9999') < (b.until ?? '9999') ? -1 : 1));
  const profile = vso.at(-1)?.profile ?? null;
  const freed = qualified || had(['pro']) || profile === 'arbeidsmarkt' || profile === 'dagbesteding';
  if (day < naiveBirthday(facts.birthDate, 18) && !freed) return 'kwalificatieplicht';
  const limit = day <= '2025-12-31' ? 23 : 27;
  return day < naiveBirthday(facts.birthDate, limit) && !qualified ? 'doorstroompunt' : 'geen';
}

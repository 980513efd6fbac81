/** Short ways to write down pupils and calendars in the specs of the law. */
import { asDay, fromNumber, toNumber } from '../../../src/law/day';
import type { AbsenceFact, AbsenceKind, EnrolmentFact, ExemptionFact, PupilFacts } from '../../../src/law/facts';
import type { Calendars } from '../../../src/law/judge';
import { parseParameters } from '../../../src/law/parameters';
import { TeachingCalendar } from '../../../src/law/teaching-weeks';
import parametersJson from '../../../config/law/parameters.json';

export const params = parseParameters(parametersJson);
export const LOCATION = '99XX00';
/** No holidays at all: only weekends and national free days are free. */
export const plain = TeachingCalendar.compile([]);

export function onlyCalendar(calendar: TeachingCalendar): Calendars {
  return { ofLocation: () => calendar, ofMunicipality: () => calendar };
}

export function pupil(given: { [K in keyof PupilFacts]?: PupilFacts[K] | string | null } = {}): PupilFacts {
  return {
    birthDate: asDay('2011-03-15'),
    deathDate: null,
    departureDate: null,
    residences: [{ from: null, municipality: '0363' }],
    enrolments: [],
    diplomas: [],
    exemptions: [],
    absence: [],
    ...given,
  } as PupilFacts;
}

let number = 0;

export function absent(day: string, hours = 6, kind: AbsenceKind = 'ongeoorloofd', wholeDay = true): AbsenceFact {
  number++;
  return {
    number: `r${number}`,
    location: LOCATION,
    day: asDay(day),
    hundredths: Math.round(hours * 100),
    kind,
    wholeDay,
  };
}

/** Absence on every teaching day of the calendar from one day to another. */
export function absentFrom(
  from: string,
  until: string,
  calendar = plain,
  kind: AbsenceKind = 'ongeoorloofd',
  hours = 6,
): AbsenceFact[] {
  const records: AbsenceFact[] = [];
  for (let n = toNumber(asDay(from)); n <= toNumber(asDay(until)); n++) {
    if (calendar.isTeachingDay(n)) records.push(absent(fromNumber(n), hours, kind));
  }
  return records;
}

export function enrolled(from: string, until: string | null = null, more: Partial<EnrolmentFact> = {}): EnrolmentFact {
  return {
    location: LOCATION,
    education: 'vo',
    profile: null,
    teachingDays: null,
    from: asDay(from),
    until: until === null ? null : asDay(until),
    ...more,
  };
}

export function exempt(article: ExemptionFact['article'], from: string, until: string | null = null): ExemptionFact {
  return { article, from: asDay(from), until: until === null ? null : asDay(until) };
}

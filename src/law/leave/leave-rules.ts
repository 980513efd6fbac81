/** Who decides on leave and exemptions, and what must hold (Leerplichtwet 1969; domain.md section 3). Pure. */
import { addDays, type Day, fromNumber, monthOf, numberOf, schoolYearOf, toNumber, yearOf } from '../day';
import type { ExemptionArticle, Phase } from '../facts';
import { type Finding, finding } from '../finding';
import type { TeachingCalendar } from '../teaching-weeks';
import { addMonths } from '../terms/working-days';

/** `van_rechtswege`: nobody decides; the law exempts who gave notice and meets the conditions. */
export type Decider = 'hoofd' | 'leerplichtambtenaar' | 'college' | 'van_rechtswege';

export interface Span {
  from: Day;
  until: Day;
}

export interface LeaveFacts extends Span {
  article: ExemptionArticle;
  appliedOn: Day;
  /** periods of the same article that were granted before */
  earlier: readonly Span[];
  /** date of the statement (art. 5 onder a: of the professional; onder c: of the school abroad), or null */
  statementOn: Day | null;
  /** art. 5 onder b: attended a school of that richting in the year before */
  attendedRichting: boolean;
  /** art. 11g above 10 days: the head was heard */
  headHeard: boolean;
  /** art. 11f: a parent's job makes a holiday in the school holidays impossible */
  jobDemands: boolean;
  /** under which obligation the pupil falls on the first day asked for */
  phase: Phase;
}

/** Most school days that a head may grant in a school year (LPW 11f with 13a, 11g with 14). */
export const HEAD_DAYS = 10;
/** Lesweken at the start of a school year without holiday leave (LPW 13a). */
export const FIRST_WEEKS = 2;
const STATEMENT_MONTHS = 3;

/** Teaching days in a period, by the school year in which they fall. */
export function schoolDays({ from, until }: Span, calendar: TeachingCalendar): Map<number, number> {
  const days = new Map<number, number>();
  for (let n = calendar.firstTeachingDayFrom(toNumber(from)); n <= toNumber(until); n = calendar.nextTeachingDay(n)) {
    const year = schoolYearOf(fromNumber(n));
    days.set(year, (days.get(year) ?? 0) + 1);
  }
  return days;
}

/** Most school days in one school year, together with the periods granted before. */
export function mostDaysInAYear(span: Span, earlier: readonly Span[], calendar: TeachingCalendar): number {
  const total = schoolDays(span, calendar);
  for (const one of earlier) {
    for (const [year, days] of schoolDays(one, calendar)) {
      if (total.has(year)) total.set(year, total.get(year)! + days);
    }
  }
  return Math.max(0, ...total.values());
}

export function deciderOf(facts: LeaveFacts, calendar: TeachingCalendar): Decider {
  switch (facts.article) {
    case 'ART11F':
      return 'hoofd';
    case 'ART11G':
      return mostDaysInAYear(facts, facts.earlier, calendar) > HEAD_DAYS ? 'leerplichtambtenaar' : 'hoofd';
    case 'ART3A':
    case 'ART3B':
    case 'ART15':
      return 'college';
    case 'ART5_A':
    case 'ART5_B':
    case 'ART5_C':
    case 'ART5A':
      return 'van_rechtswege';
  }
}

/** What must hold before it may be granted. */
export function leaveFindings(facts: LeaveFacts, calendar: TeachingCalendar): Finding[] {
  switch (facts.article) {
    case 'ART11F':
      return holidayFindings(facts, calendar);
    case 'ART11G':
      return weightyFindings(facts, calendar);
    case 'ART3A':
    case 'ART3B':
      return [withinASchoolYear(facts)];
    case 'ART5_A':
      return [noticeInTime(facts), recentStatement(facts)];
    case 'ART5_B':
      return [noticeInTime(facts), notAttended(facts)];
    case 'ART5_C':
      return [foreignStatement(facts)];
    case 'ART5A':
      return [travellingSeason(facts)];
    case 'ART15':
      return [ofQualificationAge(facts)];
  }
}

/** Whether a day lies in the first two lesweken of its school year. */
export function inFirstWeeks(day: number, calendar: TeachingCalendar): boolean {
  const first = calendar.firstTeachingDayFrom(numberOf(schoolYearOf(fromNumber(day)), 8, 1));
  const [start, position] = [calendar.position(first), calendar.position(day)];
  if (start === null || position === null || day < first) return false;
  return Math.floor(position / 7) - Math.floor(start / 7) < FIRST_WEEKS;
}

function holidayFindings(facts: LeaveFacts, calendar: TeachingCalendar): Finding[] {
  const years = schoolDays(facts, calendar);
  const alone = Math.max(0, ...years.values());
  const again = facts.earlier.some((one) => [...schoolDays(one, calendar).keys()].some((year) => years.has(year)));
  let early = false;
  const last = toNumber(facts.until);
  for (let n = calendar.firstTeachingDayFrom(toNumber(facts.from)); n <= last; n = calendar.nextTeachingDay(n)) {
    early ||= inFirstWeeks(n, calendar);
  }
  const bron = 'LPW art. 11 onder f en 13a';
  return [
    finding({
      ...{ code: 'beroep', blokkeert: true, bron, voldaan: facts.jobDemands },
      goed: 'Door het beroep van een ouder kan het gezin niet in de schoolvakanties weg.',
      mist: 'Vakantieverlof kan alleen door de aard van het beroep van een ouder.',
    }),
    finding({
      ...{ code: 'ten-hoogste-10-dagen', blokkeert: true, bron, voldaan: alone <= HEAD_DAYS },
      ...{
        goed: alone === 1 ? 'Het verlof duurt 1 schooldag.' : `Het verlof duurt ${alone} schooldagen.`,
        mist: `Vakantieverlof duurt ten hoogste ${HEAD_DAYS} schooldagen.`,
      },
    }),
    finding({
      ...{ code: 'eens-per-schooljaar', blokkeert: true, bron, voldaan: !again },
      goed: 'Er is dit schooljaar nog geen vakantieverlof gegeven.',
      mist: 'Er is dit schooljaar al vakantieverlof gegeven.',
    }),
    finding({
      ...{ code: 'niet-in-eerste-weken', blokkeert: true, bron, voldaan: !early },
      goed: 'Het verlof valt niet in de eerste twee lesweken.',
      mist: 'Vakantieverlof kan niet in de eerste twee lesweken van het schooljaar.',
    }),
  ];
}

function weightyFindings(facts: LeaveFacts, calendar: TeachingCalendar): Finding[] {
  if (deciderOf(facts, calendar) === 'hoofd') return [];
  return [
    finding({
      ...{ code: 'hoofd-gehoord', blokkeert: true, bron: 'LPW art. 14 lid 3', voldaan: facts.headHeard },
      ...{ goed: 'Het hoofd van de school is gehoord.', mist: 'Het hoofd van de school is nog niet gehoord.' },
    }),
  ];
}

function withinASchoolYear({ from, until }: Span): Finding {
  return finding({
    ...{ code: 'ten-hoogste-een-schooljaar', blokkeert: true, bron: 'LPW art. 3a en 3b' },
    voldaan: schoolYearOf(from) === schoolYearOf(until),
    goed: 'De vervangende leerplicht valt in één schooljaar.',
    mist: 'Vervangende leerplicht geldt ten hoogste voor één schooljaar.',
  });
}

/** A month before the first time; where it follows on an earlier one, before 1 July (LPW 6). */
function noticeInTime({ from, appliedOn, earlier }: LeaveFacts): Finding {
  const follows = earlier.some((one) => one.until < from && addDays(one.until, 62) >= from);
  const year = monthOf(from) >= 7 ? yearOf(from) : yearOf(from) - 1;
  const last = follows ? fromNumber(numberOf(year, 7, 1) - 1) : addMonths(from, -1);
  return finding({
    ...{ code: 'op-tijd-gemeld', blokkeert: false, bron: 'LPW art. 6', voldaan: appliedOn <= last },
    goed: 'De kennisgeving is op tijd.',
    mist: follows ? 'De kennisgeving is na 30 juni gedaan.' : 'De kennisgeving is later dan een maand voor het begin.',
  });
}

function recentStatement({ appliedOn, statementOn }: LeaveFacts): Finding {
  const voldaan =
    statementOn !== null && statementOn <= appliedOn && addMonths(statementOn, STATEMENT_MONTHS) >= appliedOn;
  return finding({
    ...{ code: 'recente-verklaring', blokkeert: true, bron: 'LPW art. 7', voldaan },
    goed: 'De verklaring is ten hoogste 3 maanden oud.',
    mist: 'Er is geen verklaring van een aangewezen deskundige van ten hoogste 3 maanden oud.',
  });
}

function notAttended({ attendedRichting }: LeaveFacts): Finding {
  return finding({
    ...{ code: 'niet-zo-een-school-bezocht', blokkeert: true, bron: 'LPW art. 8', voldaan: !attendedRichting },
    goed: 'De jongere bezocht in het jaar ervoor geen school van die richting.',
    mist: 'De jongere bezocht in het jaar ervoor een school van die richting.',
  });
}

function foreignStatement({ statementOn }: LeaveFacts): Finding {
  return finding({
    ...{ code: 'verklaring-school', blokkeert: true, bron: 'LPW art. 9', voldaan: statementOn !== null },
    goed: 'De verklaring van de school in het buitenland is er.',
    mist: 'De verklaring van de school in het buitenland ontbreekt.',
  });
}

function travellingSeason({ from, until }: Span): Finding {
  const voldaan = yearOf(from) === yearOf(until) && monthOf(from) >= 3 && monthOf(until) <= 10;
  return finding({
    ...{ code: 'maart-tot-en-met-oktober', blokkeert: true, bron: 'LPW art. 5a', voldaan },
    goed: 'De vrijstelling valt tussen 1 maart en 31 oktober.',
    mist: 'Deze vrijstelling geldt alleen van maart tot en met oktober van één jaar.',
  });
}

/** Art. 15 frees from the kwalificatieplicht of art. 4a alone: before it begins there is nothing to free from, nor after it. */
function ofQualificationAge({ phase }: LeaveFacts): Finding {
  return finding({
    ...{ code: 'kwalificatieplichtig', blokkeert: true, bron: 'LPW art. 15', voldaan: phase === 'kwalificatieplicht' },
    goed: 'De jongere is op de eerste dag kwalificatieplichtig.',
    mist: 'De jongere is op de eerste dag niet kwalificatieplichtig. Deze vrijstelling geldt alleen voor de kwalificatieplicht.',
  });
}

import fc from 'fast-check';
import { addDays, asDay, type Day, schoolYearOf, toNumber } from '../../src/law/day';
import {
  deciderOf,
  inFirstWeeks,
  leaveFindings,
  type LeaveFacts,
  mostDaysInAYear,
  type Span,
} from '../../src/law/leave/leave-rules';
import { TeachingCalendar } from '../../src/law/teaching-weeks';
import { anyDay } from './support/arbitrary';

/** 2026-27 in Noord: school begins on Monday 17 August 2026. */
const calendar = TeachingCalendar.compile([
  { from: asDay('2026-07-04'), until: asDay('2026-08-16') },
  { from: asDay('2026-10-10'), until: asDay('2026-10-18') },
  { from: asDay('2026-12-19'), until: asDay('2027-01-03') },
  { from: asDay('2027-07-10'), until: asDay('2027-08-22') },
]);
const facts = (more: Partial<LeaveFacts> = {}): LeaveFacts => ({
  ...{ article: 'ART11F', from: asDay('2026-11-02'), until: asDay('2026-11-13'), appliedOn: asDay('2026-09-01') },
  ...{
    earlier: [],
    statementOn: null,
    attendedRichting: false,
    headHeard: false,
    jobDemands: true,
    phase: 'leerplicht',
  },
  ...more,
});
const missing = (more: Partial<LeaveFacts>) =>
  leaveFindings(facts(more), calendar)
    .filter((one) => !one.voldaan)
    .map((one) => one.code);
const span = (from: string, until: string): Span => ({ from: asDay(from), until: asDay(until) });

describe('holiday leave (art. 11f)', () => {
  it.each<[string, Partial<LeaveFacts>, string[]]>([
    ['of 10 school days', {}, []],
    ['of 11 school days', span('2026-11-02', '2026-11-16'), ['ten-hoogste-10-dagen']],
    ['of 10 school days around a holiday', span('2026-10-05', '2026-10-23'), []],
    ['once more in the school year', { earlier: [span('2027-03-01', '2027-03-01')] }, ['eens-per-schooljaar']],
    ['once in each of two school years', { earlier: [span('2026-03-02', '2026-03-06')] }, []],
    ['on the last day of the second lesweek', span('2026-08-28', '2026-08-28'), ['niet-in-eerste-weken']],
    ['on the first day of the third lesweek', span('2026-08-31', '2026-08-31'), []],
    ['on the first day of the school year', span('2026-08-17', '2026-08-17'), ['niet-in-eerste-weken']],
    ['at the end of the school year before', span('2026-07-01', '2026-07-03'), []],
    ['without a job that demands it', { jobDemands: false }, ['beroep']],
  ])('%s', (_, more, expected) => expect(missing(more)).toEqual(expected));

  it('is the head’s to give', () => expect(deciderOf(facts(), calendar)).toBe('hoofd'));

  it('is never in the first two weeks with lessons, read with a finger on the calendar', () => {
    fc.assert(
      fc.property(anyDay(toNumber(asDay('2026-08-01')), toNumber(asDay('2027-07-09'))), (day) => {
        if (!calendar.isTeachingDay(toNumber(day))) return;
        const mondays = new Set<Day>();
        for (let one = asDay('2026-08-01'); one <= day; one = addDays(one, 1)) {
          if (calendar.isTeachingDay(toNumber(one))) mondays.add(addDays(one, -((toNumber(one) + 3) % 7)));
        }
        expect(inFirstWeeks(toNumber(day), calendar)).toBe(mondays.size <= 2);
      }),
    );
  });
});

describe('leave for weighty circumstances (art. 11g)', () => {
  const weighty = (more: Partial<LeaveFacts>) => facts({ article: 'ART11G', ...more });

  it.each<[string, Partial<LeaveFacts>, string]>([
    ['of 10 days', {}, 'hoofd'],
    ['of 11 days', span('2026-11-02', '2026-11-16'), 'leerplichtambtenaar'],
    ['of 1 day after 9', { ...span('2026-11-16', '2026-11-16'), earlier: [span('2026-11-02', '2026-11-12')] }, 'hoofd'],
    [
      'of 1 day after 10',
      { ...span('2026-11-16', '2026-11-16'), earlier: [span('2026-11-02', '2026-11-13')] },
      'leerplichtambtenaar',
    ],
    [
      'of 1 day after 10 in another year',
      { ...span('2026-11-16', '2026-11-16'), earlier: [span('2026-03-02', '2026-03-13')] },
      'hoofd',
    ],
  ])('%s is for the %s', (_, more, who) => expect(deciderOf(weighty(more), calendar)).toBe(who));

  it('above 10 days waits for the head to be heard', () => {
    const long = { article: 'ART11G' as const, ...span('2026-11-02', '2026-11-16') };
    expect([missing(long), missing({ ...long, headHeard: true }), missing({ article: 'ART11G' })]).toEqual([
      ['hoofd-gehoord'],
      [],
      [],
    ]);
  });

  it('counts days per school year as a slow reader does', () => {
    const period = fc
      .tuple(anyDay(), fc.integer({ min: 0, max: 40 }))
      .map(([from, length]): Span => ({ from, until: addDays(from, length) }));
    fc.assert(
      fc.property(period, fc.array(period, { maxLength: 4 }), (one, earlier) => {
        const counts = new Map<number, number>();
        const years = new Set<number>();
        for (const [index, each] of [one, ...earlier].entries()) {
          for (let day = each.from; day <= each.until; day = addDays(day, 1)) {
            if (!calendar.isTeachingDay(toNumber(day))) continue;
            const year = schoolYearOf(day);
            if (index === 0) years.add(year);
            counts.set(year, (counts.get(year) ?? 0) + 1);
          }
        }
        const most = Math.max(0, ...[...counts].filter(([year]) => years.has(year)).map(([, days]) => days));
        expect(mostDaysInAYear(one, earlier, calendar)).toBe(most);
      }),
    );
  });
});

describe('exemptions', () => {
  it.each([
    ['ART3A', 'college'],
    ['ART3B', 'college'],
    ['ART15', 'college'],
    ['ART5_A', 'van_rechtswege'],
    ['ART5_B', 'van_rechtswege'],
    ['ART5_C', 'van_rechtswege'],
    ['ART5A', 'van_rechtswege'],
  ] as const)('%s: %s', (article, who) => expect(deciderOf(facts({ article }), calendar)).toBe(who));

  it.each<[string, Partial<LeaveFacts>, string[]]>([
    ['3a across 31 July', { article: 'ART3A', ...span('2027-07-31', '2027-08-01') }, ['ten-hoogste-een-schooljaar']],
    ['3a within a school year', { article: 'ART3A', ...span('2026-08-01', '2027-07-31') }, []],
    ['5 onder a, statement of 3 months', { article: 'ART5_A', statementOn: asDay('2026-06-01') }, []],
    [
      '5 onder a, statement a day older',
      { article: 'ART5_A', statementOn: asDay('2026-05-31') },
      ['recente-verklaring'],
    ],
    [
      '5 onder a, statement of tomorrow',
      { article: 'ART5_A', statementOn: asDay('2026-09-02') },
      ['recente-verklaring'],
    ],
    ['5 onder a, without', { article: 'ART5_A' }, ['recente-verklaring']],
    ['5 onder b, a month before', { article: 'ART5_B', appliedOn: asDay('2026-10-02') }, []],
    ['5 onder b, a day later', { article: 'ART5_B', appliedOn: asDay('2026-10-03') }, ['op-tijd-gemeld']],
    [
      '5 onder b, such a school attended',
      { article: 'ART5_B', attendedRichting: true },
      ['niet-zo-een-school-bezocht'],
    ],
    ['5 onder c, without statement', { article: 'ART5_C' }, ['verklaring-school']],
    ['5 onder c, with', { article: 'ART5_C', statementOn: asDay('2020-01-01') }, []],
    ['5a from 1 March', { article: 'ART5A', ...span('2027-03-01', '2027-10-31') }, []],
    ['5a from February', { article: 'ART5A', ...span('2027-02-28', '2027-10-31') }, ['maart-tot-en-met-oktober']],
    ['15, kwalificatieplichtig', { article: 'ART15', phase: 'kwalificatieplicht' }, []],
    ['15, still leerplichtig', { article: 'ART15', phase: 'leerplicht' }, ['kwalificatieplichtig']],
    ['15, at the Doorstroompunt', { article: 'ART15', phase: 'doorstroompunt' }, ['kwalificatieplichtig']],
    ['15, with a startkwalificatie', { article: 'ART15', phase: 'geen' }, ['kwalificatieplichtig']],
    ['5a to November', { article: 'ART5A', ...span('2027-03-01', '2027-11-01') }, ['maart-tot-en-met-oktober']],
  ])('%s', (_, more, expected) => expect(missing(more)).toEqual(expected));

  it('that follow on one another are announced before 1 July', () => {
    const yearly = {
      article: 'ART5_B' as const,
      ...span('2026-08-01', '2027-07-31'),
      earlier: [span('2025-08-01', '2026-07-31')],
    };
    expect(missing({ ...yearly, appliedOn: asDay('2026-06-30') })).toEqual([]);
    expect(missing({ ...yearly, appliedOn: asDay('2026-07-01') })).toEqual(['op-tijd-gemeld']);
  });
});

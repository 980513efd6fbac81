import { addDays, asDay, type Day } from '../day';
import type { AbsenceFact, ExpectedSignal, PupilFacts, Rule } from '../facts';
import { judgePupil } from '../judge';
import { TeachingCalendar } from '../teaching-weeks';
import {
  absent,
  absentFrom,
  enrolled,
  exempt,
  onlyCalendar,
  params,
  plain,
  pupil,
} from '../../../test/law/support/given';

function judge(rule: Rule, absence: AbsenceFact[], more: Partial<PupilFacts> = {}, calendar = plain): ExpectedSignal[] {
  return judgePupil(pupil({ ...more, absence }), onlyCalendar(calendar), params, null).filter(
    (one) => one.rule === rule,
  );
}
const brief = (signals: ExpectedSignal[]): unknown[] => signals.map((one) => [one.from, one.until, one.hundredths]);
const free = (from: string, until: string): TeachingCalendar =>
  TeachingCalendar.compile([{ from: asDay(from), until: asDay(until) }]);

describe('verzuim-16u', () => {
  it('needs 16.00 hours, not 15.99', () => {
    expect(judge('verzuim-16u', [absent('2025-11-03', 8), absent('2025-11-04', 7.99)])).toEqual([]);
    expect(brief(judge('verzuim-16u', [absent('2025-11-03', 8), absent('2025-11-04', 8)]))).toEqual([
      ['2025-11-03', '2025-11-04', 1600],
    ]);
  });

  it('looks back 27 positions, not 28', () => {
    expect(judge('verzuim-16u', [absent('2025-11-03', 8), absent('2025-12-01', 8)])).toEqual([]);
    // From Tuesday to Monday four weeks later: 27 positions.
    expect(judge('verzuim-16u', [absent('2025-11-04', 8), absent('2025-12-01', 8)])).toHaveLength(1);
  });

  it('stops the clock in holidays, summer included', () => {
    const absence = [absent('2026-06-23', 8), absent('2026-08-31', 8)];
    const summer = free('2026-07-04', '2026-08-16');
    expect(judge('verzuim-16u', absence)).toEqual([]);
    expect(judge('verzuim-16u', absence, {}, summer)).toHaveLength(1);
    expect(judge('verzuim-16u', [absent('2026-06-22', 8), absent('2026-08-31', 8)], {}, summer)).toEqual([]);
  });

  it('begins anew the day after a signal, and explains what it left out', () => {
    const days = ['2025-11-03', '2025-11-04', '2025-11-05', '2025-11-06', '2025-11-07'];
    const found = judge(
      'verzuim-16u',
      days.map((day) => absent(day, 8)),
    );
    expect(brief(found)).toEqual([
      ['2025-11-03', '2025-11-04', 1600],
      ['2025-11-05', '2025-11-06', 1600],
    ]);
    expect(found[1]?.evidence.skipped.map((one) => [one.day, one.reason])).toEqual([
      ['2025-11-03', 'voor_herstart'],
      ['2025-11-04', 'voor_herstart'],
    ]);
  });

  it('adds the records of one day', () => {
    const found = judge('verzuim-16u', [absent('2025-11-03', 8), absent('2025-11-03', 8)]);
    expect(brief(found)).toEqual([['2025-11-03', '2025-11-03', 1600]]);
    expect(found[0]?.evidence.days[0]?.records).toHaveLength(2);
  });

  it('does not count days that are exempt, on leave or no lesdag of the pupil', () => {
    const absence = [absent('2025-11-03', 8), absent('2025-11-04', 8), absent('2025-11-05', 4)];
    for (const article of ['ART11F', 'ART11G', 'ART5_A', 'ART15'] as const) {
      const [signal] = judge('verzuim-16u', [...absence, absent('2025-11-06', 8)], {
        exemptions: [exempt(article, '2025-11-04', '2025-11-04')],
      });
      expect(signal).toMatchObject({ from: '2025-11-03', until: '2025-11-06', hundredths: 2000 });
      expect(signal?.evidence.skipped).toMatchObject([{ day: '2025-11-04', reason: 'vrijgesteld' }]);
    }
    const mondayOnly = enrolled('2025-08-01', null, { teachingDays: 0b00001 });
    expect(judge('verzuim-16u', absence, { enrolments: [mondayOnly] })).toEqual([]);
    expect(
      judge('verzuim-16u', absence, { enrolments: [mondayOnly, enrolled('2025-11-04', '2025-11-04')] }),
    ).toHaveLength(1);
    expect(judge('verzuim-16u', absence, { enrolments: [{ ...mondayOnly, location: '99YY00' }] })).toHaveLength(1);
  });

  it('counts only days in the phase', () => {
    const grown = { birthDate: asDay('2007-11-05') };
    const absence = [absent('2025-11-03', 8), absent('2025-11-04', 7), absent('2025-11-05', 8)];
    expect(judge('verzuim-16u', absence, grown)).toEqual([]);
    expect(judge('verzuim-16u', absence, { birthDate: asDay('2007-11-06') })).toHaveLength(1);
  });
});

describe('verzuim-langdurig', () => {
  it('needs a run that reaches 28 positions past its first day', () => {
    expect(judge('verzuim-langdurig', absentFrom('2025-11-03', '2025-11-30'))).toEqual([]);
    expect(brief(judge('verzuim-langdurig', absentFrom('2025-11-03', '2025-12-10')))).toEqual([
      ['2025-11-03', '2025-12-01', 21 * 600],
    ]);
  });

  it('goes on across a holiday', () => {
    const autumn = free('2025-11-10', '2025-11-16');
    expect(judge('verzuim-langdurig', absentFrom('2025-11-03', '2025-12-05', autumn), {}, autumn)).toEqual([]);
    expect(brief(judge('verzuim-langdurig', absentFrom('2025-11-03', '2025-12-08', autumn), {}, autumn))).toMatchObject(
      [['2025-11-03', '2025-12-08', 12600]],
    );
  });

  it('is broken by a day present, a day not whole and a day exempt', () => {
    const run = absentFrom('2025-11-03', '2025-12-05');
    const day = '2025-11-13';
    const parts = run.map((one) => (one.day === day ? { ...one, wholeDay: false } : one));
    expect(judge('verzuim-langdurig', run)).toHaveLength(1);
    expect(
      judge(
        'verzuim-langdurig',
        run.filter((one) => one.day !== day),
      ),
    ).toEqual([]);
    expect(judge('verzuim-langdurig', parts)).toEqual([]);
    expect(judge('verzuim-langdurig', run, { exemptions: [exempt('ART11G', day, day)] })).toEqual([]);
    // One record that says so makes the day whole; the hours of both count.
    expect(brief(judge('verzuim-langdurig', [...parts, absent(day, 1)]))).toEqual([
      ['2025-11-03', '2025-12-01', 21 * 600 + 100],
    ]);
  });

  it("follows the pupil's own lesdagen", () => {
    const mondays = ['2025-11-03', '2025-11-10', '2025-11-17', '2025-11-24', '2025-12-01'].map((day) => absent(day));
    const enrolments = [enrolled('2025-08-01', null, { teachingDays: 0b00001 })];
    expect(judge('verzuim-langdurig', mondays)).toEqual([]);
    expect(judge('verzuim-langdurig', mondays, { enrolments })).toHaveLength(1);
    expect(judge('verzuim-langdurig', mondays.slice(1), { enrolments })).toEqual([]);
  });

  it('is raised once per run', () => {
    expect(judge('verzuim-langdurig', absentFrom('2025-09-01', '2025-12-19'))).toHaveLength(1);
  });
});

describe('verzuim-luxe', () => {
  it('is one signal per run, which grows', () => {
    expect(brief(judge('verzuim-luxe', absentFrom('2025-11-06', '2025-11-06', plain, 'luxe')))).toEqual([
      ['2025-11-06', '2025-11-06', 600],
    ]);
    expect(brief(judge('verzuim-luxe', absentFrom('2025-11-06', '2025-11-11', plain, 'luxe')))).toEqual([
      ['2025-11-06', '2025-11-11', 2400],
    ]);
    expect(judge('verzuim-luxe', [absent('2025-11-06', 6, 'luxe'), absent('2025-11-10', 6, 'luxe')])).toHaveLength(2);
  });

  it('is not raised while on leave', () => {
    const absence = absentFrom('2025-11-06', '2025-11-11', plain, 'luxe');
    expect(judge('verzuim-luxe', absence, { exemptions: [exempt('ART11F', '2025-11-01', '2025-11-30')] })).toEqual([]);
  });
});

describe('verzuim-18plus', () => {
  const grown = { birthDate: asDay('2006-03-15') };

  it('needs every teaching day of four lesweken', () => {
    expect(judge('verzuim-18plus', absentFrom('2025-11-03', '2025-11-27'), grown)).toEqual([]);
    const found = judge('verzuim-18plus', absentFrom('2025-11-03', '2025-12-19'), grown);
    expect(brief(found)).toEqual([['2025-11-03', '2025-11-28', 20 * 600]]);
    expect(found[0]?.phase).toBe('doorstroompunt');
    expect(judge('verzuim-langdurig', absentFrom('2025-11-03', '2025-12-19'), grown)).toEqual([]);
  });

  it('counts from the 18th birthday only', () => {
    const turns = { birthDate: asDay('2007-11-12') };
    expect(brief(judge('verzuim-18plus', absentFrom('2025-11-03', '2025-12-31'), turns))).toEqual([
      ['2025-11-12', '2025-12-09', 20 * 600],
    ]);
    const under18 = { birthDate: asDay('2008-09-01'), diplomas: [{ kind: 'pro' as const, day: asDay('2025-07-01') }] };
    expect(judge('verzuim-18plus', absentFrom('2025-11-03', '2025-12-19'), under18)).toEqual([]);
  });

  it("needs only the pupil's own lesdagen", () => {
    const mondays = ['2025-11-03', '2025-11-10', '2025-11-17', '2025-11-24'].map((day) => absent(day));
    const enrolments = [enrolled('2025-08-01', null, { teachingDays: 0b00001 })];
    expect(brief(judge('verzuim-18plus', mondays, { ...grown, enrolments }))).toEqual([
      ['2025-11-03', '2025-11-24', 2400],
    ]);
    expect(judge('verzuim-18plus', mondays.slice(1), { ...grown, enrolments })).toEqual([]);
  });

  it('ends where the days end: nothing for a day after which no lesdag comes', () => {
    const noDays = [enrolled('2025-11-04', null, { teachingDays: 0 })];
    expect(brief(judge('verzuim-18plus', [absent('2025-11-03')], { ...grown, enrolments: noDays }))).toEqual([
      ['2025-11-03', '2025-11-03', 600],
    ]);
  });
});

describe('te-laat', () => {
  const late = (from: string, count: number): AbsenceFact[] => {
    const records: AbsenceFact[] = [];
    for (let day: Day = asDay(from); records.length < count; day = addDays(day, 7))
      records.push(absent(day, 0.25, 'te_laat', false));
    return records;
  };

  it('is raised at the 6th, 9th and 12th time', () => {
    expect(judge('te-laat', late('2025-09-01', 5))).toEqual([]);
    expect(brief(judge('te-laat', late('2025-09-01', 6)))).toEqual([['2025-09-01', '2025-10-06', 150]]);
    expect(judge('te-laat', late('2025-09-01', 12)).map((one) => [one.mark, one.from, one.until])).toEqual([
      ['6', '2025-09-01', '2025-10-06'],
      ['9', '2025-09-01', '2025-10-27'],
      ['12', '2025-09-01', '2025-11-17'],
    ]);
  });

  it('counts records, so that one day may reach more than one step', () => {
    const found = judge(
      'te-laat',
      Array.from({ length: 9 }, () => absent('2025-09-02', 0.25, 'te_laat', false)),
    );
    expect(found.map((one) => [one.mark, one.until, one.hundredths])).toEqual([
      ['6', '2025-09-02', 225],
      ['9', '2025-09-02', 225],
    ]);
  });

  it('begins anew on 1 August', () => {
    expect(judge('te-laat', [...late('2026-07-01', 5), ...late('2026-08-05', 5)])).toEqual([]);
    expect(judge('te-laat', [...late('2026-06-24', 5), ...late('2026-08-05', 6)]).map((one) => one.from)).toEqual([
      '2026-08-05',
    ]);
  });
});

describe('ziekteverzuim', () => {
  const sick = (from: string, until: string, calendar = plain): AbsenceFact[] =>
    absentFrom(from, until, calendar, 'ziek');

  it('duur: more than 7 teaching days, once per run', () => {
    expect(judge('ziekteverzuim', sick('2025-11-03', '2025-11-11'))).toEqual([]);
    const found = judge('ziekteverzuim', sick('2025-11-03', '2025-12-31'));
    expect(brief(found)).toEqual([['2025-11-03', '2025-11-12', 4800]]);
    expect(found[0]?.mark).toBe('duur');
  });

  it('frequentie: four runs whose first days lie at most 83 positions apart', () => {
    const firsts = (last: string): AbsenceFact[] =>
      ['2025-09-02', '2025-09-08', '2025-09-15', last].flatMap((day) => sick(day, day));
    // No holidays: from Tuesday to Monday twelve weeks later is 83 positions, to Tuesday 84.
    expect(judge('ziekteverzuim', firsts('2025-11-25'))).toEqual([]);
    const found = judge('ziekteverzuim', firsts('2025-11-24'));
    expect(brief(found)).toEqual([['2025-09-02', '2025-11-24', 2400]]);
    expect(found[0]?.mark).toBe('frequentie');
  });

  it('frequentie counts anew after a signal', () => {
    const mondays = Array.from({ length: 8 }, (_, i) => addDays(asDay('2025-09-01'), 7 * i));
    const found = judge(
      'ziekteverzuim',
      mondays.flatMap((day) => sick(day, day)),
    );
    expect(found.map((one) => [one.from, one.until])).toEqual([
      ['2025-09-01', '2025-09-22'],
      ['2025-09-29', '2025-10-20'],
    ]);
    expect(
      judge(
        'ziekteverzuim',
        mondays.slice(0, 7).flatMap((day) => sick(day, day)),
      ),
    ).toHaveLength(1);
  });

  it('one run may raise both', () => {
    const short = ['2025-10-20', '2025-10-27', '2025-11-03'].flatMap((day) => sick(day, day));
    const last = sick('2025-11-10', '2025-11-20');
    expect(judge('ziekteverzuim', [...short, ...last]).map((one) => one.mark)).toEqual(['frequentie', 'duur']);
  });

  it('holds in every phase, but not for exempt days', () => {
    const toddler = { birthDate: asDay('2021-06-01') };
    expect(judge('ziekteverzuim', sick('2025-11-03', '2025-11-12'), toddler)[0]?.phase).toBe('nog_niet');
    expect(judge('ziekteverzuim', sick('2025-11-03', '2025-11-12'), { birthDate: asDay('1990-01-01') })[0]?.phase).toBe(
      'geen',
    );
    expect(
      judge('ziekteverzuim', sick('2025-11-03', '2025-11-12'), {
        exemptions: [exempt('ART5_A', '2025-11-06', '2025-11-06')],
      }),
    ).toEqual([]);
  });
});

import { asDay } from '../day';
import type { PupilFacts } from '../facts';
import { judgePupil } from '../judge';
import { TeachingCalendar } from '../teaching-weeks';
import { enrolled, exempt, onlyCalendar, params, plain, pupil } from '../../../test/law/support/given';

const SWEEP = '2026-01-15';
const sweep = (more: Partial<PupilFacts>, day = SWEEP): unknown[] =>
  judgePupil(pupil(more), onlyCalendar(plain), params, asDay(day)).map((one) => [one.rule, one.from]);

describe('verzuim-absoluut', () => {
  it('begins the day after the last enrolment', () => {
    const enrolments = [enrolled('2024-08-01', '2025-07-31'), enrolled('2025-08-01', '2025-11-05')];
    expect(sweep({ enrolments })).toEqual([['verzuim-absoluut', '2025-11-06']]);
    expect(sweep({ enrolments }, '2025-11-06')).toEqual([['verzuim-absoluut', '2025-11-06']]);
    expect(sweep({ enrolments }, '2025-11-05')).toEqual([]);
    expect(sweep({ enrolments: [...enrolments, enrolled('2026-01-15')] })).toEqual([]);
    expect(sweep({ enrolments: [...enrolments, enrolled('2026-01-16')] })).toHaveLength(1);
  });

  it('stays empty where the contract says so, and tells why', () => {
    const [signal] = judgePupil(
      pupil({ enrolments: [enrolled('2024-08-01', '2025-11-05')] }),
      onlyCalendar(plain),
      params,
      asDay(SWEEP),
    );
    expect(signal).toMatchObject({ location: null, until: null, hundredths: null, mark: '', phase: 'leerplicht' });
    expect(signal?.evidence.remark).toBe('Laatste inschrijving (99XX00) eindigde op 2025-11-05');
  });

  it('begins on the first school day for a child never enrolled, by its municipality on that day', () => {
    const birthDate = asDay('2020-07-20');
    expect(sweep({ birthDate })).toEqual([['verzuim-absoluut', '2025-08-01']]);
    const until = (day: string): TeachingCalendar =>
      TeachingCalendar.compile([{ from: asDay('2025-07-05'), until: asDay(day) }]);
    const regions: Record<string, TeachingCalendar> = { '0014': until('2025-08-24'), '0363': until('2025-08-31') };
    const calendars = { ofLocation: () => plain, ofMunicipality: (code: string) => regions[code] ?? plain };
    const from = (residences: PupilFacts['residences']) =>
      judgePupil({ ...pupil({ residences }), birthDate }, calendars, params, asDay(SWEEP)).map((one) => one.from);
    expect(from([{ from: null, municipality: '0014' }])).toEqual(['2025-08-25']);
    expect(from([{ from: null, municipality: '0363' }])).toEqual(['2025-09-01']);
    expect(
      from([
        { from: null, municipality: '0363' },
        { from: asDay('2025-08-28'), municipality: '0014' },
      ]),
    ).toEqual(['2025-08-28']);
    expect(
      from([
        { from: null, municipality: '0014' },
        { from: asDay('2025-08-20'), municipality: '0363' },
      ]),
    ).toEqual(['2025-09-01']);
  });

  it('begins with residence and after an exemption', () => {
    expect(sweep({ residences: [{ from: asDay('2025-12-01'), municipality: '0363' }] })).toEqual([
      ['verzuim-absoluut', '2025-12-01'],
    ]);
    expect(sweep({ residences: [{ from: asDay('2026-02-01'), municipality: '0363' }] })).toEqual([]);
    expect(sweep({ residences: [] })).toEqual([]);
    expect(sweep({ exemptions: [exempt('ART5_B', '2025-01-01', '2025-12-31')] })).toEqual([
      ['verzuim-absoluut', '2026-01-01'],
    ]);
    expect(sweep({ exemptions: [exempt('ART5_B', '2025-01-01')] })).toEqual([]);
  });

  it('leave is no exemption from being enrolled', () => {
    expect(
      sweep({
        exemptions: [exempt('ART11F', '2026-01-01', '2026-01-31')],
        enrolments: [enrolled('2024-08-01', '2025-11-05')],
      }),
    ).toEqual([['verzuim-absoluut', '2025-11-06']]);
  });

  it('is not for the dead or departed, nor after the startkwalificatie or 18', () => {
    expect(sweep({ deathDate: asDay(SWEEP) })).toEqual([]);
    expect(sweep({ departureDate: asDay(SWEEP) })).toEqual([]);
    expect(sweep({ birthDate: asDay('2009-01-01'), diplomas: [{ kind: 'mbo2', day: asDay('2026-01-15') }] })).toEqual(
      [],
    );
    expect(
      sweep({ birthDate: asDay('2009-01-01'), diplomas: [{ kind: 'mbo2', day: asDay('2026-01-16') }] }),
    ).toHaveLength(1);
  });
});

describe('uitval-18plus', () => {
  const birthDate = asDay('2007-05-10');

  it('begins the day after the last enrolment, also where that was before 18', () => {
    expect(sweep({ birthDate, enrolments: [enrolled('2020-08-01', '2025-10-31')] })).toEqual([
      ['uitval-18plus', '2025-11-01'],
    ]);
    expect(sweep({ birthDate, enrolments: [enrolled('2020-08-01', '2025-02-28')] })).toEqual([
      ['uitval-18plus', '2025-03-01'],
    ]);
  });

  it('begins on the 18th birthday for whom was never enrolled', () => {
    expect(sweep({ birthDate })).toEqual([['uitval-18plus', '2025-05-10']]);
    // 1 April 2013 is the second day of Easter.
    expect(sweep({ birthDate: asDay('2008-02-29') }, '2026-02-28')).toEqual([['verzuim-absoluut', '2013-04-02']]);
    expect(sweep({ birthDate: asDay('2008-02-29') }, '2026-03-01')).toEqual([['uitval-18plus', '2026-03-01']]);
  });

  it('is only for the living, resident and not exempt without startkwalificatie', () => {
    expect(sweep({ birthDate, diplomas: [{ kind: 'havo', day: asDay('2025-06-01') }] })).toEqual([]);
    expect(sweep({ birthDate, diplomas: [{ kind: 'vmbo', day: asDay('2023-06-01') }] })).toHaveLength(1);
    expect(sweep({ birthDate, exemptions: [exempt('ART15', '2025-06-01')] })).toEqual([]);
    expect(sweep({ birthDate, departureDate: asDay('2025-06-01') })).toEqual([]);
    expect(sweep({ birthDate, residences: [] })).toEqual([]);
  });

  it('ends at the age limit of that day', () => {
    const older = { birthDate: asDay('2002-06-01'), enrolments: [enrolled('2015-08-01', '2024-07-31')] };
    expect(sweep(older, '2025-12-31')).toEqual([]);
    expect(sweep(older, '2026-01-01')).toEqual([['uitval-18plus', '2024-08-01']]);
  });
});

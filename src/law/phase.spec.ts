import { asDay, toNumber } from './day';
import type { PupilFacts } from './facts';
import { overrideParameters } from './parameters';
import { phaseOn, phaseSpans } from './phase';
import { TeachingCalendar } from './teaching-weeks';
import { enrolled, params, plain, pupil } from '../../test/law/support/given';

const phase = (facts: PupilFacts, day: string, calendar = plain): string =>
  phaseOn(facts, asDay(day), calendar, params);
const born = (birthDate: string, more: Partial<PupilFacts> = {}): PupilFacts => ({
  ...pupil(more),
  birthDate: asDay(birthDate),
});

describe('leerplicht begins', () => {
  it('on the first school day of the month after the 5th birthday, also when that is on the 1st', () => {
    expect(phase(born('2020-09-01'), '2025-09-30')).toBe('nog_niet');
    expect(phase(born('2020-09-01'), '2025-10-01')).toBe('leerplicht');
    expect(phase(born('2020-08-31'), '2025-08-31')).toBe('nog_niet');
    expect(phase(born('2020-08-31'), '2025-09-01')).toBe('leerplicht');
    expect(phase(born('2020-12-10'), '2026-01-01')).toBe('nog_niet');
    expect(phase(born('2020-12-10'), '2026-01-02')).toBe('leerplicht');
  });

  it('after the holidays where that month has no school day', () => {
    const summer = TeachingCalendar.compile([{ from: asDay('2025-07-12'), until: asDay('2025-09-07') }]);
    expect(phase(born('2020-07-20'), '2025-09-07', summer)).toBe('nog_niet');
    expect(phase(born('2020-07-20'), '2025-09-08', summer)).toBe('leerplicht');
  });

  it('in April for a child of 29 February, whose 5th birthday is 1 March', () => {
    expect(phase(born('2020-02-29'), '2025-03-31')).toBe('nog_niet');
    expect(phase(born('2020-02-29'), '2025-04-01')).toBe('leerplicht');
  });
});

describe('leerplicht ends', () => {
  it('on 31 July of the school year of the 16th birthday', () => {
    expect(phase(born('2009-07-31'), '2025-07-31')).toBe('leerplicht');
    expect(phase(born('2009-07-31'), '2025-08-01')).toBe('kwalificatieplicht');
    expect(phase(born('2009-08-01'), '2026-07-31')).toBe('leerplicht');
    expect(phase(born('2009-08-01'), '2026-08-01')).toBe('kwalificatieplicht');
  });

  it('not earlier by a startkwalificatie', () => {
    const facts = born('2009-09-01', { diplomas: [{ kind: 'havo', day: asDay('2025-06-20') }] });
    expect(phase(facts, '2026-07-31')).toBe('leerplicht');
    expect(phase(facts, '2026-08-01')).toBe('geen');
  });
});

describe('kwalificatieplicht ends', () => {
  it('on the 18th birthday', () => {
    expect(phase(born('2008-03-10'), '2026-03-09')).toBe('kwalificatieplicht');
    expect(phase(born('2008-03-10'), '2026-03-10')).toBe('doorstroompunt');
    expect(phase(born('2008-02-29'), '2026-02-28')).toBe('kwalificatieplicht');
    expect(phase(born('2008-02-29'), '2026-03-01')).toBe('doorstroompunt');
  });

  it.each(['havo', 'vwo', 'mbo2', 'mbo3', 'mbo4'] as const)('by the startkwalificatie %s, from its date on', (kind) => {
    const facts = born('2008-10-10', { diplomas: [{ kind, day: asDay('2025-11-20') }] });
    expect(phase(facts, '2025-11-19')).toBe('kwalificatieplicht');
    expect(phase(facts, '2025-11-20')).toBe('geen');
  });

  it('by a pro diploma, which is no startkwalificatie', () => {
    const facts = born('2008-10-10', { diplomas: [{ kind: 'pro', day: asDay('2025-11-20') }] });
    expect(phase(facts, '2025-11-19')).toBe('kwalificatieplicht');
    expect(phase(facts, '2025-11-20')).toBe('doorstroompunt');
  });

  it.each(['vmbo', 'mbo1', 'vso'] as const)('not by a diploma %s', (kind) => {
    expect(phase(born('2008-10-10', { diplomas: [{ kind, day: asDay('2025-11-20') }] }), '2025-12-01')).toBe(
      'kwalificatieplicht',
    );
  });

  it('by the profile of the last vso enrolment', () => {
    const work = enrolled('2024-08-01', '2025-12-31', { education: 'vso', profile: 'arbeidsmarkt' });
    const further = enrolled('2026-01-01', null, { education: 'vso', profile: 'vervolgonderwijs' });
    for (const enrolments of [
      [work, further],
      [further, work],
    ]) {
      expect(phase(born('2008-10-10', { enrolments }), '2025-12-31')).toBe('doorstroompunt');
      expect(phase(born('2008-10-10', { enrolments }), '2026-01-01')).toBe('kwalificatieplicht');
    }
    expect(phase(born('2010-10-10', { enrolments: [work] }), '2025-12-31')).toBe('leerplicht');
  });

  it('by the vso enrolment that lasts longest where two begin on one day', () => {
    const short = enrolled('2024-08-01', '2024-12-31', { education: 'vso', profile: 'vervolgonderwijs' });
    const long = enrolled('2024-08-01', null, { education: 'vso', profile: 'dagbesteding', location: '99YY00' });
    expect(phase(born('2008-10-10', { enrolments: [long, short] }), '2025-12-01')).toBe('doorstroompunt');
  });
});

describe('doorstroompunt ends', () => {
  it('at 23 until the end of 2025, at 27 from 2026 on', () => {
    expect(phase(born('2002-12-31'), '2025-12-30')).toBe('doorstroompunt');
    expect(phase(born('2002-12-31'), '2025-12-31')).toBe('geen');
    expect(phase(born('2002-12-31'), '2026-01-01')).toBe('doorstroompunt');
    expect(phase(born('2003-01-01'), '2026-01-01')).toBe('doorstroompunt');
    expect(phase(born('1999-05-05'), '2026-05-04')).toBe('doorstroompunt');
    expect(phase(born('1999-05-05'), '2026-05-05')).toBe('geen');
    expect(phase(born('1998-12-31'), '2026-01-01')).toBe('geen');
  });

  it('follows other parameters', () => {
    const younger = overrideParameters(params, {
      doorstroompunt: { leeftijdsgrens: [{ vanaf: '1900-01-01', waarde: 21 }] },
    });
    expect(phaseOn(born('2004-06-01'), asDay('2025-05-31'), plain, younger)).toBe('doorstroompunt');
    expect(phaseOn(born('2004-06-01'), asDay('2025-06-01'), plain, younger)).toBe('geen');
  });
});

it('nobody is in a phase from the day of death or departure on', () => {
  const facts = born('2012-01-01', { departureDate: asDay('2025-11-04') });
  expect(phase(facts, '2025-11-03')).toBe('leerplicht');
  expect(phase(facts, '2025-11-04')).toBe('geen');
  expect(phase(born('2012-01-01', { deathDate: asDay('2025-11-04') }), '2025-11-04')).toBe('geen');
});

it('spans cover all days without overlap', () => {
  const spans = phaseSpans(born('2002-12-31'), plain, params).spans();
  expect(spans.map((one) => one.phase)).toEqual([
    'nog_niet',
    'leerplicht',
    'kwalificatieplicht',
    'doorstroompunt',
    'geen',
    'doorstroompunt',
    'geen',
  ]);
  spans.slice(1).forEach((one, i) => expect(one.from).toBe((spans[i]?.until ?? 0) + 1));
  expect(spans[5]?.from).toBe(toNumber(asDay('2026-01-01')));
});

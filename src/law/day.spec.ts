import fc from 'fast-check';
import { addDays, ageOn, asDay, birthday, fromNumber, parseDay, schoolYearOf, toNumber, weekday } from './day';

describe('a day', () => {
  it.each([
    '2025-02-30',
    '2025-13-01',
    '2025-00-10',
    '2025-04-31',
    '2023-02-29',
    '1900-02-29',
    '2025-1-1',
    '01-02-2025',
    '',
    '2025-01-00',
  ])('is not %s', (text) => {
    expect(parseDay(text)).toBeNull();
    expect(() => asDay(text)).toThrow('geen bestaande datum');
  });

  it('may be 29 February in leap years', () => {
    expect(parseDay('2024-02-29')).toBe('2024-02-29');
    expect(parseDay('2000-02-29')).toBe('2000-02-29');
  });

  it('counts from 1970, and back', () => {
    expect(toNumber(asDay('1970-01-01'))).toBe(0);
    expect(toNumber(asDay('1969-12-31'))).toBe(-1);
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 60_000 }), (n) => {
        expect(fromNumber(n)).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10));
        expect(toNumber(fromNumber(n))).toBe(n);
        expect(weekday(fromNumber(n))).toBe((new Date(n * 86_400_000).getUTCDay() + 6) % 7);
      }),
    );
  });

  it('adds days across months and years', () => {
    expect(addDays(asDay('2024-02-28'), 2)).toBe('2024-03-01');
    expect(addDays(asDay('2025-01-01'), -1)).toBe('2024-12-31');
  });

  it('belongs to the school year that starts on 1 August', () => {
    expect(schoolYearOf(asDay('2026-07-31'))).toBe(2025);
    expect(schoolYearOf(asDay('2026-08-01'))).toBe(2026);
  });
});

describe('a birthday', () => {
  it('of 29 February is 1 March in other years', () => {
    expect(birthday(asDay('2008-02-29'), 17)).toBe('2025-03-01');
    expect(birthday(asDay('2008-02-29'), 16)).toBe('2024-02-29');
    expect(ageOn(asDay('2008-02-29'), asDay('2025-02-28'))).toBe(16);
    expect(ageOn(asDay('2008-02-29'), asDay('2025-03-01'))).toBe(17);
  });

  it('makes a year older on the day itself', () => {
    expect(ageOn(asDay('2008-05-10'), asDay('2026-05-09'))).toBe(17);
    expect(ageOn(asDay('2008-05-10'), asDay('2026-05-10'))).toBe(18);
  });
});

import { addDays, asDay } from './day';
import { hoursCounter, hoursWindowStart } from './counter';
import type { AbsenceFact } from './facts';
import { TeachingCalendar } from './teaching-weeks';
import { absent, LOCATION, params, plain, pupil } from '../../test/law/support/given';

const count = (absence: AbsenceFact[], day: string, calendar = plain, birthDate = '2011-03-15') =>
  hoursCounter(pupil({ absence, birthDate: asDay(birthDate) }), LOCATION, asDay(day), calendar, params);

describe('the counter of hours', () => {
  it('adds what lies in the window of the day', () => {
    const absence = [absent('2025-11-10', 3), absent('2025-11-03', 8), absent('2025-11-12', 2)];
    expect(count(absence, '2025-11-11')).toMatchObject({
      hundredths: 1100,
      threshold: 1600,
      applies: true,
      phase: 'leerplicht',
    });
    expect(count(absence, '2025-11-11').days.map((one) => one.day)).toEqual(['2025-11-03', '2025-11-10']);
    expect(count(absence, '2025-11-30').hundredths).toBe(1300);
    expect(count(absence, '2025-12-01').hundredths).toBe(500);
    expect(count(absence, '2025-11-30').from).toBe('2025-11-03');
  });

  it('begins anew after a signal', () => {
    const absence = [absent('2025-11-03', 8), absent('2025-11-04', 8), absent('2025-11-06', 2)];
    expect(count(absence, '2025-11-04')).toMatchObject({ hundredths: 0, from: '2025-11-05' });
    expect(count(absence, '2025-11-07')).toMatchObject({ hundredths: 200, from: '2025-11-05' });
  });

  it('stands still in a holiday', () => {
    const autumn = TeachingCalendar.compile([{ from: asDay('2025-11-08'), until: asDay('2025-11-16') }]);
    const absence = [absent('2025-10-13', 8), absent('2025-11-03', 3)];
    expect(count(absence, '2025-11-09', autumn).hundredths).toBe(1100);
    expect(count(absence, '2025-11-16', autumn).hundredths).toBe(1100);
    expect(count(absence, '2025-11-17', autumn).hundredths).toBe(300);
  });

  it('counts no day before the start of the window, and can count that day, in holidays too', () => {
    const autumn = TeachingCalendar.compile([{ from: asDay('2025-11-08'), until: asDay('2025-11-16') }]);
    for (let i = 0; i < 60; i++) {
      const day = addDays(asDay('2025-10-20'), i);
      const start = hoursWindowStart(day, autumn, params);
      const before = absent(addDays(start, -1), 3);
      const counted = count([before, absent(start, 2)], day, autumn).hundredths;
      expect([day, start, counted]).toEqual([day, start, 200]);
    }
  });

  it('leaves other locations and kinds out and tells whether the rule applies', () => {
    const absence = [
      { ...absent('2025-11-03', 8), location: '00AA00' },
      absent('2025-11-03', 3, 'ziek'),
      absent('2025-11-04', 1),
    ];
    expect(count(absence, '2025-11-05').hundredths).toBe(100);
    expect(count([], '2025-11-05', plain, '2005-01-01')).toMatchObject({
      hundredths: 0,
      applies: false,
      phase: 'doorstroompunt',
    });
  });
});

import { asDay } from './day';
import type { PupilFacts } from './facts';
import { judgePupil } from './judge';
import { absent, LOCATION, onlyCalendar, params, plain, pupil } from '../../test/law/support/given';

const judge = (facts: PupilFacts) => judgePupil(facts, onlyCalendar(plain), params, null);

describe('the judge', () => {
  it('raises nothing for a pupil of whom nothing is known', () => {
    expect(judgePupil(pupil({ enrolments: [] }), onlyCalendar(plain), params, null)).toEqual([]);
  });

  it('raises at exactly 16.00 hours, with what it rests on', () => {
    const facts = pupil({
      absence: [
        absent('2025-11-03', 8),
        absent('2025-11-05', 2, 'te_laat'),
        absent('2025-11-08', 3),
        absent('2025-11-10', 8),
      ],
    });
    const [signal, ...rest] = judge(facts);
    expect(rest).toEqual([]);
    expect(signal).toMatchObject({
      rule: 'verzuim-16u',
      location: LOCATION,
      from: '2025-11-03',
      until: '2025-11-10',
      hundredths: 1600,
    });
    expect(signal?.phase).toBe('leerplicht');
    expect(signal?.evidence.article).toBe('LPW art. 21a');
    expect(signal?.evidence.days.map((one) => one.day)).toEqual(['2025-11-03', '2025-11-10']);
    expect(signal?.evidence.skipped).toMatchObject([{ day: '2025-11-08', reason: 'geen_lesdag' }]);
  });

  it('counts per location', () => {
    const elsewhere = { ...absent('2025-11-04', 8), location: '99YY01' };
    expect(judge(pupil({ absence: [absent('2025-11-03', 8), elsewhere] }))).toEqual([]);
  });

  it('leaves absence from the day of departure or death on out', () => {
    const absence = [absent('2025-11-03', 8), absent('2025-11-04', 8)];
    expect(judge(pupil({ absence, departureDate: asDay('2025-11-04') }))).toEqual([]);
    expect(judge(pupil({ absence, deathDate: asDay('2025-11-04') }))).toEqual([]);
    expect(judge(pupil({ absence, departureDate: asDay('2025-11-05') }))).toHaveLength(1);
  });

  it('reads absence in any order', () => {
    const absence = [absent('2025-11-10', 8), absent('2025-11-03', 8)];
    expect(judge(pupil({ absence }))[0]).toMatchObject({ from: '2025-11-03', until: '2025-11-10' });
  });
});

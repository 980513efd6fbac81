import { readArea, writeArea } from '../../src/access/area';
import { Visitors } from '../../src/access/visitor';
import { SweepService } from '../../src/cases/sweep/sweep';
import { asDay } from '../../src/law/day';
import { openImportHouse } from '../support/import-house';
import { type House, openHouse } from '../support/house';

describe('an area with its days', () => {
  it('is read and written the same way', () => {
    for (const text of ['0114', '0114/2026-08-01/2027-07-31', '0114/2026-08-01/', '0114//2027-07-31']) {
      expect(writeArea(readArea(text)!)).toBe(text);
    }
    expect(readArea('0114/2026-08-01/2026-08-01')).toMatchObject({ from: '2026-08-01', until: '2026-08-01' });
    for (const text of ['', '/2026-08-01/', '0114/2026-02-30/', '0114/2026-08-02/2026-08-01', '0114/x/', '0114////']) {
      expect(readArea(text)).toBeNull();
    }
  });

  it('comes with the file medewerkers, and importing it twice changes nothing', async () => {
    const house = await openImportHouse();
    try {
      const lines = (areas: string) => ['medewerker;naam;rol;gemeenten', `m;M;leerplichtambtenaar;${areas}`];
      const first = await house.import('medewerkers', lines('0114/2026-07-01/2026-12-31,0363'));
      expect(first).toMatchObject({ nieuw: 1, afgekeurd: [] });
      expect(await house.import('medewerkers', lines('0363,0114/2026-07-01/2026-12-31'))).toMatchObject({
        ongewijzigd: 1,
      });
      const stored = 'SELECT area, from_date, until_date FROM employee_area ORDER BY area';
      expect(await house.rows(stored)).toEqual([
        { area: '0114', from_date: '2026-07-01', until_date: '2026-12-31' },
        { area: '0363', from_date: null, until_date: null },
      ]);
      expect(await house.import('medewerkers', lines('0114//2026-10-31,0363'))).toMatchObject({ gewijzigd: 1 });
      const bad = await house.import('medewerkers', lines('0114/2026-13-01/,0363'));
      expect(bad.afgekeurd).toMatchObject([{ kolom: 'gemeenten' }]);
    } finally {
      await house.close();
    }
  });
});

describe('an area counts', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('2026-03-09');
    await house.build.location();
    await house.build.employee('oud', ['gemeente:0114//2026-06-30', 'school:01AB/2026-01-01/2026-06-30']);
    await house.build.employee('nieuw', ['gemeente:0114/2026-07-01/']);
  });
  afterAll(() => house.close());

  const areasOn = async (employee: string, day: string) => {
    house.clock.day = asDay(day);
    const visitor = await house.module.get(Visitors, { strict: false }).find(employee);
    return [...visitor!.municipalities, ...visitor!.schools];
  };

  it('on its first and last day, and not on the days around them', async () => {
    expect(await areasOn('oud', '2026-06-30')).toEqual(['0114', '01AB']);
    expect(await areasOn('oud', '2026-07-01')).toEqual([]);
    expect(await areasOn('nieuw', '2026-06-30')).toEqual([]);
    expect(await areasOn('nieuw', '2026-07-01')).toEqual(['0114']);
    expect(await areasOn('oud', '2025-12-31')).toEqual(['0114']);
  });

  it('for assignment too: a dossier goes to the next one on the day the area does', async () => {
    const sweep = async (day: string) => {
      house.clock.day = asDay(day);
      await house.module.get(SweepService, { strict: false }).sweep(asDay(day));
      await house.workAll();
      return (await house.database.read.all<{ employee: string }>('SELECT employee FROM dossier'))[0]?.employee;
    };
    house.clock.day = asDay('2026-03-09');
    const pupil = await house.build.pupil('2012-05-06');
    await house.build.enrolment(pupil, '2024-08-01');
    for (const on of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, on, 8);
    await house.judge(pupil);
    expect(await sweep('2026-06-30')).toBe('oud');
    expect(await sweep('2026-07-01')).toBe('nieuw');
  });
});

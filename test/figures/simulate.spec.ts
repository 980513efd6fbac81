import { Simulate, type Simulation, type SimulationRequest } from '../../src/figures/simulation/simulate';
import { CalendarBook } from '../../src/registry/calendars';
import { LawParameters } from '../../src/law/parameters';
import { asDay } from '../../src/law/day';
import { type House, openHouse } from '../support/house';

let house: House;
beforeEach(async () => {
  house = await openHouse('2026-06-30');
  await house.build.location('01AB00');
  await house.build.employee('lpa-a', ['gemeente:0114']);
  await house.build.employee('lpa-b', ['gemeente:0114']);
});
afterEach(() => house.close());

const simulate = (
  rules: unknown,
  from = '2025-08-01',
  until = '2026-06-30',
  more: Partial<SimulationRequest> = {},
): Promise<Simulation> => {
  const get = <T>(type: abstract new (...args: never[]) => T) => house.module.get<T>(type, { strict: false });
  const use = new Simulate(house.database, get(CalendarBook), get(LawParameters), house.clock);
  return use.run({ rules, from: asDay(from), until: asDay(until), ...more });
};
const hours = (value: number) => ({ 'verzuim-16u': { drempelUren: [{ vanaf: '1900-01-01', waarde: value }] } });

async function pupilWith(days: [string, number][]): Promise<string> {
  const pupil = await house.build.pupil('2012-05-06');
  await house.build.enrolment(pupil, '2024-08-01');
  for (const [day, h] of days) await house.build.absence(pupil, day, h);
  return pupil;
}

const row = (simulation: Simulation, rule = 'verzuim-16u') => {
  const { nu, dan, erbij, vervallen, gewijzigd } = simulation.regels.find(({ regel }) => regel === rule)!;
  return { nu, dan, erbij, vervallen, gewijzigd };
};

describe('simuleer', () => {
  it('tells what a lower threshold adds, and who would get it', async () => {
    await pupilWith([
      ['2026-03-02', 8],
      ['2026-03-03', 8],
    ]);
    await pupilWith([
      ['2026-03-02', 7],
      ['2026-03-03', 6],
    ]);
    await pupilWith([['2026-03-02', 1]]);
    const lower = await simulate(hours(12));
    expect(row(lower)).toEqual({ nu: 1, dan: 2, erbij: 1, vervallen: 0, gewijzigd: 0 });
    expect(lower).toMatchObject({ leerlingen: 3, totaal: { nu: 1, dan: 2 } });
    expect(lower.medewerkers).toEqual([
      { medewerker: 'lpa-a', dossiersNu: 1, dossiersDan: 1, signalenNu: 1, signalenDan: 1 },
      { medewerker: 'lpa-b', dossiersNu: 0, dossiersDan: 1, signalenNu: 0, signalenDan: 1 },
    ]);
  });

  it('tells what a higher threshold takes away or changes', async () => {
    await pupilWith([
      ['2026-03-02', 8],
      ['2026-03-03', 8],
    ]);
    await pupilWith([
      ['2026-03-02', 8],
      ['2026-03-03', 8],
      ['2026-03-04', 8],
    ]);
    expect(row(await simulate(hours(20)))).toEqual({ nu: 2, dan: 1, erbij: 0, vervallen: 1, gewijzigd: 1 });
    expect(row(await simulate(hours(16)))).toEqual({ nu: 2, dan: 2, erbij: 0, vervallen: 0, gewijzigd: 0 });
    expect(row(await simulate({}))).toEqual({ nu: 2, dan: 2, erbij: 0, vervallen: 0, gewijzigd: 0 });
  });

  it('looks at the period alone: decisive is the day on which the signal is reached', async () => {
    await pupilWith([
      ['2026-03-02', 8],
      ['2026-03-03', 8],
    ]);
    expect(row(await simulate({}, '2026-03-03', '2026-03-03')).nu).toBe(1);
    expect(row(await simulate({}, '2026-03-04', '2026-03-31')).nu).toBe(0);
    expect(row(await simulate({}, '2026-01-01', '2026-03-02')).nu).toBe(0);
  });

  it('looks at who lives in the area, and at no more than somebody can wait for', async () => {
    for (const municipality of ['0114', '0363']) {
      const pupil = await house.build.pupil('2012-05-06', {}, municipality);
      await house.build.enrolment(pupil, '2024-08-01');
      for (const day of ['2026-03-02', '2026-03-03']) await house.build.absence(pupil, day, 8);
    }
    const of = (more: Partial<SimulationRequest>) => simulate({}, undefined, undefined, more);
    expect(await of({})).toMatchObject({ leerlingen: 2, totaal: { nu: 2 } });
    expect(await of({ municipalities: ['0363'] })).toMatchObject({ leerlingen: 1, totaal: { nu: 1 } });
    expect(await of({ municipalities: [] })).toMatchObject({ leerlingen: 0, totaal: { nu: 0 } });
    expect(await of({ most: 2 })).toMatchObject({ leerlingen: 2 });
    await expect(of({ most: 1 })).rejects.toThrow('Dit zijn 2 leerlingen');
    expect(await of({ most: 1, municipalities: ['0114'] })).toMatchObject({ leerlingen: 1 });
  });

  it('keeps under the verdeelbak what nobody can take', async () => {
    const elsewhere = await house.build.pupil('2012-05-06', {}, '0363');
    await house.build.enrolment(elsewhere, '2024-08-01');
    for (const day of ['2026-03-02', '2026-03-03']) await house.build.absence(elsewhere, day, 8);
    expect((await simulate({})).medewerkers).toEqual([
      { medewerker: null, dossiersNu: 1, dossiersDan: 1, signalenNu: 1, signalenDan: 1 },
    ]);
  });

  it('gives what judging gives, and stores nothing', async () => {
    const pupil = await pupilWith([
      ['2026-03-02', 8],
      ['2026-03-03', 8],
      ['2026-03-05', 8],
      ['2026-03-06', 8],
    ]);
    const before = await stored();
    await simulate(hours(4));
    expect(await stored()).toEqual(before);
    await house.judge(pupil);
    const raised = await house.database.read.all("SELECT id FROM signal WHERE rule = 'verzuim-16u'");
    expect(row(await simulate({})).nu).toBe(raised.length);
  });

  it('judges the age limit of another law too', async () => {
    const youth = await house.build.pupil('2002-01-10');
    await house.build.enrolment(youth, '2019-08-01', '2021-07-01', 'mbo');
    const limit = { doorstroompunt: { leeftijdsgrens: [{ vanaf: '1900-01-01', waarde: 23 }] } };
    expect(row(await simulate(limit), 'uitval-18plus')).toMatchObject({ nu: 1, dan: 0, vervallen: 1 });
  });

  it('says what is wrong with the rules', async () => {
    await expect(simulate({ 'verzuim-16u': { drempel: [] } })).rejects.toThrow(
      'verzuim-16u.drempel: onbekende parameter',
    );
    await expect(simulate([])).rejects.toThrow('geen JSON-object');
  });
});

async function stored() {
  const tables = ['signal', 'signal_change', 'dossier', 'assignment', 'outbox', 'sweep'];
  const counts = tables.map((table) => house.database.read.get(`SELECT COUNT(*) AS "n" FROM ${table}`));
  return Promise.all(counts);
}

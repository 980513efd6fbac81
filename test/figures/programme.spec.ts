import { ProgrammeFigures } from '../../src/figures/programme/programme-figures';
import { VsvTrend } from '../../src/figures/vsv/trend';
import { counts, type ImportHouse, openImportHouse } from '../support/import-house';

const HEAD = 'soort;gebied;maatregel;schooljaar;titel;doel;partijen;budget;besteed;doelaantal;bereikt';
let house: ImportHouse;
beforeEach(async () => {
  house = await openImportHouse('2026-11-24');
});
afterEach(() => house.close());

const ask = (
  region: string | null,
  municipality: string | null = null,
  schoolYear: number | null = null,
  publication = false,
) =>
  new ProgrammeFigures(house.database, house.clock, new VsvTrend(house.database, house.clock)).run({
    ...{ schoolYear, region, municipality, per: 'regio' },
    publication,
  });

describe('the regional programme', () => {
  const lines = [
    HEAD,
    'regionaal-programma;28;m1;2023;Loopbaan;Jongeren vasthouden;mbo en gemeenten;1000,50;900;100;80',
    'regionaal-programma;28;m1;2025;Loopbaan en begeleiding;Jongeren vasthouden;mbo;2000;;50;55',
    'regionaal-programma;28;m2;2024;Nazorg;Contact;;;;;',
    'regionaal-programma;29;m1;2025;Elders;Elders;;;;10;1',
    'lea;0518;taal;2025;Taalklas;Taal;;500;500;20;20',
  ];

  it('shows four years in one view, youths reached beside the target', async () => {
    expect(counts(await house.import('programma', lines))).toBe(
      'gelezen 5, nieuw 5, gewijzigd 0, ongewijzigd 0, afgekeurd 0',
    );
    const figure = await ask('28');
    expect(figure.rijen.map(({ cells }) => cells)).toEqual([
      {
        ...{ sleutel: 'm1', naam: 'Loopbaan en begeleiding', doel: 'Jongeren vasthouden', partijen: 'mbo' },
        ...{ begindatum: null, einddatum: null },
        ...{ doel2023: 100, bereikt2023: 80, doel2024: null, bereikt2024: null, doel2025: 50, bereikt2025: 55 },
        ...{ doel2026: null, bereikt2026: null, percentage: 90, budget: 3000.5, besteed: 900 },
      },
      expect.objectContaining({ sleutel: 'm2', percentage: null, budget: null }),
    ]);
    expect((await ask(null, '0518')).rijen.map(({ cells }) => cells['sleutel'])).toEqual(['taal']);
    expect((await ask('28', null, 2020)).rijen.map(({ cells }) => cells['bereikt2023'])).toEqual([80]);
    await expect(ask(null)).rejects.toThrow('geef --regio CODE of --gemeente CODE');
  });

  it('tells the period of a measure: the first day and the last that its years tell', async () => {
    const head = 'soort;gebied;maatregel;schooljaar;titel;doel;begindatum;einddatum';
    const years = ['2023;T;D;2023-09-01;2024-07-31', '2024;T;D;;2025-12-31', '2025;T;D;2024-01-01;'];
    await house.import('programma', [head, ...years.map((year) => `regionaal-programma;28;m1;${year}`)]);
    expect((await ask('28')).rijen[0]?.cells).toMatchObject({ begindatum: '2023-09-01', einddatum: '2025-12-31' });
  });

  it('shows the public no small number of youths, nor the percentage that it would follow from', async () => {
    const few = 'regionaal-programma;28;m1;2024;Loopbaan;Jongeren vasthouden;mbo;;;40;3';
    await house.import('programma', [...lines, few]);
    const figure = await ask('28', null, null, true);
    expect(figure.rijen[0]).toMatchObject({
      cells: { bereikt2023: 80, doel2024: 40, bereikt2024: null, bereikt2025: 55, percentage: null },
      onderdrukt: ['bereikt2024', 'percentage'],
    });
    expect(figure.rijen[1]?.onderdrukt).toBeUndefined();
  });

  it('changes nothing the second time, takes corrections and removals', async () => {
    await house.import('programma', lines);
    expect(counts(await house.import('programma', lines))).toContain('ongewijzigd 5');
    const trial = await house.import('programma', [HEAD, lines[1]!.replace(';80', ';90')], { proef: true });
    expect(counts(trial)).toContain('gewijzigd 1');
    expect((await ask('28')).rijen[0]?.cells['bereikt2023']).toBe(80);
    await house.import('programma', [HEAD, lines[1]!.replace(';80', ';90')]);
    expect((await ask('28')).rijen[0]?.cells['bereikt2023']).toBe(90);
    await house.import('programma', [`${HEAD};verwijderd`, 'regionaal-programma;28;m2;2024;;;;;;;;ja']);
    expect((await ask('28')).rijen).toHaveLength(1);
  });

  it('refuses what cannot be', async () => {
    const report = await house.import('programma', [
      HEAD,
      'regionaal-programma;0518;m;2025;T;D;;;;;',
      'lea;28;m;2025;T;D;;;;;',
      'lea;0518;m;25;T;D;;1,234;;;-1',
    ]);
    expect(report.afgekeurd.map(({ regel, kolom }) => `${regel} ${kolom}`)).toEqual([
      '2 gebied',
      '3 gebied',
      '4 schooljaar',
      '4 budget',
      '4 bereikt',
    ]);
  });
});

it('shows early leavers beside their target, of the years that are over', async () => {
  await house.fill();
  await house.import('streefcijfers', [
    'gebied;schooljaar;niveau;percentage;bron',
    '0363;2024;;1,75;college',
    '0363;2026;;1;college',
  ]);
  const figure = await ask(null, '0363', 2023);
  expect(figure.rijen.map(({ cells }) => cells)).toEqual([
    {
      ...{ sleutel: 'vsv', naam: "Nieuwe vsv'ers in procent van de deelnemers", doel: null, partijen: null },
      ...{ begindatum: null, einddatum: null },
      ...{ doel2023: null, bereikt2023: 0, doel2024: 1.75, bereikt2024: 0, doel2025: null, bereikt2025: 0 },
      ...{ doel2026: 1, bereikt2026: null, percentage: null, budget: null, besteed: null },
    },
  ]);
});

it('takes targets of the country, a region and a municipality', async () => {
  const report = await house.import('streefcijfers', [
    'gebied;schooljaar;niveau;percentage;bron',
    ';2025;;1,75;OCW',
    '28;2025;mbo-2;5.5;programma',
    '0518;2025;;2;college',
    '99;2025;;2;x',
    '28;2025;mbo-9;2;x',
  ]);
  expect(counts(report)).toBe('gelezen 5, nieuw 3, gewijzigd 0, ongewijzigd 0, afgekeurd 2');
  expect(await house.rows('SELECT area_kind, area, level, hundredths FROM vsv_target ORDER BY area')).toEqual([
    { area_kind: 'land', area: '', level: '', hundredths: 175 },
    { area_kind: 'gemeente', area: '0518', level: '', hundredths: 200 },
    { area_kind: 'regio', area: '28', level: 'mbo-2', hundredths: 550 },
  ]);
});

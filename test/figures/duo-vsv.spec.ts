import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DuoVsvFigures } from '../../src/figures/duo/duo-vsv';
import type { Figure, FigureQuestion } from '../../src/figures/figure';
import { counts, type ImportHouse, openImportHouse } from '../support/import-house';

const POPULATION =
  '#BURGERSERVICENUMMER;ONDERWIJSNUMMER;GEBOORTEDATUM;RMC_REGIO;GEMCODE;GEMEENTENAAM;BRIN;BRIN_VOLGNR;NIVEAU;ONDERWIJSSOORT;CREBO';
const MONTH =
  'BRIN_NR;RAPPORTAGEMAAND;PERSOONSGEBONDENNUMMER;GEBOORTEDATUM;MELDING_VERZUIM_WETTELIJK;BRIN;GEMEENTECODE;RMC_REGIO;NIVEAU;INSCHRIJVINGSVOLGNUMMER;ONDERWIJSCODE';
const person = (number: string, more: { region?: string; town?: string; school?: string; level?: string } = {}) =>
  `${number};${number};01-02-2004;${more.region ?? 'REGIO 28'};${more.town ?? '518'};X;27GZ;${more.school ?? '27GZ'};${more.level ?? 'Mbo4 opleidingen'};BOL;25251`;

let house: ImportHouse;
beforeEach(async () => {
  house = await openImportHouse('2026-11-24');
});
afterEach(() => house.close());

const ask = (more: Partial<FigureQuestion> = {}): Promise<Figure> =>
  house.module
    .get(DuoVsvFigures, { strict: false })
    .run({ schoolYear: null, region: null, municipality: null, per: 'regio', publication: false, ...more });

const rows = (figure: Figure) =>
  figure.rijen.map(({ cells }) => `${cells['sleutel']} ${cells['deelnemers']} ${cells['vsv']} ${cells['percentage']}`);

const population = (lines: string[], name = 'NRSP2023DI27GZ.csv') =>
  house.import('duo-startpopulatie', [POPULATION, ...lines], { name });
const leavers = (lines: string[], name = 'NenR2023DI27GZ.csv') =>
  house.import('duo-nieuwe-vsv', [POPULATION, ...lines], { name });

describe('vsv from the deliveries of DUO', () => {
  it('counts leavers in the starting population and shows those outside it', async () => {
    await population([person('900000001'), person('900000002'), person('900000003', { region: 'REGIO 6' })]);
    await leavers([person('900000002'), person('900000009', { region: 'REGIO 6' })]);
    const figure = await ask();
    expect(rows(figure)).toEqual(['06 1 0 0', '28 2 1 50']);
    expect(figure.totaal?.cells).toMatchObject({ deelnemers: 3, vsv: 1, percentage: 33.33 });
    expect(figure).toMatchObject({ peildatum: '2023-10-01', kenmerken: { buitenStartpopulatie: 1 } });
    expect((await ask({ region: '28' })).kenmerken['buitenStartpopulatie']).toBe(0);
    expect((await ask({ region: '06' })).kenmerken['buitenStartpopulatie']).toBe(1);
  });

  it('counts per level, municipality and school, with what is empty apart', async () => {
    await population([
      person('900000001', { school: '02', level: 'Mbo1 opleidingen', town: '7' }),
      person('900000002', { school: '27GZ01', level: ' ' }),
      person('900000003', { town: 'x' }),
    ]);
    await leavers([person('900000001')]);
    expect(rows(await ask({ per: 'niveau' }))).toEqual([
      'Mbo1 opleidingen 1 1 100',
      'Mbo4 opleidingen 1 0 0',
      'onbekend 1 0 0',
    ]);
    expect(rows(await ask({ per: 'school' }))).toEqual(['27GZ 1 0 0', '27GZ01 1 0 0', '27GZ02 1 1 100']);
    expect(rows(await ask({ per: 'gemeente' }))).toEqual(['0007 1 1 100', '0518 1 0 0', 'onbekend 1 0 0']);
    expect(rows(await ask({ municipality: '0007' }))).toEqual(['28 1 1 100']);
  });

  it('loses no row: what cannot be read is left empty and told, only a row without a number is refused', async () => {
    const bad = '900000001;;31-02-2004;REGIO 77;AB12;X;27GZ;27GZ;;;';
    const report = await population([bad, ';100000007;01-02-2004;28;518;X;27GZ;;;;', ';;01-02-2004;28;518;X;27GZ;;;;']);
    expect(counts(report)).toBe('gelezen 3, nieuw 2, gewijzigd 0, ongewijzigd 0, afgekeurd 1');
    expect(report.afgekeurd).toMatchObject([{ regel: 4, kolom: 'burgerservicenummer' }]);
    expect(report.meldingen.join('\n')).toMatch(/geboortedatum is niet te lezen.*\n.*rmc_regio.*\n.*gemcode/);
    const stored = await house.rows('SELECT birth_date, region, municipality FROM duo_record ORDER BY birth_date');
    expect(stored).toContainEqual({ birth_date: null, region: null, municipality: null });
    expect(await house.rows("SELECT pgn FROM duo_record WHERE pgn LIKE '%900000001%'")).toEqual([]);
  });

  it('changes nothing the second time, and takes a correction', async () => {
    await population([person('900000001'), person('900000002')]);
    const again = await population([person('900000001'), person('900000002', { region: 'REGIO 29' })]);
    expect(counts(again)).toBe('gelezen 2, nieuw 0, gewijzigd 1, ongewijzigd 1, afgekeurd 0');
    await leavers([]);
    expect(rows(await ask())).toEqual(['28 1 0 0', '29 1 0 0']);
  });

  it('takes the definitive delivery of a year before the provisional one, and each person once', async () => {
    await population([person('900000001'), person('900000002')], 'NRSP2023VI27GZ.csv');
    await leavers([person('900000001'), person('900000002')], 'NenR2023VI27GZ.csv');
    expect((await ask()).totaal?.cells).toMatchObject({ deelnemers: 2, vsv: 2 });
    await population([person('900000001'), person('900000002')]);
    await population([person('900000002'), person('900000003')], 'NRSP2023DI25LX.csv');
    await leavers([person('900000001')]);
    await leavers([person('900000001')], 'NenR2023DI25LX.csv');
    expect((await ask()).totaal?.cells).toMatchObject({ deelnemers: 3, vsv: 1 });
    expect(await ask({ schoolYear: 2022 })).toMatchObject({ kenmerken: { buitenStartpopulatie: 0 } });
  });

  it('publishes no small number that follows from another area, from everything or from the municipalities', async () => {
    const many = (from: number, n: number, more: Parameters<typeof person>[1]) =>
      Array.from({ length: n }, (_, i) => person(String(900000000 + from + i), more));
    const [large, other, few] = [
      many(100, 40, { region: 'REGIO 27', town: '513' }),
      many(200, 40, { region: 'REGIO 27', town: '484' }),
      many(300, 30, { region: 'REGIO 22', town: '405' }),
    ];
    await population([...large, ...other, ...few]);
    // beside them 2 outside the starting population in 22 and 6 in 27
    const outside = [...many(400, 2, { region: 'REGIO 22' }), ...many(500, 6, { region: 'REGIO 27' })];
    await leavers([...large.slice(0, 20), ...other.slice(0, 6), ...few.slice(0, 1), ...outside]);
    const numbers = async (more: Partial<FigureQuestion>) => {
      const { rijen, totaal, kenmerken } = await ask({ ...more, publication: true });
      const shown = [...rijen, totaal!].map(({ cells }) => `${cells['sleutel']} ${cells['vsv']}`);
      return { shown, outside: kenmerken['buitenStartpopulatie'] };
    };
    const [all, large27, small22] = [
      await numbers({}),
      await numbers({ region: '27' }),
      await numbers({ region: '22' }),
    ];
    // everything less 27 is what 22 withholds
    expect(all).toEqual({ shown: ['22 null', '27 26', 'totaal null'], outside: 8 });
    expect(large27).toEqual({ shown: ['27 26', 'totaal 26'], outside: null });
    expect(small22).toEqual({ shown: ['22 null', 'totaal null'], outside: null });
    // and so is the sum of all municipalities, and of all levels
    const towns = await numbers({ per: 'gemeente' });
    expect(towns.shown).toEqual(['0405 null', '0484 6', '0513 20', 'totaal null']);
    const levels = await numbers({ per: 'niveau' });
    expect(levels.shown).toEqual(['Mbo4 opleidingen null', 'totaal null']);
  });

  it('publishes no level that is a region less its other municipalities, or everything less the regions', async () => {
    const [first, second] = ['Mbo1 opleidingen', 'Mbo4 opleidingen'] as const;
    let number = 900000100;
    const groups = [
      { town: '484', region: 'REGIO 27', level: first, people: 40, left: 3 },
      { town: '484', region: 'REGIO 27', level: second, people: 60, left: 20 },
      { town: '513', region: 'REGIO 27', level: first, people: 50, left: 12 },
      { town: '513', region: 'REGIO 27', level: second, people: 80, left: 30 },
      { town: '405', region: 'REGIO 22', level: first, people: 45, left: 15 },
      { town: '405', region: 'REGIO 22', level: second, people: 70, left: 25 },
    ] as const;
    const [all, gone]: [string[], string[]] = [[], []];
    for (const { people, left, ...more } of groups) {
      const own = Array.from({ length: people }, () => person(String(number++), more));
      all.push(...own);
      gone.push(...own.slice(0, left));
    }
    await population(all);
    await leavers(gone);
    const published = async (more: Partial<FigureQuestion>) => {
      const { rijen } = await ask({ per: 'niveau', publication: true, ...more });
      return Object.fromEntries(rijen.map(({ cells }) => [cells['sleutel'], cells['vsv']]));
    };
    expect(await published({ municipality: '0484' })).toEqual({ [first]: null, [second]: null });
    const [region, town, country, other] = [
      await published({ region: '27' }),
      await published({ municipality: '0513' }),
      await published({}),
      await published({ region: '22' }),
    ];
    // 15 less 12 is the three of the other municipality
    expect([region[first], town[first]]).toContain(null);
    expect([country[first], other[first], town[first]]).toContain(null);
    expect(await published({ region: '27' })).toEqual(region);
    // what is far from everybody stays
    expect([region, country, other, town].flatMap((one) => Object.values(one)).some((n) => n !== null)).toBe(true);
  });

  it('says what is missing', async () => {
    await expect(ask()).rejects.toThrow('Er is nog geen startpopulatie van DUO ingelezen');
    await population([person('900000001')]);
    await expect(ask()).rejects.toThrow('niet de definitieve lijst');
    await leavers([]);
    await expect(ask({ schoolYear: 2023 })).rejects.toThrow('wel van: 2022-2023 (--schooljaar 2022)');
    const other = house.import('duo-startpopulatie', ['pgn;geboortedatum', '1;2'], { name: 'NRSP2023D.csv' });
    await expect(other).rejects.toThrow('mist: burgerservicenummer of onderwijsnummer');
  });

  it('takes a file under another name, and says that the school year is not known', async () => {
    const report = await population([person('900000001')], 'lijst.csv');
    expect(report.meldingen.join()).toContain('schooljaar blijft onbekend');
    await leavers([person('900000001')], 'anders.csv');
    expect(await ask()).toMatchObject({ peildatum: null, totaal: { cells: { vsv: 1 } } });
  });
});

describe("DUO's monthly files", () => {
  it('keep a row per person, month, enrolment and programme', async () => {
    const row = (month: string, programme: string) =>
      `27GZ;${month};900000001;01-02-2004;J;27GZ;518;REGIO 28;Mbo2 opleidingen;1;${programme}`;
    const lines = [MONTH, row('202210', '25251'), row('202211', '25251'), row('202211', '25252')];
    const report = await house.import('duo-maand', lines, { name: '202312A14I27GZ.csv' });
    expect(counts(report)).toBe('gelezen 3, nieuw 3, gewijzigd 0, ongewijzigd 0, afgekeurd 0');
    const again = await house.import('duo-maand', lines, { name: '202312A14I27GZ.csv' });
    expect(counts(again)).toBe('gelezen 3, nieuw 0, gewijzigd 0, ongewijzigd 3, afgekeurd 0');
    expect(await house.rows('SELECT kind, school_year FROM duo_delivery')).toEqual([
      { kind: 'maand', school_year: 2022 },
    ]);
  });
});

const DATA = join(__dirname, '..', '..', '..', 'shared', 'data');
const real = existsSync(DATA) ? DATA : '/work/shared/data';
const withData = existsSync(real) ? it : it.skip;

withData("gives DUO's own figures on the files given: 15,458 people, 996 leavers in it and 4 outside", async () => {
  for (const [soort, file] of [
    ['duo-startpopulatie', 'NRSP2023DI27GZ.csv'],
    ['duo-nieuwe-vsv', 'NenR2023DI27GZ.csv'],
  ] as const) {
    const report = await house.import(soort, '', { path: join(real, file) });
    expect(report).toMatchObject({ afgekeurd: [], nieuw: report.gelezen });
  }
  for (const per of ['regio', 'niveau', 'gemeente', 'school'] as const) {
    const figure = await ask({ per });
    expect(figure.totaal?.cells).toMatchObject({ deelnemers: 15458, vsv: 996, percentage: 6.44 });
    expect(figure.rijen.reduce((sum, { cells }) => sum + Number(cells['vsv']), 0)).toBe(996);
    expect(figure.kenmerken['buitenStartpopulatie']).toBe(4);
  }
});

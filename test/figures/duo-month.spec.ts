import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuoMonthFigures } from '../../src/figures/duo/duo-month';
import type { FigureQuestion } from '../../src/figures/figure';
import { type ImportHouse, openImportHouse } from '../support/import-house';

const DATA = join(__dirname, '../../../shared/data');
const HEAD =
  'PERSOONSGEBONDENNUMMER;RAPPORTAGEMAAND;INSCHRIJVINGSVOLGNUMMER;MELDING_VERZUIM_WETTELIJK;MELDING_VERZUIM_NIET_WETTELIJK;DATUM_UITSCHRIJVING;RMC_REGIO;GEMEENTECODE;NIVEAU;BRIN';
const QUESTION: FigureQuestion = {
  ...{ schoolYear: null, region: null, municipality: null, per: 'regio' },
  publication: false,
};

let house: ImportHouse;
beforeEach(async () => {
  house = await openImportHouse('2026-11-24');
});
afterEach(() => house.close());

const run = (more: Partial<FigureQuestion> = {}) =>
  new DuoMonthFigures(house.database, house.clock).run({ ...QUESTION, ...more });
const import_ = (name: string, lines: string[]) => house.import('duo-maand', lines, { name });

const LINES = [
  HEAD,
  '100000009;202510;1;J;N;;REGIO 28;518;Mbo2 opleidingen;27GZ',
  '100000009;202511;1;J;N;;REGIO 28;518;Mbo2 opleidingen;27GZ',
  '100000101;202511;1;N;J;15-11-2025;REGIO 28;518;Mbo2 opleidingen;27GZ',
  '100000113;202511;1;;;;REGIO 29;599;Mbo1 opleidingen;27GZ',
];

describe('the monthly files of DUO', () => {
  it('are counted per month and key, each enrolment and month once, unknown apart', async () => {
    await import_('202511A04I27GZ.csv', LINES);
    // the next file has them again, and knows more
    await import_('202512A14I27GZ.csv', [
      ...LINES,
      '100000113;202512;1;J;;;REGIO 29;599;Mbo1 opleidingen;27GZ',
      '100000113;202609;1;J;;;REGIO 29;599;Mbo1 opleidingen;27GZ',
      '100000113;202610;1;J;;;REGIO 29;599;Mbo1 opleidingen;27GZ',
    ]);
    const figure = await run({ schoolYear: 2025 });
    expect(figure.rijen.map(({ cells }) => cells)).toEqual([
      {
        ...{
          sleutel: '28',
          naam: 'Haaglanden/Westland',
          personen: 2,
          meldingen: 3,
          wettelijk: 2,
          overig: 1,
          onbekend: 0,
        },
        ...{ uitgeschreven: 1, m202510: 1, m202511: 2, m202512: 0, m202609: 0 },
      },
      {
        ...{ sleutel: '29', naam: expect.any(String), personen: 1, meldingen: 3, wettelijk: 2, overig: 0, onbekend: 1 },
        ...{ uitgeschreven: 0, m202510: 0, m202511: 1, m202512: 1, m202609: 1 },
      },
    ]);
    expect(figure.totaal?.cells).toMatchObject({ personen: 3, meldingen: 6, m202511: 3 });
    // October begins the next year
    expect((await run()).totaal?.cells).toMatchObject({ meldingen: 1, m202610: 1 });
    expect((await run({ schoolYear: 2025, region: '28' })).totaal?.cells['meldingen']).toBe(3);
    expect((await run({ schoolYear: 2025, within: ['0599'] })).totaal?.cells['meldingen']).toBe(3);
    const levels = await run({ schoolYear: 2025, per: 'niveau' });
    expect(levels.rijen.map(({ cells }) => [cells['sleutel'], cells['meldingen']])).toEqual([
      ['Mbo1 opleidingen', 3],
      ['Mbo2 opleidingen', 3],
    ]);
    await expect(run({ schoolYear: 2024 })).rejects.toThrow('wel van: 2025-2026');
  });

  it('show no small number in a publication, nor the way to one', async () => {
    await import_('202511A04I27GZ.csv', LINES);
    const figure = await run({ publication: true });
    for (const { cells } of [...figure.rijen, figure.totaal!]) {
      for (const value of Object.values(cells)) expect([1, 2, 3, 4]).not.toContain(value);
      expect(Object.keys(cells)).not.toContain('personen');
    }
  });

  it('publish no small number of a region that follows from everything and the others', async () => {
    const report = (i: number, region: string, town: string) =>
      `1000${String(i).padStart(5, '0')};202511;1;J;N;;REGIO ${region};${town};Mbo2 opleidingen;27GZ`;
    const many = (from: number, n: number, region: string, town: string) =>
      Array.from({ length: n }, (_, i) => report(from + i, region, town));
    await import_('202511A04I27GZ.csv', [HEAD, ...many(100, 20, '28', '518'), ...many(300, 3, '29', '599')]);
    const totals = async (more: Partial<FigureQuestion>) => {
      const { totaal } = await run({ ...more, publication: true });
      return [totaal!.cells['m202511'], totaal!.cells['meldingen']];
    };
    // everything less 28 is what 29 withholds, in the distribution over levels too
    for (const per of ['regio', 'gemeente', 'niveau'] as const) {
      expect(await totals({ per })).toEqual([null, null]);
      expect(await totals({ region: '28', per })).toEqual([20, 20]);
      expect(await totals({ region: '29', per })).toEqual([null, null]);
    }
  });

  it('say that none came in', async () => {
    await expect(run()).rejects.toThrow('nog geen maandbestand');
  });

  (existsSync(DATA) ? it : it.skip)('of the real format are all counted, in months that add up', async () => {
    for (const name of ['202310A04I27GZ.csv', '202312A14I27GZ.csv']) {
      await import_(name, readFileSync(join(DATA, name), 'utf8').trim().split(/\r?\n/));
    }
    for (const per of ['niveau', 'regio', 'gemeente', 'school'] as const) {
      const { rijen, totaal } = await run({ per });
      expect(totaal?.cells).toMatchObject({ meldingen: 1265, personen: 1265, wettelijk: 1265, onbekend: 0 });
      const months = Object.keys(totaal!.cells).filter((key) => key.startsWith('m2'));
      for (const { cells } of [...rijen, totaal!]) {
        expect(months.reduce((sum, month) => sum + Number(cells[month]), 0)).toBe(cells['meldingen']);
      }
      expect(rijen.reduce((sum, { cells }) => sum + Number(cells['meldingen']), 0)).toBe(1265);
    }
    expect((await run({ region: '28' })).totaal?.cells['meldingen']).toBe(931);
  });
});

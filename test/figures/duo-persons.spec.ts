import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Actor, systemActor } from '../../src/access/actor';
import { Audit } from '../../src/access/audit';
import type { Visitor } from '../../src/access/visitor';
import { FigureDesk } from '../../src/figures/desk/figure-desk';
import type { FigureKindName } from '../../src/figures/desk/kinds';
import { type Figure, type FigureQuestion, PER } from '../../src/figures/figure';
import { ANNE, BILAL, CHRIS, type ImportHouse, openImportHouse } from '../support/import-house';

const DATA = join(__dirname, '../../../shared/data');
const MONTH_HEAD =
  'PERSOONSGEBONDENNUMMER;RAPPORTAGEMAAND;INSCHRIJVINGSVOLGNUMMER;MELDING_VERZUIM_WETTELIJK;MELDING_VERZUIM_NIET_WETTELIJK;DATUM_UITSCHRIJVING;RMC_REGIO;GEMEENTECODE;NIVEAU;BRIN';
const HEAD = '#BURGERSERVICENUMMER;ONDERWIJSNUMMER;GEBOORTEDATUM;RMC_REGIO;GEMCODE;BRIN;BRIN_VOLGNR;NIVEAU';
const UNKNOWN_PERSON = '100000113';
const system = systemActor('opdracht');

let house: ImportHouse;
let desk: FigureDesk;
beforeEach(async () => {
  house = await openImportHouse('2026-11-24');
  desk = house.module.get(FigureDesk, { strict: false });
  await house.fill();
});
afterEach(() => house.close());

const question = (more: Partial<FigureQuestion> = {}): FigureQuestion => ({
  ...{ schoolYear: 2025, region: null, municipality: null, per: 'regio', publication: false, ...more },
});
const visitor = (more: Partial<Visitor>): Actor => ({
  ...systemActor('pagina'),
  visitor: {
    ...{
      employee: 'lpa',
      name: 'A',
      roles: ['leerplichtambtenaar', 'rmc-trajectbegeleider'],
      boa: false,
      from: null,
      until: null,
    },
    ...{ municipalities: ['0363', '0518'], regions: ['21', '28'], schools: [], ...more },
  },
});

/** Anne twice in November, Bilal enrolled twice, Chris left; somebody who is unknown here. */
async function months(): Promise<void> {
  const lines = [
    MONTH_HEAD,
    `${ANNE};202510;1;J;N;;REGIO 21;363;Mbo2 opleidingen;27GZ`,
    `${ANNE};202511;1;J;N;;REGIO 21;363;Mbo2 opleidingen;27GZ`,
    `${BILAL};202511;1;N;J;;REGIO 21;363;Mbo2 opleidingen;27GZ`,
    `${BILAL};202511;2;;;;REGIO 28;518;;27GZ`,
    `${CHRIS};202511;1;J;N;15-11-2025;REGIO 28;518;Mbo1 opleidingen;27GZ`,
    `${UNKNOWN_PERSON};202511;1;;;;REGIO 28;518;Mbo1 opleidingen;27GZ`,
  ];
  await house.import('duo-maand', lines, { name: '202511A04I27GZ.csv' });
  await house.import('duo-maand', [...lines, `${CHRIS};202512;1;J;;;REGIO 28;518;;27GZ`], {
    name: '202512A14I27GZ.csv',
  });
}

async function population(): Promise<void> {
  const duo = (number: string, town: string) =>
    `${number};;01-02-2004;REGIO ${town === '363' ? '21' : '28'};${town};01AB;01AB;Mbo4 opleidingen`;
  const people = [duo(ANNE, '363'), duo(BILAL, '363'), duo(UNKNOWN_PERSON, '518')];
  await house.import('duo-startpopulatie', [HEAD, ...people], { name: 'NRSP2026DI01AB.csv' });
  await house.import('duo-nieuwe-vsv', [HEAD, duo(ANNE, '363'), duo(UNKNOWN_PERSON, '518'), duo(CHRIS, '518')], {
    name: 'NenR2026DI01AB.csv',
  });
}

type Kind = Exclude<FigureKindName, 'jaarverslag'>;

/** Every number of the figure, with as many persons behind it. */
async function eachCell(kind: Kind, persons: Kind, more: Partial<FigureQuestion>): Promise<number> {
  const figure = await desk.table(system, kind, question(more));
  let checked = 0;
  for (const { cells } of [...figure.rijen, figure.totaal!]) {
    for (const { key: column } of figure.kolommen.filter(({ type }) => type === 'getal')) {
      const key = String(cells['sleutel']);
      const behind = await desk.table(system, persons, question(more), { key, column });
      expect([kind, more, key, column, behind.rijen.length]).toEqual([kind, more, key, column, cells[column]]);
      checked += Number(cells[column]);
    }
  }
  return checked;
}

const numbersOf = ({ rijen }: Figure) => rijen.map(({ cells }) => cells['pgn']).sort();

describe('the persons behind the figures of DUO', () => {
  it.each(PER)('are as many as each cell says, per %s', async (per) => {
    await months();
    await population();
    for (const more of [{ per }, { per, region: '28' }, { per, municipality: '0363' }]) {
      expect(await eachCell('duo-maand', 'duo-maand-personen', more)).toBeGreaterThan(0);
      expect(await eachCell('duo-vsv', 'duo-vsv-personen', more)).toBeGreaterThan(0);
    }
  });

  it('of a month are told with the month, the kind and the day of leaving', async () => {
    await months();
    const behind = await desk.table(system, 'duo-maand-personen', question(), { key: '28', column: 'uitgeschreven' });
    expect(
      behind.rijen.map(({ cells }) => [cells['pgn'], cells['maand'], cells['soort'], cells['uitgeschreven']]),
    ).toEqual([[CHRIS, '2025-11', 'wettelijk', '2025-11-15']]);
    const none = await desk.table(system, 'duo-maand-personen', question(), { key: 'totaal', column: 'm202409' });
    expect(none.rijen).toEqual([]);
    for (const column of ['pgn', "x' OR '1'='1", 'constructor']) {
      const odd = await desk.table(system, 'duo-maand-personen', question(), { key: 'totaal', column });
      expect(odd.rijen).toEqual([]);
    }
    const page = (offset: number) =>
      desk.table(system, 'duo-maand-personen', question(), { key: 'totaal', column: 'meldingen', offset, limit: 4 });
    expect([(await page(0)).rijen.length, (await page(4)).rijen.length]).toEqual([4, 3]);
  });

  it('are those whom the asker may see, and nobody whom we do not know', async () => {
    await months();
    await population();
    const ask = (who: Actor, kind: Kind, key: string, column?: string) =>
      desk.table(who, kind, question(), { key, column });
    const officer = visitor({});
    expect(numbersOf(await ask(officer, 'duo-maand-personen', 'totaal', 'personen'))).toEqual(
      [BILAL, ANNE, CHRIS].sort(),
    );
    expect(numbersOf(await ask(system, 'duo-maand-personen', 'totaal', 'personen'))).toContain(UNKNOWN_PERSON);
    expect(numbersOf(await ask(officer, 'duo-vsv-personen', 'totaal', 'vsv'))).toEqual([ANNE]);
    expect(numbersOf(await ask(officer, 'duo-vsv-personen', 'buiten-startpopulatie'))).toEqual([CHRIS]);
    const elsewhere = visitor({ municipalities: ['0114'], regions: [] });
    for (const kind of ['duo-maand-personen', 'duo-vsv-personen'] as const) {
      expect((await ask(elsewhere, kind, 'totaal')).rijen).toEqual([]);
    }
    // Bilal lives in Amsterdam, also where DUO says The Hague
    const hague = visitor({ municipalities: ['0518'], regions: ['28'] });
    expect(numbersOf(await ask(hague, 'duo-maand-personen', 'totaal', 'personen'))).toEqual([CHRIS]);
    const asked = desk.table(officer, 'duo-maand-personen', question({ publication: true }), { key: '28' });
    await expect(asked).rejects.toMatchObject({ code: 'personen-niet-openbaar' });
    await expect(desk.table(officer, 'duo-vsv-personen', question())).rejects.toMatchObject({
      code: 'sleutel-ontbreekt',
    });
  });

  it('stand in the log with each pupil that was looked at', async () => {
    await months();
    await population();
    await desk.table(system, 'duo-maand-personen', question(), { key: '28', column: 'uitgeschreven' });
    await desk.table(system, 'duo-vsv-personen', question(), { key: '21', column: 'vsv' });
    await house.module.get(Audit, { strict: false }).flush();
    const rows = await house.rows(
      `SELECT e.object AS "object", COUNT(p.pupil_id) AS "pupils" FROM audit_entry e JOIN audit_pupil p ON p.chain = e.chain AND p.seq = e.seq
        WHERE e.object LIKE 'duo-%' GROUP BY e.object ORDER BY e.object`,
    );
    expect(rows).toEqual([
      { object: 'duo-maand-personen', pupils: 1 },
      { object: 'duo-vsv-personen', pupils: 1 },
    ]);
  });

  (existsSync(DATA) ? it : it.skip)(
    'of the real files: 15,458, 1,000, 996, and the 4 who are not in it',
    async () => {
      for (const [kind, name] of [
        ['duo-startpopulatie', 'NRSP2023DI27GZ.csv'],
        ['duo-nieuwe-vsv', 'NenR2023DI27GZ.csv'],
      ] as const) {
        await house.import(kind, readFileSync(join(DATA, name), 'utf8').trim().split(/\r?\n/), { name });
      }
      const count = async (key: string, column?: string) =>
        (await desk.table(system, 'duo-vsv-personen', question({ schoolYear: 2022 }), { key, column, limit: 20_000 }))
          .rijen.length;
      expect([await count('totaal', 'deelnemers'), await count('totaal', 'vsv')]).toEqual([15_458, 996]);
      const outside = await desk.table(system, 'duo-vsv-personen', question({ schoolYear: 2022 }), {
        key: 'buiten-startpopulatie',
      });
      expect(outside.rijen.map(({ cells }) => cells['vsvDuo'])).toEqual(['ja', 'ja', 'ja', 'ja']);
      const beside = await desk.table(system, 'duo-vergelijking', question({ schoolYear: 2022 }));
      const line = beside.rijen.find(({ cells }) => cells['sleutel'] === 'buiten-startpopulatie')!;
      expect(line.cells).toMatchObject({ personen: 4, vsvDuo: 4 });
      expect(
        beside.rijen
          .filter(({ cells }) => !String(cells['sleutel']).startsWith('beide-'))
          .reduce((sum, { cells }) => sum + Number(cells['vsvDuo']), 0),
      ).toBe(1_000);
    },
    120_000,
  );
});

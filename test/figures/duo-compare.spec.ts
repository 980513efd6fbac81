import { systemActor } from '../../src/access/actor';
import { DuoComparison } from '../../src/figures/duo/compare';
import type { FigureQuestion } from '../../src/figures/figure';
import { VSV_STATUSES } from '../../src/registry/vsv-status-store';
import { ANNE, BILAL, CHRIS, type ImportHouse, openImportHouse } from '../support/import-house';

const HEAD = '#BURGERSERVICENUMMER;ONDERWIJSNUMMER;GEBOORTEDATUM;RMC_REGIO;GEMCODE;BRIN;BRIN_VOLGNR;NIVEAU';
const duo = (number: string) => `${number};${number};01-02-2004;REGIO 28;518;01AB;01AB;Mbo4 opleidingen`;

const QUESTION: FigureQuestion = {
  ...{ schoolYear: null, region: null, municipality: null, per: 'regio', publication: false },
};
const PAGE = { limit: 100, offset: 0 };

let house: ImportHouse;
beforeEach(async () => {
  house = await openImportHouse('2026-11-24');
});
afterEach(() => house.close());

it('tells who is in one and not in the other, and why, and who is an early leaver in which', async () => {
  expect(VSV_STATUSES).toContain('nieuwkomer');
  await house.import('scholen', [
    'brin;vestiging;naam;gemeentecode;vakantieregio',
    '01AB;00;De Eik;0518;Midden',
    '02CD;00;De Es;0518;Midden',
  ]);
  const [stayed, old, po, elsewhere, missing] = ['900000004', '900000016', '900000028', '900000041', '900000053'];
  await house.import('leerlingen', [
    'pgn;geboortedatum;gemeentecode',
    ...[ANNE, BILAL, CHRIS, stayed, po, elsewhere, missing].map((pgn) => `${pgn};2006-03-01;0518`),
    `${old};2000-10-01;0518`,
  ]);
  const rejected = await house.import('inschrijvingen', [
    'pgn;brin;vestiging;onderwijssoort;niveau;begindatum;einddatum',
    `${ANNE};01AB;00;mbo;2;2021-08-01;2023-02-01`,
    `${BILAL};01AB;00;mbo;2;2021-08-01;2023-02-01`,
    `${stayed};01AB;00;mbo;2;2021-08-01;`,
    `${old};01AB;00;mbo;2;2021-08-01;`,
    `${po};01AB;00;po;;2021-08-01;`,
    `${elsewhere};02CD;00;mbo;2;2021-08-01;`,
    `${missing};01AB;00;mbo;2;2021-08-01;`,
  ]);
  expect(rejected.afgekeurd).toEqual([]);
  const population = [ANNE, BILAL, CHRIS, stayed, old, po, '900000065'];
  await house.import('duo-startpopulatie', [HEAD, ...population.map(duo)], { name: 'NRSP2023DI01AB.csv' });
  await house.import(
    'duo-nieuwe-vsv',
    [HEAD, duo(ANNE), duo(stayed), duo('900000065'), duo(missing), duo('900000077')],
    {
      name: 'NenR2023DI01AB.csv',
    },
  );
  const comparison = house.module.get(DuoComparison, { strict: false });
  const figure = await comparison.run(QUESTION);
  const rows = figure.rijen.map(
    ({ cells }) => `${cells['sleutel']} ${cells['personen']} ${cells['vsvDuo']} ${cells['vsvEigen']}`,
  );
  expect(rows).toEqual([
    'beide 3 2 2',
    'beide-onderwijs 1 1 0',
    'beide-vsv 1 1 1',
    'beide-niet-bij-duo 1 0 1',
    'onbekend-bij-ons 1 1 0',
    'niet-ingeschreven 1 0 0',
    'andere-onderwijssoort 1 0 0',
    'leeftijd 1 0 0',
    'nieuwkomer 0 0 0',
    'buiten-startpopulatie 2 2 0',
    'niet-in-levering 0 0 0',
  ]);
  const persons = await comparison.persons(systemActor('opdracht'), QUESTION, PAGE);
  const ours = await comparison.persons(systemActor('opdracht'), QUESTION, { ...PAGE, key: 'beide-niet-bij-duo' });
  expect(ours.rijen.map(({ cells }) => cells['pgn'])).toEqual([BILAL]);
  const listed = persons.rijen.map(({ cells }) => `${cells['pgn']}: ${cells['reden']}`).sort();
  expect(listed).toHaveLength(8);
  expect(listed).toContain(`${missing}: staat bij DUO als nieuwe vsv'er, maar niet in de startpopulatie van DUO`);
  expect(listed).toContain(`${BILAL}: andere uitkomst`);
  expect(listed.join()).not.toContain(elsewhere);
  // each line leads to as many as it says
  for (const { cells } of figure.rijen) {
    const key = String(cells['sleutel']);
    const behind = await comparison.persons(systemActor('opdracht'), QUESTION, { ...PAGE, key });
    expect([key, behind.rijen.length]).toEqual([key, cells['personen']]);
  }
  // an area is asked of DUO's row
  for (const [region, count] of [
    ['28', 3],
    ['29', 0],
  ] as const) {
    expect((await comparison.run({ ...QUESTION, region })).rijen[0]!.cells['personen']).toBe(count);
  }
  const nobody = {
    employee: 'x',
    name: 'X',
    roles: [],
    boa: false,
    from: null,
    until: null,
    municipalities: [],
    regions: [],
    schools: [],
  };
  const hidden = await comparison.persons({ ...systemActor('pagina'), visitor: nobody }, QUESTION, PAGE);
  expect(hidden.rijen).toEqual([]);
});

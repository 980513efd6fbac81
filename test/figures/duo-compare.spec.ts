import { systemActor } from '../../src/access/actor';
import { DuoComparison } from '../../src/figures/duo/compare';
import { VSV_STATUSES } from '../../src/registry/vsv-status-store';
import { ANNE, BILAL, CHRIS, type ImportHouse, openImportHouse } from '../support/import-house';

const HEAD = '#BURGERSERVICENUMMER;ONDERWIJSNUMMER;GEBOORTEDATUM;RMC_REGIO;GEMCODE;BRIN;BRIN_VOLGNR;NIVEAU';
const duo = (number: string) => `${number};${number};01-02-2004;REGIO 28;518;01AB;01AB;Mbo4 opleidingen`;

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
  await house.import('duo-nieuwe-vsv', [HEAD, duo(ANNE), duo(stayed), duo('900000065')], {
    name: 'NenR2023DI01AB.csv',
  });
  const comparison = house.module.get(DuoComparison, { strict: false });
  const figure = await comparison.run({ schoolYear: null });
  const rows = figure.rijen.map(
    ({ cells }) => `${cells['sleutel']} ${cells['personen']} ${cells['vsvDuo']} ${cells['vsvEigen']}`,
  );
  expect(rows).toEqual([
    'beide 3 2 2',
    'beide-onderwijs 1 1 0',
    'beide-vsv 1 1 1',
    'onbekend-bij-ons 1 1 0',
    'niet-ingeschreven 1 0 0',
    'andere-onderwijssoort 1 0 0',
    'leeftijd 1 0 0',
    'nieuwkomer 0 0 0',
    'niet-in-levering 1 0 0',
  ]);
  const persons = await comparison.persons(systemActor('opdracht'), { schoolYear: null, limit: 100, offset: 0 });
  const listed = persons.rijen.map(({ cells }) => `${cells['pgn']}: ${cells['reden']}`).sort();
  expect(listed).toHaveLength(7);
  expect(listed).toContain(`${missing}: staat bij ons op een school uit de levering, maar niet bij DUO`);
  expect(listed).toContain(`${BILAL}: andere uitkomst`);
  expect(listed.join()).not.toContain(elsewhere);
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
  const hidden = await comparison.persons(
    { ...systemActor('pagina'), visitor: nobody },
    { schoolYear: null, limit: 100, offset: 0 },
  );
  expect(hidden.rijen).toEqual([]);
});

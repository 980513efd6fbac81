import { loadAbsence } from '../../src/absence/absence-history';
import { loadFacts } from '../../src/registry/pupil-facts';
import { PupilDirectory } from '../../src/registry/pupil-directory';
import { ABSENCE, ANNE, BILAL, CHRIS, type ImportHouse, openImportHouse, PUPILS } from '../support/import-house';

let house: ImportHouse;
let ids: Map<string, string>;

beforeAll(async () => {
  house = await openImportHouse();
  await house.fill();
  await house.import('leerlingen', [
    `${PUPILS};gemeente_vanaf;vertrekdatum`,
    `${ANNE};2010-03-01;0518;2025-01-01;2026-05-01`,
  ]);
  await house.import('inschrijvingen', [
    'pgn;brin;vestiging;onderwijssoort;lesdagen;begindatum',
    `${ANNE};02CD;00;mbo;ma,vr;2021-08-01`,
  ]);
  await house.import('diplomas', ['pgn;soort;datum', `${ANNE};vwo;2026-06-01`, `${ANNE};vmbo;2024-06-01`]);
  await house.import('vrijstellingen', ['pgn;artikel;begindatum;einddatum', `${ANNE};ART11F;2025-03-01;2025-03-05`]);
  const rows = [
    `b;${ANNE};02CD;00;2025-09-16;2;ziek;nee;`,
    `a;${ANNE};01AB;00;2025-09-17;1,5;ongeoorloofd;ja;`,
    `c;${ANNE};01AB;00;2025-09-16;2;luxe;nee;`,
    `d;${ANNE};01AB;00;2025-09-15;2;luxe;nee;`,
    `e;${BILAL};01AB;00;2025-09-15;2;luxe;nee;`,
  ];
  await house.import('verzuim', [ABSENCE, ...rows, 'd;;01AB;;;;ingetrokken;;']);
  ids = await house.module.get(PupilDirectory, { strict: false }).find(house.database.read, [ANNE, BILAL, CHRIS]);
});

afterAll(() => house.close());

it('reads all that the registry knows of a pupil, in order of date', async () => {
  const found = await loadFacts(house.database.read, [ids.get(ANNE)!, ids.get(CHRIS)!]);
  expect([...found.keys()].sort()).toEqual([ids.get(ANNE)!, ids.get(CHRIS)!].sort());
  expect(found.get(ids.get(ANNE)!)).toEqual({
    birthDate: '2010-03-01',
    deathDate: null,
    departureDate: '2026-05-01',
    residences: [
      { from: null, municipality: '0363' },
      { from: '2025-01-01', municipality: '0518' },
    ],
    enrolments: [
      { location: '02CD00', education: 'mbo', profile: null, teachingDays: 0b10001, from: '2021-08-01', until: null },
      { location: '01AB00', education: 'vo', profile: null, teachingDays: null, from: '2022-08-01', until: null },
    ],
    diplomas: [
      { kind: 'vmbo', day: '2024-06-01' },
      { kind: 'vwo', day: '2026-06-01' },
    ],
    exemptions: [{ article: 'ART11F', from: '2025-03-01', until: '2025-03-05' }],
    absence: [],
  });
});

it('leaves out a pupil who does not exist', async () => {
  expect((await loadFacts(house.database.read, ['01990000-0000-7000-8000-000000000000'])).size).toBe(0);
});

it('reads absence by location and day, without what was withdrawn', async () => {
  const found = await loadAbsence(house.database.read, [...ids.values()]);
  expect(found.get(ids.get(ANNE)!)!.map(({ number }) => number)).toEqual(['c', 'a', 'b']);
  expect(found.get(ids.get(ANNE)!)![1]).toEqual({
    number: 'a',
    location: '01AB00',
    day: '2025-09-17',
    hundredths: 150,
    kind: 'ongeoorloofd',
    wholeDay: true,
  });
  expect(found.get(ids.get(BILAL)!)).toHaveLength(1);
  expect(found.has(ids.get(CHRIS)!)).toBe(false);
});

import { ImportService } from '../../src/imports/import-service';
import {
  ABSENCE,
  ANNE,
  BILAL,
  CHRIS,
  ENROLMENTS,
  type ImportHouse,
  openImportHouse,
  PUPILS,
  SCHOOLS,
  WITHOUT_BSN,
} from '../support/import-house';

let house: ImportHouse;

beforeEach(async () => {
  house = await openImportHouse();
});

afterEach(() => house.close());

const absence = (number: string, pgn: string, day: string, kind = 'ziek') =>
  `${number};${pgn};01AB;00;${day};2,5;${kind};nee;`;

/** Files in the order they come in: new rows, corrections, removals, mistakes, a number that replaces another. */
const FILES: [string, string[]][] = [
  ['scholen', [SCHOOLS, '01AB;00;De Eik;0363;Noord', '02CD;00;De Es;0518;Midden', '03EF;00;Niets;9999;Noord']],
  ['scholen', [SCHOOLS, '01AB;00;De Eik;0363;Zuid', '02CD;00;De Es;0518;Midden']],
  [
    'vrije-dagen',
    [
      'brin;vestiging;begindatum;einddatum;soort',
      '01AB;00;2025-10-11;2025-10-19;vakantie',
      '01AB;00;2025-11-03;2025-11-03;vrij',
    ],
  ],
  [
    'vrije-dagen',
    [
      'brin;vestiging;begindatum;einddatum;soort;verwijderd',
      '01AB;00;2025-11-03;;vrij;ja',
      '01AB;00;2025-11-03;;vrij;ja',
      '09XX;00;2025-11-03;2025-11-03;vrij;',
      '01AB;00;2025-12-20;2025-12-01;vakantie;',
    ],
  ],
  ['leerlingen', [`${PUPILS};achternaam`, `${ANNE};2010-03-01;0363;A`, `${WITHOUT_BSN};2009-05-05;0363;B`]],
  [
    'leerlingen',
    [
      `${PUPILS};achternaam;gemeente_vanaf;vorig_pgn`,
      `${ANNE};2010-03-02;0363;A;;`,
      `${CHRIS};2008-01-31;0518;C;2025-01-01;`,
      `${CHRIS};2008-01-31;0363;C;2025-06-01;`,
      `${BILAL};2009-05-05;0363;B;;${WITHOUT_BSN}`,
      '123456789;2009-05-05;0363;D;;',
    ],
  ],
  ['leerlingen', [`${PUPILS};vorig_pgn`, `${WITHOUT_BSN};2009-05-06;0363;`, `${ANNE};2010-03-02;0363;${WITHOUT_BSN}`]],
  [
    'inschrijvingen',
    [
      ENROLMENTS,
      `${ANNE};01AB;00;vo;2022-08-01;`,
      `${BILAL};01AB;00;vo;2021-08-01;`,
      `${CHRIS};02CD;00;vo;2020-08-01;`,
    ],
  ],
  [
    'inschrijvingen',
    [
      `${ENROLMENTS};verwijderd`,
      `${ANNE};01AB;00;vo;2022-08-01;2026-01-01;`,
      `${CHRIS};02CD;00;;2020-08-01;;ja`,
      `${CHRIS};02CD;00;;2020-08-01;;ja`,
      `${CHRIS};04XX;00;vo;2020-08-01;;`,
    ],
  ],
  ['diplomas', ['pgn;soort;datum', `${ANNE};vmbo;2025-06-01`, `${ANNE};vmbo;2025-06-01`, `${CHRIS};arts;2025-06-01`]],
  [
    'vrijstellingen',
    ['pgn;artikel;begindatum;einddatum', `${CHRIS};ART5_A;2025-09-01;`, `${ANNE};art11g;2025-09-01;2025-09-05`],
  ],
  [
    'contactpersonen',
    ['pgn;naam;relatie;telefoon', `${ANNE};Ma;moeder;06`, `${ANNE};Ma;moeder;07`, `000000012;Pa;vader;`],
  ],
  ['vsv-status', ['pgn;peildatum;status', `${ANNE};2025-10-01;ho`, `${ANNE};2025-10-02;ho`]],
  ['medewerkers', ['medewerker;naam;rol;gemeenten', 'm1;Ann;leerplichtambtenaar;0363', 'm2;Bo;baas;0363']],
  ['medewerkers', ['medewerker;naam;rol;gemeenten', 'm1;Ann;leerplichtambtenaar;0363,0518']],
  [
    'verzuim',
    [
      ABSENCE,
      absence('V1', ANNE, '2025-09-15'),
      absence('V2', BILAL, '2025-10-13'),
      absence('V3', CHRIS, '2025-09-20'),
    ],
  ],
  [
    'verzuim',
    [
      ABSENCE,
      absence('V1', ANNE, '2025-09-16'),
      'V2;;01AB;;;;ingetrokken;;',
      'V9;;01AB;;;;ingetrokken;;',
      absence('V4', CHRIS, '2025-09-22'),
      absence('V4', CHRIS, '2025-09-23', 'luxe'),
      absence('V5', '000000012', '2025-09-23'),
    ],
  ],
];

it('says of every kind of file exactly what its import says, and stores nothing', async () => {
  for (const [soort, lines] of FILES) {
    const before = await house.contents();
    const trial = await house.import(soort, lines, { proef: true });
    expect(await house.contents()).toEqual(before);
    expect(trial).toEqual(await house.import(soort, lines));
    const again = await house.import(soort, lines, { proef: true });
    expect(again).toEqual(await house.import(soort, lines));
  }
  expect(await house.rows("SELECT COUNT(*) AS n FROM import_run WHERE kind = 'verzuim'")).toEqual([{ n: 4 }]);
});

it('says so over many chunks too, where a later row is about one of an earlier chunk', async () => {
  await house.fill();
  const many = Array.from({ length: 3_500 }, (_, i) => absence(`V${i}`, i % 2 === 0 ? ANNE : BILAL, '2025-09-15'));
  const lines = [
    ABSENCE,
    ...many,
    absence('V1', ANNE, '2025-09-16'),
    'V2;;01AB;;;;ingetrokken;;',
    absence('V3', BILAL, '2025-09-15'),
  ];
  const trial = await house.import('verzuim', lines, { proef: true });
  expect(trial).toMatchObject({ gelezen: 3_503, nieuw: 3_500, gewijzigd: 3 - 1 });
  expect(await house.import('verzuim', lines)).toEqual(trial);
});

it('raises the alarm that the import would raise', async () => {
  await house.fill();
  const file = (rows: number) => [
    ABSENCE,
    ...Array.from({ length: rows }, (_, i) => absence(`V${i}`, ANNE, '2025-09-15')),
  ];
  await house.import('verzuim', file(40));
  const trial = await house.import('verzuim', file(4), { proef: true });
  expect(trial.meldingen.join()).toContain('Let op');
  expect(await house.import('verzuim', file(4))).toEqual(trial);
});

it('holds nobody up: others write, and import the same file, while a trial is half way', async () => {
  await house.fill();
  const lines = [absence('V1', ANNE, '2025-09-15'), absence('V2', BILAL, '2025-09-15')];
  let reached: () => void = () => undefined;
  let goOn: () => void = () => undefined;
  const halfWay = new Promise<void>((resolve) => (reached = resolve));
  const told = new Promise<void>((resolve) => (goOn = resolve));
  async function* slow(): AsyncGenerator<Buffer> {
    yield Buffer.from(
      `${ABSENCE}\n${Array.from({ length: 1_500 }, (_, i) => absence(`W${i}`, ANNE, '2025-09-15')).join('\n')}\n`,
    );
    reached();
    await told;
    yield Buffer.from(`${lines.join('\n')}\n`);
  }
  const service = house.module.get(ImportService, { strict: false });
  const trial = service.run({ soort: 'verzuim', stream: slow(), proef: true });
  await halfWay;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await house.import('verzuim', [ABSENCE, ...lines])).nieuw).toBe(2);
  goOn();
  // it looked up what it needed after the other had written it
  expect(await trial).toMatchObject({ gelezen: 1_502, nieuw: 1_500, ongewijzigd: 2 });
  expect(await house.rows('SELECT COUNT(*) AS n FROM absence_record')).toEqual([{ n: 2 }]);
});

it('leaves no calendar behind that a real import would count with', async () => {
  await house.fill();
  const line = absence('V1', ANNE, '2025-09-15');
  const free = ['brin;vestiging;begindatum;einddatum;soort', '01AB;00;2025-09-15;2025-09-15;vrij'];
  await house.import('vrije-dagen', free, { proef: true });
  expect((await house.import('verzuim', [ABSENCE, line], { proef: true })).meldingen).toEqual([]);
  expect((await house.import('verzuim', [ABSENCE, line])).meldingen).toEqual([]);
  await house.import('vrije-dagen', free);
  const noted = (await house.import('verzuim', [ABSENCE, line], { proef: true })).meldingen;
  expect(noted.join()).toContain('zonder les');
  expect((await house.import('verzuim', [ABSENCE, line])).meldingen).toEqual(noted);
});

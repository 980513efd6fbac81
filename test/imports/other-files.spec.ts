import { ANNE, BILAL, counts, type ImportHouse, openImportHouse, SCHOOLS } from '../support/import-house';

let house: ImportHouse;

beforeEach(async () => {
  house = await openImportHouse();
  await house.fill();
});

afterEach(() => house.close());

const jobs = async (kind: string) =>
  (await house.rows('SELECT subject FROM outbox WHERE kind = ?', kind)).map((row) => row['subject']);

/** per file kind: a row that is taken, the same row with other content, and a row that is refused with its column */
const KINDS: { soort: string; header: string; good: string; other: string; bad: [string, string][] }[] = [
  {
    soort: 'scholen',
    header: `${SCHOOLS};plaats`,
    good: '03EF;03EF01;De Linde;0363;noord;Zwolle',
    other: '03EF;01;De Linde;0363;Zuid;Zwolle',
    bad: [
      ['03EF;04EF01;X;0363;Noord;', 'vestiging'],
      ['3EF;01;X;0363;Noord;', 'brin'],
      ['03EF;01;X;0000;Noord;', 'gemeentecode'],
      ['03EF;01;X;0363;Oost;', 'vakantieregio'],
      ['03EF;01;;0363;Noord;', 'naam'],
    ],
  },
  {
    soort: 'contactpersonen',
    header: 'pgn;naam;relatie;gezag;telefoon;begindatum;einddatum',
    good: `${ANNE};J. Jansen;moeder;ja;0612345678;2020-01-01;`,
    other: `${ANNE};J. Jansen;moeder;ja;0687654321;2020-01-01;`,
    bad: [
      ['000000012;J. Jansen;moeder;ja;;;', 'pgn'],
      [`${ANNE};J. Jansen;moeder;misschien;;;`, 'gezag'],
      [`${ANNE};J. Jansen;moeder;;;2020-01-02;2020-01-01`, 'einddatum'],
      [`${ANNE};J. Jansen;;;;;`, 'relatie'],
    ],
  },
  {
    soort: 'vsv-status',
    header: 'pgn;peildatum;status',
    good: `${ANNE};01-10-2025;HO`,
    other: `${ANNE};2025-10-01;werkend`,
    bad: [
      [`${ANNE};2025-10-02;ho`, 'peildatum'],
      [`${ANNE};2025-10-01;reizend`, 'status'],
    ],
  },
  {
    soort: 'inschrijvingen',
    header: 'pgn;brin;vestiging;onderwijssoort;niveau;lesdagen;uitstroomprofiel;begindatum;einddatum;verwijderd',
    good: `${ANNE};01AB;01;mbo;2;ma,WO;;2024-08-01;;`,
    other: `${ANNE};01AB;01;mbo;3;ma,wo;;2024-08-01;2025-07-31;`,
    bad: [
      [`${ANNE};01AB;09;mbo;2;;;2024-08-01;;`, 'vestiging'],
      [`${ANNE};01AB;01;hbo;2;;;2024-08-01;;`, 'onderwijssoort'],
      [`${ANNE};01AB;01;vo;2;;;2024-08-01;;`, 'niveau'],
      [`${ANNE};01AB;01;mbo;5;;;2024-08-01;;`, 'niveau'],
      [`${ANNE};01AB;01;mbo;2;ma,za;;2024-08-01;;`, 'lesdagen'],
      [`${ANNE};01AB;01;vso;;;werk;2024-08-01;;`, 'uitstroomprofiel'],
      [`${ANNE};01AB;01;mbo;2;;;2024-08-01;2024-07-31;`, 'einddatum'],
    ],
  },
  {
    soort: 'vrijstellingen',
    header: 'pgn;artikel;begindatum;einddatum;verwijderd',
    good: `${ANNE};art5_a;2025-08-01;2025-08-01;nee`,
    other: `${ANNE};ART5_A;2025-08-01;2026-07-31;`,
    bad: [
      [`${ANNE};ART6;2025-08-01;;`, 'artikel'],
      [`${ANNE};ART5_A;2025-08-02;2025-08-01;`, 'einddatum'],
    ],
  },
  {
    soort: 'vrije-dagen',
    header: 'brin;vestiging;begindatum;einddatum;soort;omschrijving;verwijderd',
    good: '01AB;00;2025-10-06;2025-10-06;vrij;studiedag;',
    other: '01AB;00;2025-10-06;2025-10-07;vrij;studiedag;',
    bad: [
      ['09ZZ;00;2025-10-06;2025-10-06;vrij;;', 'vestiging'],
      ['01AB;00;2025-10-06;2025-10-05;vrij;;', 'einddatum'],
      ['01AB;00;2025-10-06;2025-10-06;feest;;', 'soort'],
    ],
  },
  {
    soort: 'medewerkers',
    header: 'medewerker;naam;rol;gemeenten;regios;scholen;fte;maximum;begindatum;einddatum;email',
    good: 'm1;M. Een;RMC-coordinator,leerplichtambtenaar;0363,0518;21;01AB,02cd00;0,8;40;2020-01-01;;m@x.nl',
    other: 'm1;M. Een;leerplichtambtenaar;0363;;;;;2020-01-01;;',
    bad: [
      ['m1;M;directeur;;;;;;;;', 'rol'],
      ['m1;M;;;;;;;;;', 'rol'],
      ['m1;M;rmc-coordinator;0000;;;;;;;', 'gemeenten'],
      ['m1;M;rmc-coordinator;;99;;;;;;', 'regios'],
      ['m1;M;rmc-coordinator;;;school;;;;;', 'scholen'],
      ['m1;M;rmc-coordinator;;;;0,855;;;;', 'fte'],
      ['m1;M;rmc-coordinator;;;;;-1;;;', 'maximum'],
      ['m1;M;rmc-coordinator;;;;;;2020-01-02;2020-01-01;', 'einddatum'],
    ],
  },
];

describe.each(KINDS)('$soort', ({ soort, header, good, other, bad }) => {
  it('is new once, unchanged the second time, and corrected by other content', async () => {
    expect(counts(await house.import(soort, [header, good]))).toBe(
      'gelezen 1, nieuw 1, gewijzigd 0, ongewijzigd 0, afgekeurd 0',
    );
    const first = await house.contents();
    expect(counts(await house.import(soort, [header, good]))).toBe(
      'gelezen 1, nieuw 0, gewijzigd 0, ongewijzigd 1, afgekeurd 0',
    );
    expect(await house.contents()).toEqual(first);
    expect(counts(await house.import(soort, [header, other]))).toBe(
      'gelezen 1, nieuw 0, gewijzigd 1, ongewijzigd 0, afgekeurd 0',
    );
    expect(counts(await house.import(soort, [header, good, other]))).toBe(
      'gelezen 2, nieuw 0, gewijzigd 0, ongewijzigd 2, afgekeurd 0',
    );
  });

  it('stores nothing on trial, and says the same', async () => {
    const lines = [header, good, other, good];
    const before = await house.contents();
    const trial = await house.import(soort, lines, { proef: true });
    expect(await house.contents()).toEqual(before);
    expect(await house.import(soort, lines)).toEqual(trial);
  });

  it.each(bad)('refuses %s', async (row, column) => {
    const report = await house.import(soort, [header, row, good]);
    expect(report.afgekeurd).toMatchObject([{ regel: 2, kolom: column }]);
    expect(report.nieuw).toBe(1);
  });
});

describe('diplomas', () => {
  const header = 'pgn;soort;datum;verwijderd';

  it('come, stay and are taken away', async () => {
    await house.import('diplomas', [header, `${ANNE};HAVO;2026-06-01;`, `${BILAL};mbo2;2026-06-01;`]);
    expect((await house.import('diplomas', [header, `${ANNE};havo;2026-06-01;`])).ongewijzigd).toBe(1);
    expect((await house.import('diplomas', [header, `${ANNE};havo;2026-06-01;JA`])).gewijzigd).toBe(1);
    expect(await house.rows('SELECT kind FROM diploma')).toEqual([{ kind: 'mbo2' }]);
    // the same file again changes nothing and refuses nothing; a row that never was is told of
    for (const proef of [true, false]) {
      const lines = [header, `${ANNE};havo;2026-06-01;ja`, `${BILAL};vwo;2026-06-01;ja`];
      const report = await house.import('diplomas', lines, { proef });
      expect(report).toMatchObject({ gelezen: 2, nieuw: 0, gewijzigd: 0, ongewijzigd: 2, afgekeurd: [] });
      expect(report.meldingen).toEqual(['Er was geen rij om te verwijderen: 2 rijen (regel 2, 3)']);
    }
  });

  it('refuses what is on no list', async () => {
    const report = await house.import('diplomas', ['pgn;soort;datum', `${ANNE};gymnasium;2026-06-01`, `${ANNE};vwo;`]);
    expect(report.afgekeurd.map(({ kolom }) => kolom)).toEqual(['soort', 'datum']);
  });
});

describe('a calendar that changes', () => {
  const header = 'brin;vestiging;begindatum;einddatum;soort';

  it('has its location judged again', async () => {
    await house.import('vrije-dagen', [header, '01AB;00;2025-10-06;2025-10-06;vrij']);
    expect(await jobs('beoordeel-locatie')).toEqual(['01AB00']);
    await house.import('scholen', [SCHOOLS, '02CD;00;De Es;0518;Zuid', '01AB;01;Andere naam;0363;Noord']);
    expect(await jobs('beoordeel-locatie')).toEqual(['01AB00', '02CD00']);
  });

  it('keeps its own holidays of a school year as they were where one of them is rejected', async () => {
    await house.import('vrije-dagen', [header, '01AB;00;2025-10-04;2025-10-12;vakantie']);
    const report = await house.import('vrije-dagen', [
      header,
      '01AB;00;2025-10-04;2025-10-19;vakantie',
      '01AB;00;2025-12-20;2025-12-10;vakantie',
      '01AB;00;2026-10-10;2026-10-18;vakantie',
      '01AB;00;2026-03-02;2026-03-02;vrij',
      '02CD;00;2025-10-04;2025-10-12;vakantie',
    ]);
    expect(counts(report)).toBe('gelezen 5, nieuw 3, gewijzigd 0, ongewijzigd 1, afgekeurd 1');
    expect(report.meldingen[0]).toMatch(/^Niet overgenomen .* \(regel 2\)$/);
    expect(
      await house.rows(
        "SELECT from_date, until_date FROM calendar_period WHERE location = '01AB00' ORDER BY from_date",
      ),
    ).toEqual([
      { from_date: '2025-10-04', until_date: '2025-10-12' },
      { from_date: '2026-03-02', until_date: '2026-03-02' },
      { from_date: '2026-10-10', until_date: '2026-10-18' },
    ]);
  });
});

it('has the verdeelbak tried again after a change of staff, and not without one', async () => {
  const lines = ['medewerker;naam;rol', 'm1;M. Een;leerplichtambtenaar'];
  await house.import('medewerkers', lines);
  expect(await jobs('verdeel')).toEqual(['']);
  await house.database.work((work) => work.run('DELETE FROM outbox'));
  await house.import('medewerkers', lines);
  expect(await jobs('verdeel')).toEqual([]);
  expect(await house.rows('SELECT fte, maximum, boa FROM employee')).toEqual([{ fte: 100, maximum: null, boa: 0 }]);
});

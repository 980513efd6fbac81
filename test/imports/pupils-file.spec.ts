import { Encryption } from '../../src/platform/encryption';
import { PupilDirectory } from '../../src/registry/pupil-directory';
import {
  ABSENCE,
  ANNE,
  BILAL,
  counts,
  ENROLMENTS,
  type ImportHouse,
  openImportHouse,
  PUPILS,
  WITHOUT_BSN,
} from '../support/import-house';
import { cell } from '../../src/platform/place';
import { pupil } from '../../src/registry/tables';

let house: ImportHouse;

beforeEach(async () => {
  house = await openImportHouse();
  await house.fill();
});

afterEach(() => house.close());

const idOf = (pgn: string) => house.module.get(PupilDirectory, { strict: false }).findOne(house.database.read, pgn);
const homes = async (pgn: string) =>
  (
    await house.rows(
      'SELECT from_date, municipality FROM residence WHERE pupil_id = ? ORDER BY from_date',
      (await idOf(pgn))!,
    )
  ).map(({ from_date, municipality }) => `${from_date} ${municipality}`);
const jobs = async () =>
  (await house.rows("SELECT subject FROM outbox WHERE kind = 'beoordeel-leerling'")).map((row) => row['subject']);
const forgetJobs = () => house.database.work((work) => work.run('DELETE FROM outbox'));

describe('residence', () => {
  it('goes back as far as we know for a new pupil, and is corrected by a row without a day', async () => {
    expect(await homes(ANNE)).toEqual(['0001-01-01 0363']);
    await house.import('leerlingen', [PUPILS, `${ANNE};2010-03-01;0518`]);
    expect(await homes(ANNE)).toEqual(['0001-01-01 0518']);
  });

  it('moves on the day given; a row without a day then speaks of the latest', async () => {
    const move = [`${PUPILS};gemeente_vanaf`, `${ANNE};2010-03-01;0518;2026-01-15`];
    await house.import('leerlingen', move);
    expect(await homes(ANNE)).toEqual(['0001-01-01 0363', '2026-01-15 0518']);
    expect((await house.import('leerlingen', move)).ongewijzigd).toBe(1);
    expect((await house.import('leerlingen', [PUPILS, `${ANNE};2010-03-01;0518`])).ongewijzigd).toBe(1);
    await house.import('leerlingen', [PUPILS, `${ANNE};2010-03-01;0344`]);
    expect(await homes(ANNE)).toEqual(['0001-01-01 0363', '2026-01-15 0344']);
  });

  it('begins on the day given for a new pupil, and takes several moves from one file', async () => {
    const lines = [
      `${PUPILS};gemeente_vanaf`,
      `${WITHOUT_BSN};2012-01-01;0363;2024-02-01`,
      `${WITHOUT_BSN};2012-01-01;0518;2025-02-01`,
      `${WITHOUT_BSN};2012-01-01;0344;`,
    ];
    await house.import('leerlingen', lines);
    expect(await homes(WITHOUT_BSN)).toEqual(['2024-02-01 0363', '2025-02-01 0344']);
    expect((await house.import('leerlingen', lines)).gewijzigd).toBe(0);
    expect(await homes(WITHOUT_BSN)).toEqual(['2024-02-01 0363', '2025-02-01 0344']);
  });
});

describe('a pupil', () => {
  const full = `${PUPILS};achternaam;voornamen;straat;telefoon;geheim`;
  const stored = async () =>
    (
      await house.rows(
        'SELECT last_name, first_names, contact, secret_address FROM pupil WHERE id = ?',
        (await idOf(ANNE))!,
      )
    )[0]!;
  const contact = async () => {
    const place = cell(pupil, 'contact', { id: (await idOf(ANNE))! });
    return house.module.get(Encryption, { strict: false }).decrypt(String((await stored())['contact']), place);
  };

  it('keeps what a file has no column for; an empty value clears', async () => {
    await house.import('leerlingen', [full, `${ANNE};2010-03-01;0363;Jansen;Anne;Dorpsweg;0612345678;ja`]);
    await house.import('leerlingen', [`${PUPILS};achternaam;straat`, `${ANNE};2010-03-01;0363;;Kerkweg`]);
    expect(await stored()).toMatchObject({ last_name: null, first_names: 'Anne', secret_address: 1 });
    expect(JSON.parse(await contact())).toEqual({ straat: 'Kerkweg', telefoon: '0612345678' });
    await house.import('leerlingen', [full, `${ANNE};2010-03-01;0363;;;;;`]);
    expect(await stored()).toMatchObject({ contact: null, secret_address: 0 });
  });

  it('is never stored with a readable number or address', async () => {
    await house.import('leerlingen', [full, `${ANNE};2010-03-01;0363;Jansen;Anne;Dorpsweg;0612345678;ja`]);
    const everything = JSON.stringify(await house.rows('SELECT * FROM pupil'));
    expect(everything).not.toContain(ANNE);
    expect(everything).not.toContain('Dorpsweg');
    expect(await contact()).toContain('Dorpsweg');
  });

  it('is judged again only where that can matter', async () => {
    await house.import('verzuim', [ABSENCE, `1;${ANNE};01AB;00;2025-09-15;2;ziek;nee;`]);
    await forgetJobs();
    await house.import('leerlingen', [
      `${PUPILS};achternaam`,
      `${ANNE};2010-03-01;0363;Pietersen`,
      `${BILAL};2009-05-06;0363;Aydin`,
    ]);
    expect(await jobs()).toEqual([]);
    await house.import('leerlingen', [PUPILS, `${ANNE};2010-03-02;0363`]);
    expect(await jobs()).toEqual([await idOf(ANNE)]);
    await house.database.work((work) =>
      work.insert('sweep', ['day', 'at'], [['2026-06-30', '2026-06-30T06:00:00.000Z']]),
    );
    await house.import('leerlingen', [PUPILS, `${BILAL};2009-05-07;0363`]);
    expect(await jobs()).toContain(await idOf(BILAL));
  });

  it.each([
    ['gemeentecode', `${ANNE};2010-03-01;0001`, `${ANNE};2010-03-01;0363`],
    ['geboortedatum', `${ANNE};01-03-10;0363`, `${ANNE};01-03-2010;0363`],
    ['pgn', '12345678;2010-03-01;0363', '10000008;2010-03-01;0363'],
  ])('is refused for a bad %s', async (column, bad, good) => {
    const report = await house.import('leerlingen', [PUPILS, bad, good]);
    expect(report.afgekeurd).toMatchObject([{ regel: 2, kolom: column }]);
    expect(report.nieuw + report.ongewijzigd).toBe(1);
  });
});

describe('vorig_pgn', () => {
  const joined = [`${PUPILS};vorig_pgn`, `${ANNE};2012-01-01;0363;${WITHOUT_BSN}`];

  it('gives the BSN to the pupil who was known without one; the old number keeps finding them', async () => {
    const [old, bsn] = [WITHOUT_BSN, '000000012'];
    await house.import('leerlingen', [PUPILS, `${old};2012-01-01;0363`]);
    const id = await idOf(old);
    const lines = [`${PUPILS};vorig_pgn`, `${bsn};2012-01-01;0363;${old}`];
    expect(counts(await house.import('leerlingen', lines))).toBe(
      'gelezen 1, nieuw 0, gewijzigd 1, ongewijzigd 0, afgekeurd 0',
    );
    expect([await idOf(bsn), await idOf(old)]).toEqual([id, id]);
    expect((await house.import('leerlingen', lines)).ongewijzigd).toBe(1);
    expect((await house.import('verzuim', [ABSENCE, `1;${old};01AB;00;2025-09-15;2;ziek;nee;`])).nieuw).toBe(1);
  });

  it('makes one pupil of two and moves everything; what the BSN had wins', async () => {
    await house.import('leerlingen', [PUPILS, `${WITHOUT_BSN};2012-01-01;0518`]);
    await house.import('inschrijvingen', [
      ENROLMENTS,
      `${WITHOUT_BSN};01AB;00;po;2022-08-01;2023-07-31`,
      `${WITHOUT_BSN};02CD;00;po;2020-08-01;2022-07-31`,
    ]);
    await house.import('verzuim', [ABSENCE, `1;${WITHOUT_BSN};01AB;00;2025-09-15;2;ziek;nee;`]);
    await forgetJobs();
    await house.import('leerlingen', joined);
    const id = (await idOf(ANNE))!;
    expect(await idOf(WITHOUT_BSN)).toBe(id);
    expect(await house.rows('SELECT id FROM pupil')).toHaveLength(3);
    expect(
      await house.rows('SELECT location, education FROM enrolment WHERE pupil_id = ? ORDER BY location', id),
    ).toEqual([
      { location: '01AB00', education: 'vo' },
      { location: '02CD00', education: 'po' },
    ]);
    expect(await house.rows('SELECT number FROM absence_record WHERE pupil_id = ?', id)).toHaveLength(1);
    expect(await homes(ANNE)).toEqual(['0001-01-01 0363']);
    expect(await jobs()).toContain(id);
    const before = await house.contents();
    expect((await house.import('leerlingen', joined)).ongewijzigd).toBe(1);
    expect(await house.contents()).toEqual(before);
  });

  it('joins rows of one file, in whatever order they stand', async () => {
    const known = `${WITHOUT_BSN};2012-01-01;0363;`;
    const joins = `000000012;2012-01-01;0363;${WITHOUT_BSN}`;
    for (const lines of [
      [joins, known],
      [known, joins],
    ]) {
      const other = await openImportHouse();
      await other.import('leerlingen', [`${PUPILS};vorig_pgn`, ...lines]);
      expect(await other.rows('SELECT id FROM pupil')).toHaveLength(1);
      await other.close();
    }
  });

  it('must be an onderwijsnummer, and another than pgn', async () => {
    const report = await house.import('leerlingen', [
      `${PUPILS};vorig_pgn`,
      `${ANNE};2010-03-01;0363;${BILAL}`,
      `${WITHOUT_BSN};2010-03-01;0363;${WITHOUT_BSN}`,
    ]);
    expect(report.afgekeurd.map(({ regel, kolom }) => [regel, kolom])).toEqual([
      [2, 'vorig_pgn'],
      [3, 'vorig_pgn'],
    ]);
  });
});

import { ABSENCE, ANNE, BILAL, counts, type ImportHouse, openImportHouse } from '../support/import-house';

let house: ImportHouse;

beforeEach(async () => {
  house = await openImportHouse();
  await house.fill();
  await house.database.work((work) => work.run('DELETE FROM outbox'));
});

afterEach(() => house.close());

const row = (changes: Partial<Record<string, string>> = {}) => {
  const values: Record<string, string> = {
    registratienummer: 'V1',
    pgn: ANNE,
    brin: '01AB',
    vestiging: '00',
    datum: '2025-09-15',
    uren: '2.50',
    soort: 'ongeoorloofd',
    hele_dag: 'nee',
    reden: '',
    ...changes,
  };
  return ABSENCE.split(';')
    .map((name) => values[name])
    .join(';');
};

const stored = () =>
  house.rows('SELECT number, location, day, hundredths, kind, whole_day, reason FROM absence_record ORDER BY number');

describe('a file of absence', () => {
  it('is stored once, however often it comes', async () => {
    const lines = [ABSENCE, row(), row({ registratienummer: 'V2', uren: '12,00', hele_dag: 'ja' })];
    expect(counts(await house.import('verzuim', lines))).toBe(
      'gelezen 2, nieuw 2, gewijzigd 0, ongewijzigd 0, afgekeurd 0',
    );
    const before = await house.contents();
    await house.database.work((work) => work.run('DELETE FROM outbox'));
    expect(counts(await house.import('verzuim', lines))).toBe(
      'gelezen 2, nieuw 0, gewijzigd 0, ongewijzigd 2, afgekeurd 0',
    );
    expect(await house.contents()).toEqual(before);
    expect(await house.rows('SELECT * FROM outbox')).toEqual([]);
    expect(await house.rows('SELECT * FROM absence_revision')).toEqual([]);
  });

  it('puts each pupil in the outbox once, in the unit of work of the rows', async () => {
    await house.import('verzuim', [
      ABSENCE,
      row(),
      row({ registratienummer: 'V2' }),
      row({ registratienummer: 'V3', pgn: BILAL }),
    ]);
    const jobs = await house.rows('SELECT kind, subject FROM outbox ORDER BY id');
    const born = new Map(
      (await house.rows('SELECT id, birth_date FROM pupil')).map((row) => [row['id'], row['birth_date']]),
    );
    expect(jobs.map(({ kind, subject }) => [kind, born.get(subject!)])).toEqual([
      ['beoordeel-leerling', '2010-03-01'],
      ['beoordeel-leerling', '2009-05-05'],
    ]);
  });

  it('corrects a known number and keeps how it was', async () => {
    await house.import('verzuim', [ABSENCE, row()]);
    const report = await house.import('verzuim', [ABSENCE, row({ uren: '3', pgn: BILAL })]);
    expect(counts(report)).toBe('gelezen 1, nieuw 0, gewijzigd 1, ongewijzigd 0, afgekeurd 0');
    expect(await stored()).toMatchObject([{ number: 'V1', hundredths: 300 }]);
    expect(await house.rows('SELECT hundredths FROM absence_revision')).toEqual([{ hundredths: 250 }]);
    expect(await house.rows('SELECT DISTINCT subject FROM outbox')).toHaveLength(2);
  });

  it('takes a withdrawal on brin and number alone, and a later row makes it count again', async () => {
    await house.import('verzuim', [ABSENCE, row()]);
    const withdrawal = [ABSENCE, 'V1;;01AB;;;;Ingetrokken;;'];
    expect(counts(await house.import('verzuim', withdrawal))).toBe(
      'gelezen 1, nieuw 0, gewijzigd 1, ongewijzigd 0, afgekeurd 0',
    );
    expect(await stored()).toMatchObject([{ kind: 'ingetrokken', hundredths: 250 }]);
    expect(counts(await house.import('verzuim', withdrawal))).toBe(
      'gelezen 1, nieuw 0, gewijzigd 0, ongewijzigd 1, afgekeurd 0',
    );
    await house.import('verzuim', [ABSENCE, row()]);
    expect(await stored()).toMatchObject([{ kind: 'ongeoorloofd', hundredths: 250 }]);
  });

  it('refuses a withdrawal of a number that is not known, also of another brin', async () => {
    await house.import('verzuim', [ABSENCE, row()]);
    const report = await house.import('verzuim', [ABSENCE, 'V9;;01AB;;;;ingetrokken;;', 'V1;;02CD;;;;ingetrokken;;']);
    expect(report.afgekeurd.map(({ regel, kolom, waarde }) => [regel, kolom, waarde])).toEqual([
      [2, 'registratienummer', 'V9'],
      [3, 'registratienummer', 'V1'],
    ]);
    expect(await stored()).toMatchObject([{ kind: 'ongeoorloofd' }]);
  });

  it('lets the last row of one key count, and changes nothing when the file comes again', async () => {
    const lines = [
      ABSENCE,
      row({ uren: '1' }),
      row({ uren: '2' }),
      row({ registratienummer: 'V2' }),
      'V2;;01AB;;;;ingetrokken;;',
    ];
    await house.import('verzuim', lines);
    expect(await stored()).toMatchObject([{ hundredths: 200 }, { kind: 'ingetrokken' }]);
    const revisions = await house.rows('SELECT id FROM absence_revision');
    expect(counts(await house.import('verzuim', lines))).toBe(
      'gelezen 4, nieuw 0, gewijzigd 0, ongewijzigd 4, afgekeurd 0',
    );
    expect(await house.rows('SELECT id FROM absence_revision')).toEqual(revisions);
  });

  it.each([
    ['uren', '0', '0.01'],
    ['uren', '12.01', '12.00'],
    ['uren', '1.005', '1,05'],
    ['uren', 'twee', '2'],
    ['datum', '2026-07-01', '2026-06-30'],
    ['datum', '2026-02-30', '28-02-2026'],
    ['datum', '30-2-2026', '2026-02-28'],
    ['soort', 'spijbelen', ' ZIEK '],
    ['hele_dag', 'soms', 'JA'],
    ['vestiging', '02CD00', '01AB00'],
    ['vestiging', '7', '01'],
    ['vestiging', '09', '00'],
    ['brin', '1AB', '01ab'],
    ['pgn', '123456789', '123456782'],
    ['pgn', '000000000', '111222333'],
    ['pgn', '200000004', '999999990'],
    ['registratienummer', '', '0'],
  ])('refuses %s "%s" and takes "%s"', async (column, bad, good) => {
    const report = await house.import('verzuim', [ABSENCE, row({ [column]: bad }), row({ [column]: good })]);
    expect(report.afgekeurd).toHaveLength(1);
    expect(report.afgekeurd[0]).toMatchObject({ regel: 2, kolom: column });
    expect(report.nieuw).toBe(1);
  });

  it('reads an empty hele_dag as nee', async () => {
    await house.import('verzuim', [ABSENCE, row({ hele_dag: '' })]);
    expect(await stored()).toMatchObject([{ whole_day: 0 }]);
  });

  it('remarks on absence without teaching, without enrolment and without a known calendar, and keeps it', async () => {
    const report = await house.import('verzuim', [
      ABSENCE,
      row({ datum: '2025-09-20' }),
      row({ registratienummer: 'V2', datum: '2025-10-20' }),
      row({ registratienummer: 'V3', vestiging: '01' }),
      row({ registratienummer: 'V4', datum: '2015-09-15' }),
    ]);
    expect(report.nieuw).toBe(4);
    expect(report.meldingen).toEqual([
      'Verzuim op een dag zonder les (bewaard, telt niet mee): 2 rijen (regel 2, 3)',
      'Verzuim zonder inschrijving bij die vestiging op die dag (telt wel mee): 2 rijen (regel 4, 5)',
      'Van schooljaar 2015-2016 zijn geen schoolvakanties bekend; er is gerekend zonder vakanties: 1 rij (regel 5)',
    ]);
  });
});

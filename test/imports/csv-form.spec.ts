import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportService } from '../../src/imports/import-service';
import {
  ABSENCE,
  ANNE,
  counts,
  ENROLMENTS,
  type ImportHouse,
  openImportHouse,
  PUPILS,
  SCHOOLS,
} from '../support/import-house';

let house: ImportHouse;

beforeAll(async () => {
  house = await openImportHouse();
  await house.fill();
});

afterAll(() => house.close());

let numbers = 0;
const absence = (reason = '', number = `N${++numbers}`) => `${number};${ANNE};01AB;00;2025-09-15;1;ziek;nee;${reason}`;

describe('the form of a file', () => {
  it('may have a BOM, CRLF, blank lines and columns in any order and case', async () => {
    const text =
      '\uFEFF Vestiging ;BRIN;naam;Vakantieregio;gemeentecode\r\n\r\n07;03EF;"De ""Linde""; zuid";zuid;0363\r\n;;;;\r\n';
    expect(counts(await house.import('scholen', text))).toBe(
      'gelezen 1, nieuw 1, gewijzigd 0, ongewijzigd 0, afgekeurd 0',
    );
    expect(await house.rows("SELECT name, holiday_region FROM school_location WHERE code = '03EF07'")).toEqual([
      { name: 'De "Linde"; zuid', holiday_region: 'Zuid' },
    ]);
  });

  it('tells of columns that mean nothing to us', async () => {
    const { meldingen } = await house.import('scholen', [`${SCHOOLS};bevoegd_gezag`, '03EF;08;De Iep;0363;Zuid;12345']);
    expect(meldingen).toEqual(['Onbekende kolommen zijn overgeslagen: bevoegd_gezag.']);
  });

  it.each([
    ['a required column is missing', 'brin;vestiging;naam;gemeentecode\n03EF;09;X;0363\n', /mist: vakantieregio/],
    ['a column stands in it twice', `${SCHOOLS};naam\n03EF;09;X;0363;Zuid;Y\n`, /meer dan eens: naam/],
    ['commas separate the columns', `${SCHOOLS.replaceAll(';', ',')}\n03EF,09,X,0363,Zuid\n`, /puntkomma/],
    ['it is empty', '', /leeg/],
    ['it is not UTF-8', Buffer.from(`${SCHOOLS}\n03EF;09;Caf\xe9;0363;Zuid\n`, 'latin1'), /geen UTF-8/],
  ])('makes that a file is refused where %s', async (_why, text, message) => {
    await expect(house.import('scholen', text)).rejects.toThrow(message);
    expect(await house.rows("SELECT code FROM school_location WHERE code = '03EF09'")).toEqual([]);
  });

  it('stores nothing of a file that turns out not to be UTF-8 far down', async () => {
    const lines = Array.from({ length: 9_000 }, () => absence('griep')).join('\n');
    const text = Buffer.concat([Buffer.from(`${ABSENCE}\n${lines}\n`), Buffer.from([0xff, 0x0a])]);
    const before = await house.rows('SELECT COUNT(*) AS n FROM absence_record');
    await expect(house.import('verzuim', text)).rejects.toThrow(/geen UTF-8/);
    expect(await house.rows('SELECT COUNT(*) AS n FROM absence_record')).toEqual(before);
  });

  it('counts physical lines, also where a value holds line breaks', async () => {
    const report = await house.import('verzuim', [
      ABSENCE,
      absence('"ziek\nsinds ""maandag""\nen nog"'),
      absence().replace('ziek', 'moe'),
      absence('"twee\r\nregels"'),
      absence().replace('ziek', 'moe'),
    ]);
    expect(report.nieuw).toBe(2);
    expect(report.afgekeurd.map(({ regel, kolom }) => [regel, kolom])).toEqual([
      [5, 'soort'],
      [8, 'soort'],
    ]);
    const reasons = await house.rows("SELECT reason FROM absence_record WHERE reason LIKE '%maandag%'");
    expect(reasons).toEqual([{ reason: 'ziek\nsinds "maandag"\nen nog' }]);
  });

  it.each([
    ['too few columns', 'A1;x;y', /3 kolommen in plaats van 9/],
    ['too many columns', `${absence()};nog een`, /10 kolommen in plaats van 9/],
    ['a quote inside a value', absence('5" tv'), /verkeerde plaats/],
    ['text after a closing quote', absence('"klaar" mee'), /verkeerde plaats/],
    ['a quote that is never closed', absence('"open'), /niet gesloten/],
  ])('lets a row with %s stop nothing but itself', async (_what, bad, reason) => {
    const report = await house.import('verzuim', [ABSENCE, absence(), bad, absence(), absence('"goed"'), absence()]);
    expect(counts(report)).toBe('gelezen 5, nieuw 4, gewijzigd 0, ongewijzigd 0, afgekeurd 1');
    expect(report.afgekeurd[0]).toMatchObject({ regel: 3, reden: expect.stringMatching(reason) });
  });

  it('does not let an open quote swallow hundreds of rows', async () => {
    const report = await house.import('verzuim', [
      ABSENCE,
      absence('"open'),
      ...Array.from({ length: 500 }, () => absence()),
    ]);
    expect(counts(report)).toBe('gelezen 501, nieuw 500, gewijzigd 0, ongewijzigd 0, afgekeurd 1');
  });

  it('gives the rows to mend as they were sent, to their owner only, and masks them in the report', async () => {
    const path = join(house.folder, 'verbeteren.csv');
    writeFileSync(path, 'van vorige keer', { mode: 0o644 });
    const bad = ['123456789;2010-01-01;0363', `${ANNE};"2010-13-01";9999`, '2010-01-01;123456789;0363', 'x;y'];
    const report = await house.import('leerlingen', [PUPILS, `${ANNE};2010-03-01;0363`, ...bad], {
      afgekeurdPath: path,
    });
    expect(readFileSync(path, 'utf8')).toBe(`${[PUPILS, ...bad].join('\n')}\n`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(report)).not.toMatch(/123456789/);
    expect(report.afgekeurd.map(({ regel, kolom, waarde }) => `${regel} ${kolom} ${waarde}`)).toEqual([
      '3 pgn *******89',
      '4 geboortedatum 2010-13-01',
      '4 gemeentecode 9999',
      '5 pgn ********01',
      '5 geboortedatum *******89',
      '6  ',
    ]);
    expect(report.gelezen).toBe(report.nieuw + report.gewijzigd + report.ongewijzigd + 4);
    // mended, they come in
    await house.import(
      'leerlingen',
      readFileSync(path, 'utf8').replace('123456789;2010', '123456782;2010').split('\n').slice(0, 2),
    );
  });

  it('never writes the rows to mend over the file they come from, or over the database', async () => {
    const path = join(house.folder, 'leerlingen.csv');
    const text = `${PUPILS}\n123456789;2010-01-01;0363\n`;
    writeFileSync(path, text);
    const attempt = house.import('leerlingen', '', { path, afgekeurdPath: path });
    await expect(attempt).rejects.toMatchObject({ code: 'bestand-in-gebruik' });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('leaves the file for the rows to mend alone where the import is refused', async () => {
    const path = join(house.folder, 'verbeteren.csv');
    writeFileSync(path, 'van vorige keer');
    await expect(house.import('leerlingen', 'x\n', { afgekeurdPath: path })).rejects.toThrow();
    expect(readFileSync(path, 'utf8')).toBe('van vorige keer');
  });

  it('refuses a file whose lines end in a lone CR, and repeats nothing of it', async () => {
    const attempt = house.import('leerlingen', `${PUPILS};extra\r123456789;2010-01-01;0363;x\r`);
    await expect(attempt).rejects.toMatchObject({ code: 'regeleinde-onbekend' });
    await expect(attempt).rejects.not.toThrow('123456789');
  });

  it('reads a stream as well as a file', async () => {
    const text = `${ENROLMENTS}\n${ANNE};01AB;01;vo;2024-08-01;\n`;
    async function* stream() {
      for (const byte of Buffer.from(text)) yield Buffer.from([byte]);
    }
    const report = await house.import('inschrijvingen', '', { path: undefined, stream: stream() });
    expect(counts(report)).toBe('gelezen 1, nieuw 1, gewijzigd 0, ongewijzigd 0, afgekeurd 0');
  });

  it('names every kind where one does not exist', async () => {
    await expect(house.import('verlof', 'x')).rejects.toThrow(/bestaat niet. Kies uit: scholen, vrije-dagen/);
  });

  it('says that a file is not there', async () => {
    await expect(house.import('scholen', '', { path: join(house.folder, 'weg.csv') })).rejects.toThrow(/bestaat niet/);
  });
});

describe('a line of more than 1 MB', () => {
  const long = 'x'.repeat(1_100_000);

  it.each([
    ['without a quote', `N;${long};01AB`],
    ['in quotes', `N;"${long}";01AB`],
    ['of one quoted value over many lines', `N;"${`${'x'.repeat(100_000)}\n`.repeat(12)}";01AB`],
  ])('%s is rejected by its number, and reading goes on', async (_how, line) => {
    const path = join(house.folder, 'te-lang.csv');
    const [before, after] = [absence(), absence()];
    const report = await house.import('verzuim', [ABSENCE, before, line, after], { afgekeurdPath: path });
    expect(report.nieuw).toBe(2);
    expect(report.afgekeurd[0]!.regel).toBe(3);
    expect(JSON.stringify(report).length).toBeLessThan(5_000);
    if (line.startsWith('N;x')) {
      expect(report.afgekeurd).toHaveLength(1);
      expect(report.afgekeurd[0]!.reden).toMatch(/1 MB/);
      expect(readFileSync(path, 'utf8')).toBe(`${ABSENCE}\n`);
    }
  });

  it('keeps no more of it than a line may be long', async () => {
    const before = process.memoryUsage().rss;
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${ABSENCE}\n${absence()}\nN;`);
      const piece = Buffer.alloc(64 * 1024, 'x');
      for (let i = 0; i < 4_000; i++) yield piece;
      yield Buffer.from(`\n${absence()}`);
    }
    const service = house.module.get(ImportService, { strict: false });
    const report = await service.run({ soort: 'verzuim', stream: endless() });
    expect(report).toMatchObject({ gelezen: 3, nieuw: 2 });
    expect(report.afgekeurd).toMatchObject([{ regel: 3 }]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('as the first line makes it no CSV', async () => {
    await expect(house.import('verzuim', `${long}\n`)).rejects.toThrow(/geen CSV-bestand/);
  });
});

describe('values in the report', () => {
  it('hold no names, in whatever column they were put', async () => {
    const line = (soort: string) => `${`M${++numbers}`};${ANNE};01AB;00;2025-09-15;1;${soort};nee;`;
    const kinds = [
      'Jansen',
      'van Dijk',
      "D'Arc",
      'Özdemir',
      'JANSEN',
      'anne@voorbeeld.nl',
      '123456782',
      'spijbelen',
      '12,5',
    ];
    const { afgekeurd } = await house.import('verzuim', [ABSENCE, ...kinds.map(line)]);
    expect(afgekeurd.map(({ waarde }) => waarde)).toEqual([
      ...['…', '…', '…', '…', '…', '…', '*******82', 'spijbelen', '12,5'],
    ]);
  });

  it('of files about schools are shown as they are', async () => {
    const { afgekeurd } = await house.import('scholen', [SCHOOLS, '03EF;08;De Iep;0363;Oost']);
    expect(afgekeurd).toEqual([
      { regel: 2, kolom: 'vakantieregio', waarde: 'Oost', reden: 'moet een van deze zijn: Noord, Midden, Zuid' },
    ]);
  });
});

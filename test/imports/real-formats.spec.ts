import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  ANNE,
  BILAL,
  CHRIS,
  counts,
  ENROLMENTS,
  type ImportHouse,
  openImportHouse,
  PUPILS,
  SCHOOLS,
} from '../support/import-house';

let house: ImportHouse;

beforeEach(async () => {
  house = await openImportHouse();
});

afterEach(() => house.close());

const DATA = join(__dirname, '..', '..', '..', 'shared', 'data');
const withData = existsSync(DATA) ? it : it.skip;

describe("DUO's list of school locations", () => {
  const header =
    'PROVINCIE;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;PLAATSNAAM;GEMEENTENUMMER;GEMEENTENAAM;VAKANTIEREGIO';

  it('is read in cp1252, also where a municipality has no name', async () => {
    const text = `${header}\r\nFryslân;03WU;03WU00;"Basisschool ""Één"" €";'t Zand;1681;;Noord\r\n`;
    const report = await house.import('duo-vestigingen', Buffer.from(text.replace('€', '\x80'), 'latin1'));
    expect(report).toMatchObject({ nieuw: 1, afgekeurd: [], meldingen: [] });
    expect(await house.rows('SELECT code, brin, name, education, place, municipality FROM school_location')).toEqual([
      {
        code: '03WU00',
        brin: '03WU',
        name: 'Basisschool "Één" €',
        education: 'po',
        place: "'t Zand",
        municipality: '1681',
      },
    ]);
  });

  withData('comes in whole', async () => {
    const request = { path: join(DATA, 'duo_vestigingen_basisonderwijs.csv') };
    const report = await house.import('duo-vestigingen', '', request);
    // by hand: 6,108 lines end in CRLF, one is the header, no line holds two rows and no location stands in it twice
    expect(counts(report)).toBe('gelezen 6107, nieuw 6107, gewijzigd 0, ongewijzigd 0, afgekeurd 0');
    expect(await house.rows('SELECT count(*) AS n, count(DISTINCT brin) AS schools FROM school_location')).toEqual([
      { n: 6107, schools: 5996 },
    ]);
    expect((await house.import('duo-vestigingen', '', request)).ongewijzigd).toBe(6107);
  });
});

describe('EDEXML', () => {
  const file = (pupils: string, head = '') => `<?xml version="1.0" encoding="UTF-8"?>${head}
    <EDEX><school><schooljaar>2026-2027</schooljaar><brincode>01AB</brincode><dependancecode>00</dependancecode></school><leerlingen>${pupils}</leerlingen></EDEX>`;
  const pupil = (key: string, name: string, born: string, rest = '', after = '') =>
    `<leerling key="${key}"><achternaam>${name}</achternaam>${rest}<geboortedatum>${born}</geboortedatum><geslacht>2</geslacht>${after}</leerling>`;

  beforeEach(async () => {
    await house.import('scholen', [SCHOOLS, '01AB;00;De Eik;0363;Noord']);
    await house.import('leerlingen', [
      `${PUPILS};achternaam;voornamen;telefoon`,
      `${ANNE};2010-03-01;0363;van Dijk;;0612345678`,
      `${BILAL};2010-03-02;0363;Aydın;Bilal;`,
      `${CHRIS};2010-03-02;0363;Aydın;Çan;`,
    ]);
    await house.import('inschrijvingen', [
      ENROLMENTS,
      ...[ANNE, BILAL, CHRIS].map((pgn) => `${pgn};01AB;00;po;2018-08-01;`),
    ]);
  });

  it('completes pupils known by school, name and date of birth, and lists the others by their key', async () => {
    const text = file(
      pupil('k1', 'VAN DIJK', '2010-03-01', '<roepnaam>Anne &amp; co</roepnaam>', '<postcodenl>1234AB</postcodenl>') +
        pupil('k2', 'Aydın', '2010-03-02', '<roepnaam>Çan</roepnaam>') +
        pupil('k3', 'Aydın', '2010-03-02') +
        pupil('k4', 'Geheim', '2010-03-01'),
    );
    const report = await house.import('edexml', text);
    expect(counts(report)).toBe('gelezen 4, nieuw 0, gewijzigd 2, ongewijzigd 2, afgekeurd 0');
    expect(report.meldingen).toEqual([
      '1 leerling niet gevonden op school, naam en geboortedatum (key in het bestand: k4)',
      '1 leerling niet aangevuld: meer dan een leerling past (key in het bestand: k3)',
    ]);
    expect(await house.rows('SELECT first_names, sex FROM pupil ORDER BY birth_date, first_names')).toEqual([
      { first_names: 'Anne & co', sex: 'vrouw' },
      { first_names: 'Bilal', sex: null },
      { first_names: 'Çan', sex: 'vrouw' },
    ]);
    expect(counts(await house.import('edexml', text))).toBe(
      'gelezen 4, nieuw 0, gewijzigd 0, ongewijzigd 4, afgekeurd 0',
    );
  });

  it('stores nothing on trial', async () => {
    expect((await house.import('edexml', file(pupil('k1', 'van Dijk', '2010-03-01')), { proef: true })).gewijzigd).toBe(
      1,
    );
    expect(await house.rows('SELECT id FROM pupil WHERE sex IS NOT NULL')).toEqual([]);
  });

  it.each([
    ['is malformed', file('<leerling>'), /niet welgevormd op regel 2/],
    ['breaks off', '<EDEX>\n<school>\n', /niet welgevormd op regel 3/],
    ['names an entity', file('<leerling key="1"><achternaam>&geheim;</achternaam></leerling>'), /niet welgevormd/],
    [
      'holds a value without end',
      file(`<!--${'a'.repeat(2_000_000)}-->`),
      /regel 2 staat een waarde van meer dan 1 MB/,
    ],
    ['is nested without end', `<EDEX>${'<a>'.repeat(50)}`, /elementen in elkaar/],
    ['is of another kind', '<html/>', /iets anders dan EDEX/],
    ['has a DTD', file('', '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'), /DTD/],
    ['names no school', '<EDEX><leerlingen/></EDEX>', /brincode/],
    ['is empty', '', /leeg/],
    ['is no XML', 'pgn;naam', /geen bruikbaar EDEXML/],
  ])('is refused where it %s', async (_why, text, message) => {
    await expect(house.import('edexml', text)).rejects.toThrow(message);
  });

  it('refuses a pupil that is not as the schema has it, by line and element, and takes the others', async () => {
    const text = file(
      `\n<leerling><achternaam>Geheim</achternaam><geboortedatum>01-03-2010</geboortedatum><geslacht>Geheim</geslacht></leerling>` +
        `\n${pupil('k1', 'van Dijk', '2010-03-01')}`,
    );
    const report = await house.import('edexml', text);
    expect(counts(report)).toBe('gelezen 2, nieuw 0, gewijzigd 1, ongewijzigd 0, afgekeurd 3');
    expect(report.afgekeurd.map(({ regel, kolom }) => `${regel} ${kolom}`)).toEqual([
      '3 key',
      '3 geboortedatum',
      '3 geslacht',
    ]);
    expect(JSON.stringify(report)).not.toContain('Geheim');
  });

  it('stores nothing of a file that turns out to be malformed at its end', async () => {
    const whole = file(Array.from({ length: 2_000 }, (_, i) => pupil(`k${i}`, 'van Dijk', '2010-03-01')).join('\n'));
    await expect(house.import('edexml', whole.replace('</EDEX>', ''))).rejects.toThrow(/regel 2001/);
    expect(await house.rows('SELECT id FROM pupil WHERE sex IS NOT NULL')).toEqual([]);
    expect(await house.import('edexml', whole)).toMatchObject({ gelezen: 2_000, gewijzigd: 1 });
  });

  it('is read in windows-1252 where it says so, and refused in what it does not say', async () => {
    const text = file(pupil('k1', 'Aydın', '2010-03-02')).replace('Aydın', 'Müller');
    await house.import('leerlingen', [`${PUPILS};achternaam`, `${ANNE};2010-03-02;0363;Müller`]);
    const old = Buffer.from(text.replace('UTF-8', 'windows-1252'), 'latin1');
    expect((await house.import('edexml', old)).gewijzigd).toBe(1);
    await expect(house.import('edexml', Buffer.from(text, 'latin1'))).rejects.toThrow(/codering/);
  });

  it('with a date of birth of which day or month is not known is matched on what is known', async () => {
    await house.import('leerlingen', [
      `${PUPILS};achternaam`,
      `${ANNE};1998-00-00;0363;van Dijk`,
      `${BILAL};00-05-1998;0363;Aydın`,
      `${CHRIS};1998-07-01;0363;van Dijk`,
    ]);
    const known = () => house.rows('SELECT birth_date, birth_known, sex FROM pupil ORDER BY birth_date, birth_known');
    expect(await known()).toEqual(
      expect.arrayContaining([
        { birth_date: '1998-05-01', birth_known: 'maand', sex: null },
        { birth_date: '1998-07-01', birth_known: 'jaar', sex: null },
        { birth_date: '1998-07-01', birth_known: null, sex: null },
      ]),
    );
    const text = file(pupil('k1', 'van Dijk', '1998-00-00') + pupil('k2', 'Aydın', '1998-05-00'));
    expect(counts(await house.import('edexml', text))).toBe(
      'gelezen 2, nieuw 0, gewijzigd 2, ongewijzigd 0, afgekeurd 0',
    );
    expect(await known()).toContainEqual({ birth_date: '1998-07-01', birth_known: null, sex: null });
    const wrong = ['1998-00-05', '1998-13-00', '0000-00-00'];
    const report = await house.import('leerlingen', [PUPILS, ...wrong.map((born) => `${ANNE};${born};0363`)]);
    expect(report.afgekeurd.map(({ kolom }) => kolom)).toEqual(['geboortedatum', 'geboortedatum', 'geboortedatum']);
    const bad = file(wrong.map((born, i) => pupil(`k${i}`, 'van Dijk', born)).join(''));
    expect((await house.import('edexml', bad)).afgekeurd).toHaveLength(3);
  });

  it('that departs from the schema outside its pupils is taken, and told where it departs', async () => {
    const text = file(pupil('k1', 'van Dijk', '2010-03-01'))
      .replace('2026-2027', '2026-2028')
      .replace('</leerlingen>', '</leerlingen><iets>Geheim</iets>');
    const report = await house.import('edexml', text);
    expect(report).toMatchObject({ gewijzigd: 1, afgekeurd: [] });
    expect(report.meldingen).toEqual([
      'Het bestand wijkt op 3 plaatsen af van het schema van EDEXML 2.1: ' +
        'regel 2, schooljaar: moet een schooljaar zijn, zoals 2026-2027; ' +
        'regel 2, iets: dit element hoort niet in EDEX; ' +
        'regel 2, EDEX: de elementen staan niet in de volgorde of het aantal van het schema: school, leerlingen, iets',
    ]);
  });

  it.each([
    ['a name', '<geboortedatum>2010-03-01</geboortedatum>', 'leerling'],
    ['the order', '<geslacht>2</geslacht><achternaam>Geheim</achternaam>', 'leerling'],
    ['a known element', '<achternaam>Geheim</achternaam><iets>Geheim</iets>', 'iets leerling'],
    ['a group that is there', '<roepnaam>Geheim</roepnaam><groep key="1"/>', 'key'],
    ['a value as long as it may be', `<achternaam>${'Geheim'.repeat(40)}</achternaam>`, 'achternaam'],
    ['a postcode', '<roepnaam>Geheim</roepnaam><postcodenl>1234 ab</postcodenl>', 'postcodenl'],
    ['no text between', 'Geheim<roepnaam>x</roepnaam>', 'leerling'],
    ['one number', '<roepnaam>x</roepnaam><bsn>123456782</bsn><bsn>123456782</bsn>', 'leerling'],
  ])('refuses a pupil for want of %s', async (_what, inside, names) => {
    const report = await house.import('edexml', file(`<leerling key="k">${inside}</leerling>`));
    expect(report.afgekeurd.map(({ kolom }) => kolom).join(' ')).toBe(names);
    expect(JSON.stringify(report)).not.toMatch(/Geheim|123456782/);
  });

  withData('of the example is read', async () => {
    const report = await house.import('edexml', '', { path: join(DATA, 'edexml', 'EDEXML.Voorbeeld.2.1.xml') });
    expect(report).toMatchObject({ gelezen: 3, ongewijzigd: 3 });
    expect(report.meldingen[0]).toContain('99ZZ00');
    expect(report.meldingen.join()).not.toContain('schema');
  });
});

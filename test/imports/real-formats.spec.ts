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
    expect(report.afgekeurd).toEqual([]);
    expect(report.nieuw).toBe(report.gelezen);
    expect(report.nieuw).toBeGreaterThan(6_000);
    expect((await house.import('duo-vestigingen', '', request)).ongewijzigd).toBe(report.gelezen);
  });
});

describe('EDEXML', () => {
  const file = (pupils: string, head = '') => `<?xml version="1.0" encoding="UTF-8"?>${head}
    <EDEX><school><brincode>01AB</brincode><dependancecode>00</dependancecode></school><leerlingen>${pupils}</leerlingen></EDEX>`;
  const pupil = (key: string, name: string, born: string, rest = '') =>
    `<leerling key="${key}"><achternaam>${name}</achternaam>${rest}<geboortedatum>${born}</geboortedatum><geslacht>2</geslacht></leerling>`;

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
      pupil('k1', 'VAN DIJK', '2010-03-01', '<roepnaam>Anne &amp; co</roepnaam><postcodenl>1234AB</postcodenl>') +
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
    ['is malformed', file('<leerling>'), /niet welgevormd/],
    ['has a DTD', file('', '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'), /DTD/],
    ['names no school', '<EDEX><leerlingen/></EDEX>', /brincode/],
    ['is empty', '', /leeg/],
    ['is no XML', 'pgn;naam', /geen bruikbaar EDEXML/],
  ])('is refused where it %s', async (_why, text, message) => {
    await expect(house.import('edexml', text)).rejects.toThrow(message);
  });

  withData('of the example is read', async () => {
    const report = await house.import('edexml', '', { path: join(DATA, 'edexml', 'EDEXML.Voorbeeld.2.1.xml') });
    expect(report).toMatchObject({ gelezen: 3, ongewijzigd: 3 });
    expect(report.meldingen[0]).toContain('99ZZ00');
  });
});

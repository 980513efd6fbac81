import { join } from 'node:path';
import { type ImportRequest, ImportService } from '../../src/imports/import-service';
import { cellsOf, type Person, PERSON_COLUMNS } from '../../src/imports/residents/person';
import { Encryption } from '../../src/platform/encryption';
import { cell } from '../../src/platform/place';
import { readContact } from '../../src/registry/contact-details';
import { PupilDirectory } from '../../src/registry/pupil-directory';
import { pupil } from '../../src/registry/tables';
import { ANNE, BILAL, type ImportHouse, openImportHouse, WITHOUT_BSN } from '../support/import-house';

let house: ImportHouse;

beforeEach(async () => {
  house = await openImportHouse('2026-03-25');
  await house.fill();
});
afterEach(() => house.close());

const NEW = '999990019';
const whole = (datum: string) => ({ type: 'Datum', datum, langFormaat: 'x' });
const year = (jaar: number) => ({ type: 'JaarDatum', jaar, langFormaat: String(jaar) });
const month = (jaar: number, maand: number) => ({ type: 'JaarMaandDatum', jaar, maand, langFormaat: 'x' });
const UNKNOWN = { type: 'DatumOnbekend', onbekend: true, langFormaat: 'onbekend' };
const at = (code: string, since: object = whole('2026-03-24')) => ({
  gemeenteVanInschrijving: { code, omschrijving: 'x' },
  datumInschrijvingInGemeente: since,
});
const ADDRESS = {
  ...{ type: 'Adres', datumVan: whole('2026-03-24'), functieAdres: { code: 'W', omschrijving: 'woonadres' } },
  verblijfadres: {
    ...{ officieleStraatnaam: 'Lange Laan', korteStraatnaam: 'L Laan', huisnummer: 12, huisletter: 'a' },
    ...{ huisnummertoevoeging: 'bis', postcode: '2500AA', woonplaats: "'s-Gravenhage" },
  },
};
const answer = (...personen: unknown[]) => JSON.stringify({ type: 'RaadpleegMetBurgerservicenummer', personen });
const person = (burgerservicenummer: string, more: object = {}) => ({ burgerservicenummer, ...more });

const give = (text: string, more: Partial<ImportRequest> = {}) => house.import('brp-personen', text, more);
const send = (...personen: unknown[]) => give(answer(...personen));
const idOf = (pgn: string) =>
  house.module.get(PupilDirectory, { strict: false }).findOne(house.database.read, pgn) as Promise<string>;
const row = async (pgn: string) => (await house.rows('SELECT * FROM pupil WHERE id = ?', await idOf(pgn)))[0]!;
const homes = async (pgn: string) =>
  (
    await house.rows(
      'SELECT from_date, municipality FROM residence WHERE pupil_id = ? ORDER BY from_date',
      await idOf(pgn),
    )
  ).map(({ from_date, municipality }) => `${from_date} ${municipality}`);
const contact = async (pgn: string) => {
  const { id, contact: text } = await row(pgn);
  if (text === null) return null;
  return readContact(
    house.module.get(Encryption, { strict: false }),
    String(text),
    cell(pupil, 'contact', { id: id! }),
  );
};

describe('residents as the Haal Centraal BRP API answers', () => {
  it('move, with name and address, and twice changes nothing', async () => {
    const anne = person(ANNE, {
      ...{ ...at('0518'), verblijfplaats: ADDRESS, geslacht: { code: 'V', omschrijving: 'vrouw' } },
      naam: { voornamen: 'Anne Maria', voorvoegsel: 'van der', geslachtsnaam: 'Laan', volledigeNaam: 'x' },
      leeftijd: 16,
    });
    expect(await send(anne)).toMatchObject({ gelezen: 1, gewijzigd: 1, afgekeurd: [] });
    expect(await homes(ANNE)).toEqual(['0001-01-01 0363', '2026-03-24 0518']);
    expect(await row(ANNE)).toMatchObject({
      first_names: 'Anne Maria',
      prefix: 'van der',
      last_name: 'Laan',
      sex: 'vrouw',
    });
    expect(await contact(ANNE)).toMatchObject({
      ...{ straat: 'Lange Laan', huisnummer: '12 a bis', postcode: '2500AA', plaats: "'s-Gravenhage" },
    });
    expect(await send(anne)).toMatchObject({ gewijzigd: 0, ongewijzigd: 1 });
    await send(person(ANNE, { naam: { geslachtsnaam: 'Laan' } }));
    expect(await row(ANNE)).toMatchObject({ first_names: 'Anne Maria', prefix: null });
  });

  it('leave what was not asked for as it is', async () => {
    const before = await row(ANNE);
    expect(await send(person(ANNE))).toMatchObject({ ongewijzigd: 1 });
    expect(await row(ANNE)).toEqual(before);
  });

  it.each([
    ['whole', whole('1968-05-04'), '1968-05-04', null],
    ['without its day', month(1968, 5), '1968-05-01', 'maand'],
    ['without day and month', year(1968), '1968-07-01', 'jaar'],
  ])('have a birth date %s', async (_, datum, day, known) => {
    await send(person(NEW, { ...at('0363'), geboorte: { datum } }));
    expect(await row(NEW)).toMatchObject({ birth_date: day, birth_known: known });
  });

  it('keep the birth date that is known where the BRP knows none, and are nobody new without one', async () => {
    const { birth_date } = await row(ANNE);
    const { afgekeurd } = await send(
      person(ANNE, { geboorte: { datum: UNKNOWN } }),
      person(NEW, { ...at('0363'), geboorte: { datum: UNKNOWN } }),
      person(WITHOUT_BSN, { geboorte: { datum: whole('2010-01-01') } }),
    );
    expect((await row(ANNE))['birth_date']).toBe(birth_date);
    expect(afgekeurd.map(({ regel, kolom }) => [regel, kolom])).toEqual([
      [2, 'geboortedatum'],
      [3, 'gemeentecode'],
    ]);
  });

  it('die, leave and come back', async () => {
    await send(
      person(BILAL, { opschortingBijhouding: { reden: { code: 'E' }, datum: whole('2026-03-01') }, ...at('1999') }),
    );
    expect(await row(BILAL)).toMatchObject({ departure_date: '2026-03-01', death_date: null });
    expect(await homes(BILAL)).toEqual(['0001-01-01 0363']);
    await send(person(BILAL, at('0363', whole('2026-03-20'))));
    expect(await row(BILAL)).toMatchObject({ departure_date: null });
    const suspended = { reden: { code: 'O', omschrijving: 'overlijden' }, datum: whole('2026-03-23') };
    await send(person(BILAL, { ...at('0363'), opschortingBijhouding: suspended }));
    expect(await row(BILAL)).toMatchObject({ death_date: '2026-03-23' });
    await send(person(BILAL, { opschortingBijhouding: suspended, overlijden: { datum: month(2026, 3) } }));
    expect(await row(BILAL)).toMatchObject({ death_date: '2026-03-01' });
  });

  it('live abroad by their address too, from the day that is told', async () => {
    const verblijfplaats = {
      type: 'VerblijfplaatsBuitenland',
      datumVan: year(2025),
      verblijfadres: { land: { code: '5010' } },
    };
    await send(person(BILAL, { ...at('0363'), verblijfplaats }));
    expect(await row(BILAL)).toMatchObject({ departure_date: '2025-01-01' });
  });

  it('have a secret address wherever it is told, and no longer where it is not', async () => {
    await send(person(ANNE, { geheimhoudingPersoonsgegevens: true }));
    expect((await row(ANNE))['secret_address']).toBe(1);
    await send(person(ANNE));
    expect((await row(ANNE))['secret_address']).toBe(0);
  });

  it('live on a boat where it is described, and keep their address where none is known', async () => {
    const boat = { type: 'Locatie', verblijfadres: { locatiebeschrijving: 'Woonboot bij de brug' } };
    await send(person(ANNE, { verblijfplaats: boat }));
    expect(await contact(ANNE)).toEqual({ straat: 'Woonboot bij de brug' });
    await send(person(ANNE, { verblijfplaats: { type: 'VerblijfplaatsOnbekend', datumVan: UNKNOWN } }));
    expect(await contact(ANNE)).toEqual({ straat: 'Woonboot bij de brug' });
  });

  it('are refused one by one, and can be mended as the same kind of file', async () => {
    const afgekeurdPath = join(house.folder, 'afgekeurd.json');
    const text = answer(
      person('123456789'),
      person(ANNE, { geboorte: { datum: whole('2010-02-30') } }),
      person(ANNE, at('9998')),
      person(ANNE, { opschortingBijhouding: { reden: { code: 'F' } } }),
      person(BILAL, { opschortingBijhouding: { reden: { code: 'O' } }, overlijden: { datum: UNKNOWN } }),
      { naam: { geslachtsnaam: 'Zonder' } },
      'geen persoon',
      null,
      person(ANNE, { naam: 'x', verblijfplaats: { type: 'Adres', verblijfadres: null }, geboorte: null }),
    );
    const { gelezen, ongewijzigd, gewijzigd, afgekeurd } = await give(text, { afgekeurdPath });
    expect([gelezen, ongewijzigd! + gewijzigd!]).toEqual([9, 1]);
    expect(afgekeurd.map(({ regel, kolom }) => [regel, kolom])).toEqual([
      ...[
        [1, 'pgn'],
        [2, 'geboortedatum'],
        [3, 'gemeentecode'],
        [4, 'opgeschort'],
        [5, 'overlijdensdatum'],
        [6, 'pgn'],
      ],
      ...[
        [7, ''],
        [8, ''],
      ],
    ]);
    expect(JSON.stringify(afgekeurd)).not.toContain('123456789');
    const again = await house.module.get(ImportService).run({ soort: 'brp-personen', path: afgekeurdPath });
    expect([again.gelezen, again.afgekeurd.length]).toEqual([8, 8]);
  });

  it('come as one answer or more after each other, and in any cut', async () => {
    const text = `${answer(person(ANNE, at('0518')))}\n\n${answer(person(BILAL, at('0344')), person(BILAL))}\n`;
    async function* pieces() {
      for (let i = 0; i < text.length; i += 3) yield Buffer.from(text.slice(i, i + 3));
    }
    const report = await house.module.get(ImportService).run({ soort: 'brp-personen', stream: pieces() });
    expect(report).toMatchObject({ gelezen: 3, afgekeurd: [] });
    expect([(await homes(ANNE)).at(-1), (await homes(BILAL)).at(-1)]).toEqual(['2026-03-24 0518', '2026-03-24 0344']);
  });

  it.each([
    ['a CSV', 'pgn;soort\n1;2\n'],
    ['a list', '[{"burgerservicenummer":"999999990"}]'],
    ['nothing', ''],
    ['no persons', '{"personen":[]}'],
    ['cut off', answer(person('999999990', at('0518'))).slice(0, -2)],
  ])('are refused as a whole, and store nothing, where the file is %s', async (_, text) => {
    const before = await homes(ANNE);
    await expect(give(text)).rejects.toMatchObject({ code: 'bestand-geen-brp' });
    expect(await homes(ANNE)).toEqual(before);
  });

  it('store nothing in a trial, with the same report', async () => {
    const text = answer(person(ANNE, at('0518')), person(NEW));
    const trial = await give(text, { proef: true });
    expect(await homes(ANNE)).toEqual(['0001-01-01 0363']);
    expect(trial).toMatchObject({ gewijzigd: 1, afgekeurd: [{ regel: 2, kolom: 'geboortedatum' }] });
    expect(await give(text)).toEqual(trial);
  });
});

/** The published document; who has it names it (see zaken-contract.spec). */
const PUBLISHED = process.env['TEST_BRP_OPENAPI'];
(PUBLISHED === undefined ? describe.skip : describe)('the shape of persons [needs TEST_BRP_OPENAPI]', () => {
  it('is read from fields that the document has', async () => {
    type Schema = { properties?: Record<string, { $ref?: string }>; allOf?: Schema[]; $ref?: string };
    const [{ readFileSync }, { load }] = [await import('node:fs'), await import('js-yaml')];
    // as it is published: YAML, of which JSON is a part
    const document = load(readFileSync(PUBLISHED!, 'utf8')) as {
      components: { schemas: Record<string, Schema> };
    };
    const named = (ref: string) => document.components.schemas[ref.split('/').at(-1)!]!;
    const fieldsOf = (schema: Schema): Record<string, { $ref?: string }> =>
      Object.assign(
        {},
        ...(schema.allOf ?? []).map(fieldsOf),
        schema.$ref ? fieldsOf(named(schema.$ref)) : {},
        schema.properties,
      ) as Record<string, { $ref?: string }>;
    const has = (start: string, path: string) => {
      let schema = named(start);
      for (const name of path.split('.')) {
        const field = fieldsOf(schema)[name];
        if (!field) return false;
        schema = field as Schema;
      }
      return true;
    };
    const read = [
      ...[
        'burgerservicenummer',
        'geheimhoudingPersoonsgegevens',
        'geslacht.code',
        'naam.voornamen',
        'naam.voorvoegsel',
      ],
      ...['naam.geslachtsnaam', 'geboorte.datum.type', 'overlijden.datum.type', 'opschortingBijhouding.reden.code'],
      ...['opschortingBijhouding.datum.type', 'gemeenteVanInschrijving.code', 'datumInschrijvingInGemeente.type'],
      ...['verblijfplaats.type'],
    ];
    expect(read.filter((path) => !has('Persoon', path))).toEqual([]);
    const address = ['officieleStraatnaam', 'korteStraatnaam', 'huisnummer', 'huisletter', 'huisnummertoevoeging'];
    const home = [...address, 'postcode', 'woonplaats'].map((name) => `verblijfadres.${name}`);
    expect([...home, 'datumVan'].filter((path) => !has('Adres', path))).toEqual([]);
    expect([has('Locatie', 'verblijfadres.locatiebeschrijving'), has('VerblijfplaatsBuitenland', 'datumVan')]).toEqual([
      ...[true, true],
    ]);
    expect(['datum'].every((name) => has('VolledigeDatum', name))).toBe(true);
    expect([has('JaarDatum', 'jaar'), has('JaarMaandDatum', 'maand')]).toEqual([true, true]);
  });
});

describe('the cells of a person', () => {
  it('are one for each column, whatever is given', () => {
    for (const odd of [{}, { naam: null }, { verblijfplaats: 5 }, { geboorte: { datum: 'x' } }, { geslacht: [] }]) {
      expect(cellsOf(odd as Person)).toHaveLength(PERSON_COLUMNS.length);
    }
  });
});

import { PupilDirectory } from '../../src/registry/pupil-directory';
import { Encryption } from '../../src/platform/encryption';
import { cell } from '../../src/platform/place';
import { readContact } from '../../src/registry/contact-details';
import { pupil } from '../../src/registry/tables';
import { ANNE, BILAL, type ImportHouse, openImportHouse, WITHOUT_BSN } from '../support/import-house';

const HEAD = 'pgn;soort;datum;gemeentecode;geboortedatum;achternaam;straat;huisnummer;postcode;plaats;geheim';

let house: ImportHouse;

beforeEach(async () => {
  house = await openImportHouse('2026-03-25');
  await house.fill();
});
afterEach(() => house.close());

const send = (...lines: string[]) => house.import('brp-mutaties', [HEAD, ...lines]);
const idOf = async (pgn: string) =>
  (await house.module.get(PupilDirectory, { strict: false }).findOne(house.database.read, pgn))!;
const homes = async (pgn: string) =>
  (
    await house.rows(
      'SELECT from_date, municipality FROM residence WHERE pupil_id = ? ORDER BY from_date',
      await idOf(pgn),
    )
  ).map(({ from_date, municipality }) => `${from_date} ${municipality}`);
const row = async (pgn: string) => (await house.rows('SELECT * FROM pupil WHERE id = ?', await idOf(pgn)))[0]!;
const street = async (pgn: string) => {
  const { id, contact } = await row(pgn);
  if (contact === null) return null;
  const encryption = house.module.get(Encryption, { strict: false });
  return readContact(encryption, String(contact), cell(pupil, 'contact', { id: id! })).straat ?? null;
};

describe('the daily file of the residents’ register', () => {
  it('moves a pupil on its day with the address, judges anew, and twice changes nothing', async () => {
    await house.database.work((work) => work.run('DELETE FROM outbox'));
    const move = `${ANNE};verhuizing;2026-03-24;0518;;;Laan;1;2500AA;Den Haag;`;
    expect(await send(move)).toMatchObject({ gewijzigd: 1, afgekeurd: [] });
    expect(await homes(ANNE)).toEqual(['0001-01-01 0363', '2026-03-24 0518']);
    expect(await street(ANNE)).toBe('Laan');
    expect((await row(ANNE))['birth_date']).toBe('2010-03-01');
    expect(await send(move)).toMatchObject({ gewijzigd: 0, ongewijzigd: 1 });
  });

  it('takes nothing of a newer fact back where an older one comes late', async () => {
    await send(`${ANNE};verhuizing;2026-03-24;0518;;;Laan;1;2500AA;Den Haag;`);
    await send(`${ANNE};verhuizing;2026-02-01;0344;;;Oude Gracht;2;3500AA;Utrecht;`);
    expect(await homes(ANNE)).toEqual(['0001-01-01 0363', '2026-02-01 0344', '2026-03-24 0518']);
    expect(await street(ANNE)).toBe('Laan');
    await send(`${ANNE};vertrek;2026-03-23;;;;;;;;`);
    expect((await row(ANNE))['departure_date']).toBeNull();
  });

  it('knows departure, return and death', async () => {
    const left = `${BILAL};vertrek;2026-03-01;;;;;;;;`;
    await send(left);
    expect((await row(BILAL))['departure_date']).toBe('2026-03-01');
    await send(`${BILAL};vestiging;2026-03-20;0363;;;Kade;9;1000AA;Amsterdam;`);
    expect((await row(BILAL))['departure_date']).toBeNull();
    expect(await send(left)).toMatchObject({ ongewijzigd: 1 });
    await send(`${BILAL};overlijden;2026-03-22;;;;;;;;`);
    expect(await row(BILAL)).toMatchObject({ death_date: '2026-03-22', departure_date: null });
    expect(await street(BILAL)).toBe('Kade');
  });

  it('takes a departure and a return of one pupil in one file, in their order', async () => {
    await send(`${BILAL};vertrek;2026-03-01;;;;;;;;`, `${BILAL};vestiging;2026-03-20;0518;;;;;;;`);
    expect(await row(BILAL)).toMatchObject({ departure_date: null });
    expect(await homes(BILAL)).toEqual(['0001-01-01 0363', '2026-03-20 0518']);
  });

  it('changes an address within the municipality, and a secret address, without a move', async () => {
    await send(`${ANNE};adres;2026-03-24;;;;Plein;3;1000AA;Amsterdam;`, `${ANNE};geheim;2026-03-24;;;;;;;;ja`);
    expect(await homes(ANNE)).toEqual(['0001-01-01 0363']);
    expect([await street(ANNE), (await row(ANNE))['secret_address']]).toEqual(['Plein', 1]);
    await send(`${ANNE};geheim;2026-03-25;;;;;;;;nee`);
    expect((await row(ANNE))['secret_address']).toBe(0);
  });

  it('takes in a newcomer with a day of birth, and refuses what it cannot place', async () => {
    const { afgekeurd, nieuw } = await send(
      `${WITHOUT_BSN};verhuizing;2026-03-24;0363;2012-01-01;Nieuw;;;;;`,
      `123456782;verhuizing;2026-03-24;;;;;;;;`,
      `100000019;verhuizing;2026-03-24;0363;;;;;;;`,
      `100000019;adres;2026-03-24;;2012-01-01;;Straat;;;;`,
      `${ANNE};geheim;2026-03-24;;;;;;;;`,
      `${ANNE};toveren;2026-03-24;;;;;;;;`,
    );
    expect(nieuw).toBe(1);
    expect(afgekeurd.map(({ regel, kolom }) => [regel, kolom])).toEqual([
      [3, 'gemeentecode'],
      [4, 'geboortedatum'],
      [5, 'pgn'],
      [6, 'geheim'],
      [7, 'soort'],
    ]);
    expect(await homes(WITHOUT_BSN)).toEqual(['2026-03-24 0363']);
    expect(await row(WITHOUT_BSN)).toMatchObject({ birth_date: '2012-01-01', last_name: 'Nieuw' });
  });

  it('brings the open dossier along with the move, offered to the new municipality', async () => {
    const id = await idOf(ANNE);
    const dossier = '01a217a6-496c-7258-9ca3-73faff87f0f1';
    const values = {
      ...{ id: dossier, pupil_id: id, regime: 'leerplicht', status: 'in_behandeling', opened_on: '2026-03-01' },
      ...{ closed_on: null, for_closing: 0, role: 'leerplichtambtenaar', municipality: '0363', employee: null },
      ...{ assigned_on: '2026-03-01', assignment_reason: 'x', changed_at: '2026-03-01T10:00:00.000Z' },
    };
    await house.database.work((work) => work.insert('dossier', Object.keys(values), [Object.values(values)]));
    await send(`${ANNE};verhuizing;2026-03-24;0518;;;;;;;`);
    expect((await house.rows('SELECT municipality, handed_from FROM dossier'))[0]).toEqual({
      municipality: '0518',
      handed_from: '0363',
    });
    expect(await house.rows('SELECT from_municipality, to_municipality, state FROM handover')).toEqual([
      { from_municipality: '0363', to_municipality: '0518', state: 'aangeboden' },
    ]);
  });
});

import { ItemStore } from '../../src/cases/items/item-store';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { PupilDirectory } from '../../src/registry/pupil-directory';
import { actor } from '../support/actors';
import { ANNE, BILAL, CHRIS, type ImportHouse, openImportHouse } from '../support/import-house';
import { workAll } from '../support/transport';

const HEAD =
  'bron;dossiernummer;pgn;regime;geopend_op;status;aangehouden_tot;medewerker;samenvatting;taak;taak_uiterlijk;route';
const STAFF = 'medewerker;naam;rol;gemeenten;regios';

let house: ImportHouse;

beforeEach(async () => {
  house = await openImportHouse('2026-03-25');
  await house.fill();
  await house.import('medewerkers', [
    STAFF,
    'LPA-1;Ada;leerplichtambtenaar;0363;',
    'LPA-2;Bea;leerplichtambtenaar;0363;',
    'LPA-9;Cor;leerplichtambtenaar;0518;',
    'RMC-1;Dirk;rmc-trajectbegeleider;;21',
  ]);
});
afterEach(() => house.close());

const send = (...lines: string[]) => house.import('overname', [HEAD, ...lines]);
const dossiers = () =>
  house.rows(
    'SELECT regime, status, opened_on, employee, assignment_reason, municipality FROM dossier ORDER BY opened_on',
  );
const items = async () => {
  const store = house.module.get(ItemStore, { strict: false });
  const rows = await store.rows(house.database.read, '1 = 1', []);
  return rows.map((one) => [one.kind, one.state, one.details['tekst'] ?? one.details['route'], one.until]);
};
const FIRST = `OudPakket;117;${ANNE};leerplicht;2025-11-03;in_behandeling;;LPA-2;Ouders gesproken.;Terugbellen;2026-03-16;vrijwillige-hulp`;

describe('taking over open dossiers', () => {
  it('opens them as they stood, with their worker, summary, task and route; twice changes nothing', async () => {
    expect(await send(FIRST)).toMatchObject({ nieuw: 1, afgekeurd: [] });
    expect(await dossiers()).toEqual([
      {
        ...{ regime: 'leerplicht', status: 'in_behandeling', opened_on: '2025-11-03', employee: 'LPA-2' },
        ...{ assignment_reason: 'behandelaar in OudPakket', municipality: '0363' },
      },
    ]);
    expect(await items()).toEqual([
      ['notitie', 'vastgelegd', 'Overgenomen uit OudPakket, nummer 117.\n\nOuders gesproken.', null],
      ['taak', 'open', 'Terugbellen', '2026-03-16'],
      ['mas-route', 'loopt', 'vrijwillige-hulp', null],
    ]);
    expect(await send(FIRST)).toMatchObject({ nieuw: 0, gewijzigd: 0, ongewijzigd: 1 });
    expect(await items()).toHaveLength(3);
    const [stored] = await house.rows('SELECT content FROM takeover');
    expect(String(stored!['content'])).not.toContain('Ouders');
  });

  it('corrects summary and task, keeps what they were, and leaves the state to who works it here', async () => {
    await send(FIRST);
    const report = await send(
      FIRST.replace('Ouders gesproken.', 'Moeder gesproken.').replace('in_behandeling', 'nieuw'),
    );
    expect(report.gewijzigd).toBe(1);
    expect(JSON.stringify(report.meldingen)).toContain('wordt hier al behandeld');
    expect((await items())[0]![2]).toContain('Moeder gesproken.');
    expect(await house.rows('SELECT version FROM dossier_item_version')).toEqual([{ version: 1 }]);
    expect((await dossiers())[0]).toMatchObject({ status: 'in_behandeling' });
  });

  it('assigns by the usual steps where the worker is unknown or may not have it', async () => {
    await send(FIRST.replace('LPA-2', 'LPA-9'), `OudPakket;118;${BILAL};leerplicht;2026-03-25;nieuw;;;;;;`);
    const found = await dossiers();
    expect(found.map((one) => one['employee']).sort()).toEqual(['LPA-1', 'LPA-2']);
    expect(found.every((one) => !String(one['assignment_reason']).includes('OudPakket'))).toBe(true);
  });

  it('starts terms on the day of taking over: for a new one to pick up, for a held one to look again', async () => {
    await send(
      `OudPakket;1;${ANNE};leerplicht;2025-01-01;nieuw;;;;;;`,
      `OudPakket;2;${BILAL};leerplicht;2025-01-01;aangehouden;2026-03-26;;;;;`,
      `OudPakket;3;${CHRIS};leerplicht;2025-01-01;in_behandeling;;;;;;`,
    );
    const terms = await house.rows('SELECT kind, started_on, due_on FROM term ORDER BY kind');
    expect(terms.map((one) => one['kind'])).toEqual(['aanhouding', 'gesprek', 'oppakken']);
    expect(terms.every((one) => one['started_on'] === '2026-03-25')).toBe(true);
    expect(terms[0]).toMatchObject({ due_on: '2026-03-26' });
  });

  it('joins a dossier that is open here, and says so', async () => {
    await send(FIRST);
    await house.database.work((work) => work.run('DELETE FROM takeover'));
    const report = await send(FIRST.replace('2025-11-03', '2025-10-01'));
    expect(JSON.stringify(report.meldingen)).toContain('al een open dossier');
    expect(await dossiers()).toMatchObject([{ opened_on: '2025-10-01' }]);
  });

  it('refuses a second number for one pupil, a number of another, and what the columns cannot mean', async () => {
    await send(FIRST);
    const { afgekeurd } = await send(
      FIRST.replace('117', '119'),
      FIRST.replace(ANNE, BILAL),
      FIRST.replace('117;' + ANNE, '120;' + BILAL).replace('2025-11-03', '2026-03-26'),
      `OudPakket;121;${BILAL};leerplicht;2026-03-25;aangehouden;2026-03-25;;;;;`,
      `OudPakket;122;${BILAL};leerplicht;2026-03-25;nieuw;2026-04-01;;;;;`,
      `OudPakket;123;${BILAL};leerplicht;2026-03-25;nieuw;;;;;2026-04-01;`,
      `OudPakket;124;100000019;leerplicht;2026-03-25;nieuw;;;;;;`,
      `OudPakket;125;${BILAL};leerplicht;2026-03-25;afgesloten;;;;;;`,
    );
    expect(afgekeurd.map(({ regel, kolom }) => [regel, kolom])).toEqual([
      ...[
        [2, 'dossiernummer'],
        [3, 'dossiernummer'],
        [4, 'geopend_op'],
        [5, 'aangehouden_tot'],
      ],
      ...[
        [6, 'aangehouden_tot'],
        [7, 'taak_uiterlijk'],
        [8, 'pgn'],
        [9, 'status'],
      ],
    ]);
  });

  it('leaves a restricted pupil alone', async () => {
    const pupil = (await house.module.get(PupilDirectory, { strict: false }).findOne(house.database.read, ANNE))!;
    const officer = actor({ employee: 'po', roles: ['privacy-officer'], municipalities: ['0363'] });
    await house.module.get(Restrictions, { strict: false }).place(officer, pupil, 'betwist de gegevens');
    expect((await send(FIRST)).afgekeurd).toMatchObject([{ kolom: 'pgn' }]);
    expect(await dossiers()).toEqual([]);
  });

  it('goes on at the Doorstroompunt with a trajectory that was taken over', async () => {
    await house.import('leerlingen', ['pgn;geboortedatum;gemeentecode', '100000019;2005-01-01;0363']);
    await send(`OudPakket;9;100000019;doorstroompunt;2025-12-01;in_behandeling;;RMC-1;Zoekt werk.;;;`);
    await workAll(house.module);
    expect(await house.rows('SELECT source, delivered_on FROM trajectory')).toEqual([
      { source: 'overname', delivered_on: '2025-12-01' },
    ]);
    expect((await dossiers())[0]).toMatchObject({ employee: 'RMC-1' });
  });

  it('stores nothing on a trial, and tells the same', async () => {
    expect(await house.import('overname', [HEAD, FIRST], { proef: true })).toMatchObject({ nieuw: 1 });
    expect(await dossiers()).toEqual([]);
  });
});

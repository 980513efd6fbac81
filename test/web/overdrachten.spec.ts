import { newId } from '../../src/platform/ids';
import { Browser } from './browser';
import { aDossier, aLogin, aPupil, aSchool } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let dossier: string;
let warm: string;
const people = new Map<string, Browser>();
const as = (code: string) => people.get(code)!;

const put = (table: string, row: Record<string, string | number | null>) =>
  web.database.work((work) => work.insert(table, Object.keys(row), [Object.values(row)]));

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Ada Adema' });
  await aLogin(web, 'naar', 'leerplichtambtenaar', { gemeente: ['0363'] });
  await aLogin(web, 'derde', 'leerplichtambtenaar', { gemeente: ['1895'] });
  await aLogin(web, 'rmc', 'rmc-trajectbegeleider', { regio: ['01'] }, { name: 'Rik Rentema' });
  await aLogin(web, 'ver', 'rmc-trajectbegeleider', { regio: ['21'] });
  for (const [i, code] of ['lpa', 'naar', 'derde', 'rmc', 'ver'].entries()) {
    const browser = new Browser(web, `10.8.0.${i + 1}`);
    await browser.login(code);
    people.set(code, browser);
  }
  const pupil = await aPupil(web, { municipality: '0037', first: 'Geheim', last: 'Naamsma', born: '2008-05-04' });
  dossier = await aDossier(web, pupil.id, { employee: 'lpa' });
  warm = newId();
  await put('warm_handover', {
    ...{ id: warm, dossier_id: dossier, pupil_id: pupil.id, state: 'voorbereiding', birthday: '2026-05-04' },
    ...{ prepared_on: '2026-02-04', ended_on: null, summary: null, to_dossier_id: null },
    changed_at: '2026-02-04T10:00:00.000Z',
  });
  await aSchool(web, '01PR00', 'Praktijkschool De Werkplaats', '0037');
});
afterAll(() => web.close());

describe('hand-overs to another municipality', () => {
  let address: string;

  it('are offered from the dossier by name of the municipality, with what is wrong beside the field', async () => {
    const form = `/overdrachten/nieuw/${dossier}`;
    expect((await as('lpa').get(`/dossiers/${dossier}`)).body).toContain(`href="${form}"`);
    await as('lpa').get(form);
    const fields = { naarGemeente: 'Stadskanaal', reden: 'verhuist', toelichting: '' };
    expect((await as('lpa').post(form, fields)).body).toContain('id="naarGemeente-fout"');
    const sent = await as('lpa').post(form, { ...fields, naarGemeente: 'amsterdam', toelichting: 'Wil graag praten' });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `/dossiers/${dossier}`]);
    expect((await as('naar').get(form)).statusCode).toBe(404);
  });

  it('are seen by both sides and by nobody else, without a name on the side that gets them', async () => {
    const { body } = await as('naar').get('/overdrachten');
    expect(body).toContain('Van Stadskanaal');
    address = /href="(\/overdrachten\/[0-9a-f-]{36})"/.exec(body)![1]!;
    const page = (await as('naar').get(address)).body;
    expect(page).toContain('Wil graag praten');
    expect(page).not.toContain('Naamsma');
    expect(page).toContain('Naam en dossier ziet u zodra het dossier bij u hoort.');
    expect(page).toContain(`${address}/accepteren`);
    expect(page).not.toContain(`${address}/intrekken`);
    const own = (await as('lpa').get(address)).body;
    expect(own).toContain(`${address}/intrekken`);
    expect(own).not.toContain(`${address}/accepteren`);
    for (const other of ['derde', 'rmc']) expect((await as(other).get(address)).statusCode).toBe(404);
    expect((await as('derde').get('/overdrachten')).body).not.toContain('Van Stadskanaal');
  });

  it('are refused with a reason, offered again and accepted', async () => {
    await as('naar').get(`${address}/weigeren`);
    expect((await as('naar').post(`${address}/weigeren`, { reden: '' })).body).toContain('id="reden-fout"');
    await as('naar').post(`${address}/weigeren`, { reden: 'Woont hier niet' });
    expect((await as('lpa').get(address)).body).toContain('Woont hier niet');
    expect((await as('naar').post(`${address}/opnieuw_aanbieden`, { reden: 'x' })).statusCode).toBe(422);
    await as('lpa').post(`${address}/opnieuw_aanbieden`, { reden: 'Verhuist op 1 april' });
    await as('lpa').post(`${address}/toelichten`, { toelichting: 'Nieuwe toelichting' });
    expect((await as('naar').get(address)).body).toContain('Nieuwe toelichting');
    await as('naar').post(`${address}/accepteren`, {});
    expect((await as('naar').get(address)).body).toContain('Geaccepteerd');
    expect((await as('lpa').get(`${address}/verlopen`)).statusCode).toBe(404);
  });
});

it('leads to the dossier on the side that gets it once the pupil lives there', async () => {
  const move = (to: string) =>
    web.database.work((work) => work.run('UPDATE dossier SET municipality = ? WHERE id = ?', [to, dossier]));
  const { id } = (await web.database.read.get<{ id: string }>('SELECT id FROM handover'))!;
  expect((await as('naar').get(`/overdrachten/${id}`)).body).not.toContain('Naar het dossier');
  await move('0363');
  expect((await as('naar').get(`/overdrachten/${id}`)).body).toContain(`href="/dossiers/${dossier}"`);
  await move('0037');
});

describe('the warm hand-over at 18', () => {
  const page = () => `/overdrachten/18-jaar/${warm}`;

  it('is expected by the counsellor of the region: the day and whom to call, no name and no page', async () => {
    const { body } = await as('rmc').get('/overdrachten');
    expect(body).toContain('4 mei 2026');
    expect(body).toContain('Ada Adema');
    expect(body).not.toMatch(/Naamsma|18-jaar/);
    expect((await as('rmc').get(page())).statusCode).toBe(404);
    expect((await as('ver').get('/overdrachten')).body).not.toContain('4 mei 2026');
  });

  it('is prepared by the officer point by point and then done; the counsellor reads the summary', async () => {
    expect((await as('lpa').get('/overdrachten')).body).toContain(page());
    await as('lpa').get(`${page()}/samenvatting`);
    const early = await as('lpa').post(`${page()}/punt`, { punt: 'samenvatting' });
    expect(early.body).toContain('Schrijf eerst de samenvatting.');
    await as('lpa').post(`${page()}/samenvatting`, { samenvatting: 'Wil bakker worden' });
    expect((await as('lpa').post(`${page()}/overdragen`, {})).body).toContain('nog 6 te doen');
    for (const [, punt] of (await as('lpa').get(page())).body.matchAll(/name="punt" value="([^"]+)"/g)) {
      await as('lpa').post(`${page()}/punt`, { punt: punt! });
    }
    expect((await as('lpa').get(page())).body).toContain('Overdragen');
    expect((await as('lpa').post(`${page()}/overdragen`, {})).statusCode).toBe(303);
    const read = (await as('rmc').get(page())).body;
    expect(read).toContain('Wil bakker worden');
    expect(read).not.toContain('<button type="submit" class="utrecht-button utrecht-button--primary-action">');
    expect((await as('ver').get(page())).statusCode).toBe(404);
    expect((await as('naar').get(page())).statusCode).toBe(404);
  });
});

describe('former pupils of pro and vso', () => {
  it('are listed when due within four weeks, for the region they live in, and looked at by a form', async () => {
    const rows = [
      ['Beurtsma', '2026-04-22'],
      ['Laterma', '2026-04-23'],
    ] as const;
    for (const [last, next_on] of rows) {
      const pupil = await aPupil(web, { municipality: '0037', first: 'Bo', prefix: null, last, born: '2007-01-01' });
      const leaver = { id: newId(), pupil_id: pupil.id, education: 'pro', location: '01PR00', left_on: '2025-10-22' };
      await put('leaver', { ...leaver, until_date: '2027-10-22', next_on });
    }
    const { body } = await as('rmc').get('/doorstroompunt/uitstromers');
    expect(body).toContain('Bo Beurtsma');
    expect(body).toContain('Praktijkschool De Werkplaats');
    expect(body).not.toContain('Laterma');
    expect((await as('ver').get('/doorstroompunt/uitstromers')).body).not.toContain('Beurtsma');
    const address = /href="(\/doorstroompunt\/uitstromers\/[0-9a-f-]{36})"/.exec(body)![1]!;
    expect((await as('ver').get(address)).statusCode).toBe(404);
    await as('rmc').get(address);
    expect((await as('rmc').post(address, { datum: '2026-03-26', situatie: 'werk' })).statusCode).toBe(422);
    await as('rmc').post(address, { datum: '2026-03-25', situatie: 'werk', notitie: 'Bij de bakker' });
    expect((await as('rmc').get('/doorstroompunt/uitstromers')).body).not.toContain('Beurtsma');
  });
});

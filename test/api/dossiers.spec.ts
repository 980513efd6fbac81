import { Audit } from '../../src/access/audit';
import {
  aChange,
  aDossier,
  aLogin,
  anAbsence,
  anAssignment,
  anEnrolment,
  aPupil,
  aSchool,
  aSignal,
  EVIDENCE,
  STEPS,
} from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { ApiClient } from './support';

interface Page {
  resultaten: Record<string, unknown>[];
  totaal: number;
}

let web: TestWeb;
let officer: ApiClient;
let elsewhere: ApiClient;
let school: ApiClient;
let beheer: ApiClient;
let pupil: string;
let dossier: string;
let signal: string;
let waiting: string;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aLogin(web, 'elders', 'leerplichtambtenaar', { gemeente: ['0047'] });
  await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] });
  await aLogin(web, 'beheer', 'functioneel-beheerder');
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  ({ id: pupil } = await aPupil(web, { municipality: '0037' }));
  await anEnrolment(web, pupil, '99VA00');
  for (const day of ['2026-03-16', '2026-03-17']) await anAbsence(web, pupil, day, 400, 'ongeoorloofd');
  dossier = await aDossier(web, pupil, { municipality: '0037', employee: 'lpa' });
  await anAssignment(web, dossier, STEPS, { employee: 'lpa' });
  signal = await aSignal(web, pupil, dossier, EVIDENCE);
  await aChange(web, signal, {});
  const second = await aPupil(web, { municipality: '0037' });
  waiting = await aDossier(web, second.id, { municipality: '0037', opened_on: '2026-03-24' });
  officer = await ApiClient.login(web, 'lpa');
  elsewhere = await ApiClient.login(web, 'elders');
  school = await ApiClient.login(web, 'school');
  beheer = await ApiClient.login(web, 'beheer');
});
afterAll(() => web.close());

const page = async (client: ApiClient, path: string) => (await client.get(path)).json<Page>();
const ids = ({ resultaten }: Page) => resultaten.map(({ id }) => id);

describe('dossiers looked for over the API', () => {
  const found = async (body: object, by = officer) => {
    const answer = await by.post('/dossiers/_zoek', body);
    if (answer.status !== 200) return answer.status;
    const { dossiers, totaal } = answer.json<{ dossiers: { id: string }[]; totaal: number }>();
    return [dossiers.map(({ id }) => id), totaal];
  };

  it('are found by name, number or school, by the page, in one’s own scope only', async () => {
    const named = await aPupil(web, { municipality: '0037', first: 'Zoë', prefix: 'van der', last: 'Wijk' });
    const closed = await aDossier(web, named.id, { municipality: '0037', status: 'afgesloten' });
    expect(await found({ zoek: 'zoe wijk' })).toEqual([[closed], 1]);
    expect(await found({ zoek: 'wijk zoë', status: 'open' })).toEqual([[], 0]);
    expect(await found({ zoek: 'wijk', status: 'afgesloten' })).toEqual([[closed], 1]);
    expect(await found({ zoek: named.pgn })).toEqual([[closed], 1]);
    expect(await found({ zoek: 'veenborg' })).toEqual([[dossier], 1]);
    expect(await found({ zoek: 'niemand heet zo' })).toEqual([[], 0]);
    expect(await found({ zoek: 'wijk' }, elsewhere)).toEqual([[], 0]);
    expect(await found({ zoek: named.pgn }, elsewhere)).toEqual([[], 0]);
    expect(await found({ zoek: 'wijk' }, school)).toEqual([[], 0]);
    expect(await found({ zoek: '' })).toBe(400);
    expect(await found({ zoek: 'x'.repeat(100) })).toEqual([[], 0]);
    expect(await found({ zoek: 'x'.repeat(101) })).toBe(400);
    await web.app.get(Audit).flush();
    const looked = await web.database.read.all('SELECT 1 AS n FROM audit_pupil WHERE pupil_id = ?', [named.id]);
    expect(looked.length).toBeGreaterThan(0);
    await web.database.work((work) => work.run('DELETE FROM dossier WHERE id = ?', [closed]));
  });

  it('come a page at a time, in the order asked for', async () => {
    const all = { zoek: '0', paginagrootte: 1 };
    await web.database.work((work) =>
      work.run("UPDATE pupil SET last_name = '0' WHERE id IN (SELECT pupil_id FROM dossier)"),
    );
    expect(await found({ ...all, sorteer: '-geopendOp' })).toEqual([[waiting], 2]);
    expect(await found({ ...all, sorteer: '-geopendOp', pagina: 2 })).toEqual([[dossier], 2]);
    expect(await found({ ...all, sorteer: 'geopendOp' })).toEqual([[dossier], 2]);
    expect(await found({ ...all, pagina: 3 })).toEqual([[], 2]);
  });
});

describe('dossiers of the API', () => {
  it('are the work list of the own municipality, newest first, and nobody else’s', async () => {
    expect(ids(await page(officer, '/dossiers'))).toEqual([waiting, dossier]);
    for (const client of [elsewhere, school, beheer]) expect((await page(client, '/dossiers')).totaal).toBe(0);
    for (const client of [elsewhere, school, beheer]) {
      expect((await client.get(`/dossiers/${dossier}`)).status).toBe(404);
      expect((await client.get(`/dossiers/${dossier}/toewijzingen`)).status).toBe(404);
    }
  });

  it('are filtered by state, employee and verdeelbak', async () => {
    expect(ids(await page(officer, '/dossiers?verdeelbak=true'))).toEqual([waiting]);
    expect(ids(await page(officer, '/dossiers?verdeelbak=false&status=open'))).toEqual([dossier]);
    expect(ids(await page(officer, '/dossiers?medewerker=lpa'))).toEqual([dossier]);
    expect(ids(await page(officer, '/dossiers?status=afgesloten'))).toEqual([]);
    expect((await officer.get('/dossiers?verdeelbak=ja')).status).toBe(400);
  });

  it('tell who got them and why, step by step', async () => {
    const [one] = (await page(officer, `/dossiers/${dossier}/toewijzingen`)).resultaten;
    expect(one).toMatchObject({ dossier, medewerker: 'lpa', stappen: STEPS.stappen, kandidaten: STEPS.kandidaten });
    expect(ids(await page(officer, '/toewijzingen'))).toEqual([one!['id']]);
    expect((await page(elsewhere, '/toewijzingen')).totaal).toBe(0);
  });
});

describe('signals of the API', () => {
  it('come with evidence and history, to the officer and to the school, which learns of no dossier', async () => {
    const seen = (await officer.get(`/signalen/${signal}`)).json<Record<string, unknown>>();
    expect(seen).toMatchObject({ regel: 'verzuim-16u', uren: 16.25, dossier, vestiging: '99VA00' });
    expect(seen['bewijs']).toMatchObject({ artikel: 'LPW art. 21a', overgeslagen: [{ reden: 'vrijgesteld' }] });
    expect(seen['wijzigingen']).toHaveLength(1);
    const bySchool = (await school.get(`/signalen/${signal}`)).json<Record<string, unknown>>();
    expect(bySchool).toMatchObject({ uren: 16.25, dossier: null });
    for (const client of [elsewhere, beheer]) expect((await client.get(`/signalen/${signal}`)).status).toBe(404);
  });

  it('are filtered by rule, state and period', async () => {
    const total = async (query: string) => (await page(officer, `/signalen?${query}`)).totaal;
    expect(await total('regel=verzuim-16u&status=geregistreerd')).toBe(1);
    expect(await total('regel=te-laat')).toBe(0);
    expect(await total('vanaf=2026-03-03&totEnMet=2026-03-03')).toBe(1);
    expect(await total('vanaf=2026-03-04')).toBe(0);
    expect((await officer.get('/signalen?regel=onzin')).status).toBe(400);
  });
});

describe('the counter of a pupil', () => {
  it('counts what stands in the window today, for who may see the pupil', async () => {
    const counted = (await school.get(`/leerlingen/${pupil}/teller`)).json<{ tellers: object[] }>();
    expect(counted.tellers).toEqual([
      expect.objectContaining({ vestiging: '99VA00', uren: 8, drempel: 16, geldt: true, fase: 'leerplicht' }),
    ]);
    expect((await officer.get(`/leerlingen/${pupil}/teller`)).json()).toEqual(counted);
    expect((await elsewhere.get(`/leerlingen/${pupil}/teller`)).status).toBe(404);
  });
});

import { newId } from '../../src/platform/ids';
import { aDossier, aLogin, aPupil, aSchool } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { Browser } from '../web/browser';
import { ApiClient } from './support';

let web: TestWeb;
let officer: ApiClient;
let colleague: ApiClient;
let elsewhere: ApiClient;
let school: ApiClient;
let dossiers: string[];

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aLogin(web, 'collega', 'leerplichtambtenaar', { gemeente: ['0037'] });
  await aLogin(web, 'elders', 'leerplichtambtenaar', { gemeente: ['0047'] });
  await aSchool(web, '99VA00', 'Dollard College', '0037');
  await aLogin(web, 'school', 'schoolmedewerker', { school: ['99VA'] });
  dossiers = [];
  for (const employee of ['lpa', 'collega', null]) {
    const pupil = await aPupil(web, { municipality: '0037' });
    dossiers.push(await aDossier(web, pupil.id, { status: 'nieuw', ...(employee ? { employee } : {}) }));
  }
  [officer, colleague, elsewhere, school] = (await Promise.all(
    ['lpa', 'collega', 'elders', 'school'].map((name) => ApiClient.login(web, name)),
  )) as [ApiClient, ApiClient, ApiClient, ApiClient];
});
afterAll(() => web.close());

describe('views of the work list', () => {
  interface Kept {
    id: string;
    naam: string;
  }
  const list = async (client: ApiClient) => (await client.get('/weergaven')).json<{ weergaven: Kept[] }>().weergaven;

  it('are kept by name, replaced by the same name, and taken away, by their owner alone', async () => {
    const made = await officer.post('/weergaven', { naam: 'Te laat', toon: 'te-laat', zoek: ' Dollard ' });
    expect([made.status, made.json()]).toEqual([
      201,
      {
        ...{ id: expect.any(String), naam: 'Te laat', toon: 'te-laat', status: 'open' },
        sorteer: 'nieuwste',
        zoek: 'Dollard',
      },
    ]);
    // a code that is of a school, a place; not the beginning of one, a child or its number
    for (const [zoek, kept] of [
      ['99VA', '99VA'],
      ['Stadskanaal', 'Stadskanaal'],
      ['Stads', ''],
      ['Jansen Dollard', ''],
      ['999990019', ''],
    ]) {
      const view = await officer.post('/weergaven', { naam: 'Te laat', zoek });
      expect([zoek, view.json<{ zoek: string }>().zoek]).toEqual([zoek, kept]);
    }
    await officer.post('/weergaven', { naam: 'Alles', status: 'alle', sorteer: 'naam' });
    const again = (await officer.post('/weergaven', { naam: 'te LAAT', toon: 'mijn' })).json<Kept>();
    expect((await list(officer)).map(({ naam }) => naam)).toEqual(['Alles', 'te LAAT']);
    expect(await list(colleague)).toEqual([]);
    expect((await colleague.send('DELETE', `/weergaven/${again.id}`, {})).status).toBe(404);
    expect((await officer.send('DELETE', `/weergaven/${newId()}`, {})).status).toBe(404);
    expect((await officer.send('DELETE', '/weergaven/x', {})).status).toBe(404);
    expect((await officer.send('DELETE', `/weergaven/${again.id}`, {})).status).toBe(204);
    expect((await list(officer)).map(({ naam }) => naam)).toEqual(['Alles']);
  });

  it('are refused without a name, with a view that is none, past twenty, and to schools', async () => {
    for (const bad of [
      { naam: '' },
      { naam: 'x', toon: 'toveren' },
      { naam: 'x'.repeat(61) },
      { naam: 'x', zoek: 'y'.repeat(101) },
    ]) {
      expect((await officer.post('/weergaven', bad)).status).toBe(400);
    }
    for (let i = 0; i < 20; i++) expect((await colleague.post('/weergaven', { naam: `W${i}` })).status).toBe(201);
    const full = await colleague.post('/weergaven', { naam: 'Een te veel' });
    expect([full.status, full.body.includes('al 20 weergaven')]).toEqual([400, true]);
    expect((await colleague.post('/weergaven', { naam: 'w0' })).status).toBe(201);
    expect((await school.get('/weergaven')).status).toBe(403);
  });

  it('stand on the page too, and those of the page here', async () => {
    await elsewhere.post('/weergaven', { naam: 'Mijn werk', toon: 'mijn' });
    expect((await list(elsewhere)).map(({ naam }) => naam)).toEqual(['Mijn werk']);
    const browser = new Browser(web);
    await browser.login('elders');
    expect((await browser.get('/dossiers')).body).toContain('Mijn werk');
  });
});

describe('one step in many dossiers', () => {
  const outcomes = async (client: ApiClient, body: object) => {
    const answer = await client.post('/verzamelstappen', body);
    expect(answer.status).toBe(200);
    return answer.json<{ uitkomsten: { dossier: string; gedaan: boolean; reden: string | null }[] }>().uitkomsten;
  };

  it('is taken in each, and told of each; what is refused stops none of the others', async () => {
    const asked = { stap: 'oppakken', dossiers: [dossiers[0], newId(), dossiers[2], dossiers[0]] };
    expect(await outcomes(officer, asked)).toMatchObject([
      { dossier: dossiers[0], gedaan: true, reden: null },
      { gedaan: false, reden: expect.stringContaining('bestaat niet') },
      { dossier: dossiers[2], gedaan: true },
    ]);
    expect(await outcomes(officer, asked)).toMatchObject([{ gedaan: false }, { gedaan: false }, { gedaan: false }]);
    expect(await outcomes(elsewhere, asked)).toMatchObject([{ gedaan: false }, { gedaan: false }, { gedaan: false }]);
  });

  it('adds a task for oneself or for who has each', async () => {
    const taak = { tekst: 'Bel de mentor', tot: '2026-04-10', wie: 'behandelaar' };
    expect((await outcomes(officer, { stap: 'taak', dossiers, taak })).every(({ gedaan }) => gedaan)).toBe(true);
    await outcomes(officer, { stap: 'taak', dossiers: [dossiers[1]], taak: { ...taak, wie: 'zelf' } });
    const tasks = await web.database.read.all(
      'SELECT dossier_id AS "dossier", employee FROM dossier_item ORDER BY made_at, id',
    );
    expect(tasks).toHaveLength(4);
    expect(tasks).toEqual(
      expect.arrayContaining([
        { dossier: dossiers[0], employee: 'lpa' },
        { dossier: dossiers[1], employee: 'collega' },
        { dossier: dossiers[1], employee: 'lpa' },
      ]),
    );
  });

  it('is refused as a whole where it asks for nothing, and then nothing is done', async () => {
    const count = async () => (await web.database.read.all('SELECT id FROM dossier_item')).length;
    const before = await count();
    for (const bad of [
      { stap: 'taak', dossiers },
      { stap: 'taak', dossiers, taak: { tekst: 'x', tot: '2026-02-30', wie: 'zelf' } },
      { stap: 'taak', dossiers, taak: { tekst: '', tot: '2026-04-10', wie: 'zelf' } },
      { stap: 'sluiten', dossiers },
      { stap: 'oppakken', dossiers: [] },
      { stap: 'oppakken', dossiers: Array.from({ length: 201 }, () => newId()) },
    ]) {
      expect([bad, (await officer.post('/verzamelstappen', bad)).status]).toEqual([bad, 400]);
    }
    expect(await count()).toBe(before);
    expect((await school.post('/verzamelstappen', { stap: 'oppakken', dossiers })).status).toBe(403);
  });
});

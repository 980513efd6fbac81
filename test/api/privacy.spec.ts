import { systemActor } from '../../src/access/actor';
import { Batches } from '../../src/jobs/batches';
import { MakeLists } from '../../src/retention/make-lists';
import * as build from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { ApiClient, type ApiAnswer } from './support';

describe('what a privacy-officer does over the API', () => {
  let web: TestWeb;
  let first: ApiClient;
  let second: ApiClient;
  let other: ApiClient;
  let officer: ApiClient;
  let pupil: { id: string; pgn: string };

  beforeAll(async () => {
    web = await startWeb();
    for (const code of ['po1', 'po2']) await build.aLogin(web, code, 'privacy-officer', { gemeente: ['0037'] });
    await build.aLogin(web, 'po3', 'privacy-officer', { gemeente: ['0363'] });
    await build.aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
    await build.aSchool(web, '99VA00', 'De Veenborg', '0037');
    pupil = await build.aPupil(web, { municipality: '0037', first: 'Sanne', last: 'Grevenbicht' });
    await build.anEnrolment(web, pupil.id, '99VA00');
    const old = await build.aPupil(web, { municipality: '0037', born: '1995-02-01' });
    for (let i = 0; i < 2; i++) await build.aDossier(web, old.id, { status: 'afgesloten', closed_on: '2012-01-01' });
    await web.app.get(MakeLists).run(systemActor('opdracht'));
    [first, second, other, officer] = [
      await ApiClient.login(web, 'po1'),
      await ApiClient.login(web, 'po2'),
      await ApiClient.login(web, 'po3'),
      await ApiClient.login(web, 'lpa'),
    ];
  }, 60_000);
  afterAll(() => web.close());

  const statuses = (answers: readonly ApiAnswer[]) => answers.map((one) => one.status);

  it('finds who asks, restricts, keeps longer and corrects, in the own municipalities', async () => {
    const found = await first.post('/betrokkenen/_zoek', { pgn: pupil.pgn });
    expect(found.json()).toMatchObject({ id: pupil.id, geboortejaar: 2010, bewaringen: [] });
    expect(found.body).not.toContain(pupil.pgn);
    expect((await other.post('/betrokkenen/_zoek', { pgn: pupil.pgn })).status).toBe(404);
    const path = `/betrokkenen/${pupil.id}`;
    expect(statuses([await other.get(path), await officer.get(path)])).toEqual([404, 403]);
    const step = (client: ApiClient, body: object) => client.post(`${path}/stappen`, body);
    expect((await step(other, { stap: 'beperken', reden: 'x' })).status).toBe(404);
    expect((await step(first, { stap: 'corrigeren', reden: 'x' })).json()).toMatchObject({
      fouten: [{ pointer: '/gegeven' }],
    });
    const better = { stap: 'corrigeren', reden: 'Verkeerd gespeld', gegeven: 'achternaam', waarde: 'Grevenbigt' };
    expect((await step(first, better)).json()).toMatchObject({ scholen: ['De Veenborg'] });
    expect((await first.get(`${path}/gegevens`)).body).toContain('Grevenbigt');
    expect((await first.get(`${path}/inzage`)).status).toBe(200);
    await step(first, { stap: 'bewaren', reden: 'Er loopt een klacht' });
    expect((await step(first, { stap: 'beperken', reden: 'Betwist' })).status).toBe(200);
    expect((await step(first, { stap: 'beperken', reden: 'Betwist' })).status).toBe(409);
    const { resultaten } = (await first.get('/bewaringen')).json<{ resultaten: { id: string; soort: string }[] }>();
    expect(resultaten.map((one) => one.soort).sort()).toEqual(['beperking', 'bewaarplicht']);
    expect((await other.get('/bewaringen')).json()).toMatchObject({ totaal: 0 });
    for (const { id, soort } of resultaten) {
      const lift = (client: ApiClient) => client.send('DELETE', `/bewaringen/${soort}/${id}`, {});
      expect(statuses([await lift(other), await lift(first), await lift(first)])).toEqual([404, 204, 404]);
    }
  });

  it('decides on a destruction list with two persons, and reads the certificate', async () => {
    const { lijsten } = (await first.get('/vernietigingslijsten')).json<{ lijsten: { id: string }[] }>();
    const path = `/vernietigingslijsten/${lijsten[0]!.id}`;
    expect((await other.get('/vernietigingslijsten')).json()).toEqual({ lijsten: [] });
    expect(statuses([await other.get(path), await officer.get(path)])).toEqual([404, 403]);
    const step = (client: ApiClient, stap: string, more: object = {}) =>
      client.post(`${path}/stappen`, { stap, ...more });
    const { resultaten } = (await first.get(`${path}/records`)).json<{ resultaten: { id: string }[] }>();
    expect((await step(first, 'aanhouden', { reden: 'x' })).status).toBe(404);
    expect((await step(first, 'aanhouden', { record: resultaten[0]!.id })).json()).toMatchObject({
      fouten: [{ pointer: '/reden' }],
    });
    expect((await step(first, 'voordragen')).json()).toMatchObject({ status: 'voorgedragen', voorgedragenDoor: 'po1' });
    expect(statuses([await step(first, 'goedkeuren'), await step(other, 'goedkeuren')])).toEqual([403, 404]);
    expect((await first.get(`${path}/verklaring`)).status).toBe(409);
    expect((await step(second, 'goedkeuren')).json()).toMatchObject({ status: 'goedgekeurd', beslotenDoor: 'po2' });
    expect((await step(second, 'afwijzen')).status).toBe(409);
    while ((await web.app.get(Batches).workNext(100)).done > 0);
    const certificate = await first.get(`${path}/verklaring`);
    expect(certificate.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(certificate.body).toMatch(/voorgedragen door;po1\ngoedgekeurd door;po2\n/);
  });

  it('searches the log, a page at a time', async () => {
    const found = await first.get('/logboek?onderwerp=leerling&medewerker=po1');
    const [newest] = found.json<{ regels: object[] }>().regels;
    expect(newest).toMatchObject({ medewerker: 'po1', leerling: pupil.id, aantalLeerlingen: 1, via: 'api' });
    expect(found.body).not.toContain(pupil.pgn);
    for (let i = 0; i < 101; i++) await first.get('/logboek?onderwerp=niets');
    const one = (await first.get('/logboek?onderwerp=logboek')).json<{ regels: object[]; volgende: string }>();
    expect(one.regels).toHaveLength(100);
    const next = await first.get(`/logboek?onderwerp=logboek&na=${encodeURIComponent(one.volgende)}`);
    expect(next.json()).toMatchObject({ volgende: null });
    expect((await first.get('/logboek?na=onzin')).status).toBe(400);
    expect((await officer.get('/logboek')).status).toBe(403);
    expect((await other.get(`/logboek?leerling=${pupil.id}`)).status).toBe(404);
  }, 30_000);
});

import { aLogin, anEmployee } from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';
import { type ApiAnswer, ApiClient } from './support';

/** Who can come in, people and systems, over the API. */
let web: TestWeb;
let beheer: ApiClient;
let officer: ApiClient;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'beheer', 'functioneel-beheerder', {}, { name: 'Zus Zwart' });
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Ada Adema' });
  await anEmployee(web, 'nieuw', 'schoolmedewerker', { school: ['99VA'] }, { name: 'Bo Bakker' });
  beheer = await ApiClient.login(web, 'beheer');
  officer = await ApiClient.login(web, 'lpa');
});
afterAll(() => web.close());

interface Outcome {
  account: { id: string; ingesteld: boolean; geblokkeerd: boolean; sessies: number };
  link: string | null;
}
const pointers = (answer: ApiAnswer) =>
  answer.json<{ fouten: { pointer: string }[] }>().fouten.map(({ pointer }) => pointer);

describe('accounts of the API', () => {
  it('are listed by name, with who cannot log in, and by the page', async () => {
    const { resultaten, totaal } = (await beheer.get('/accounts')).json<{ resultaten: object[]; totaal: number }>();
    expect(totaal).toBe(3);
    expect(resultaten).toMatchObject([
      { medewerker: 'lpa', naam: 'Ada Adema', rollen: ['leerplichtambtenaar'], geblokkeerd: false },
      { medewerker: 'nieuw', id: null, ingesteld: false, sessies: 0 },
      { medewerker: 'beheer', id: expect.any(String) },
    ]);
    const second = (await beheer.get('/accounts?pagina=2&paginagrootte=2&velden=naam')).json<{
      resultaten: object[];
    }>();
    expect(second.resultaten).toEqual([{ medewerker: 'beheer', id: expect.any(String), naam: 'Zus Zwart' }]);
    expect((await officer.get('/accounts')).status).toBe(403);
  });

  it('are made with a link that works once, and that nothing on the way may keep', async () => {
    const made = await beheer.post('/accounts', { medewerker: 'nieuw' });
    expect([made.status, made.headers['cache-control']]).toEqual([201, 'no-store']);
    const { account, link } = made.json<Outcome>();
    expect(account).toMatchObject({ medewerker: 'nieuw', ingesteld: false, geblokkeerd: false });
    expect(link).toMatch(/\/wachtwoord-kiezen\?link=[\w-]{20,}$/);
    const stored = JSON.stringify(await web.database.read.all('SELECT * FROM account_link'));
    expect(stored).not.toContain(link!.split('=')[1]);
    expect(JSON.stringify(web.logs.lines)).not.toContain(link!.split('=')[1]);
    expect((await beheer.get(`/accounts/${account.id}`)).json()).toEqual(account);
    expect((await beheer.post('/accounts', { medewerker: 'nieuw' })).status).toBe(409);
    expect((await beheer.post('/accounts', { medewerker: 'niemand' })).status).toBe(400);
    expect((await beheer.post('/accounts', {})).status).toBe(400);
    expect((await officer.post('/accounts', { medewerker: 'nieuw' })).status).toBe(403);
  });

  it('get a new link, are shut and opened, and lose their sessions', async () => {
    const { resultaten } = (await beheer.get('/accounts')).json<{ resultaten: { medewerker: string; id: string }[] }>();
    const idOf = (code: string) => resultaten.find(({ medewerker }) => medewerker === code)!.id;
    const step = (id: string, stap: string, by = beheer) => by.post(`/accounts/${id}/stappen`, { stap });
    const lpa = idOf('lpa');
    for (const stap of ['wachtwoord', 'opnieuw']) {
      expect((await step(lpa, stap)).json<Outcome>().link).toContain('/wachtwoord-kiezen?link=');
    }
    expect((await officer.get('/sessie')).status).toBe(200);
    expect((await step(lpa, 'uitloggen')).json<Outcome>()).toMatchObject({ link: null, account: { sessies: 0 } });
    expect((await officer.get('/sessie')).status).toBe(401);
    expect((await step(lpa, 'blokkeren')).json<Outcome>().account.geblokkeerd).toBe(true);
    expect((await (await ApiClient.login(web, 'lpa')).get('/sessie')).status).toBe(401);
    expect((await step(lpa, 'vrijgeven')).json<Outcome>().account.geblokkeerd).toBe(false);
    officer = await ApiClient.login(web, 'lpa');
    expect((await step(lpa, 'blokkeren', officer)).status).toBe(403);
    expect((await step(idOf('beheer'), 'blokkeren')).status).toBe(409);
    expect((await step(lpa, 'verwijderen')).status).toBe(400);
    expect((await step('01934d5e-7a1b-7c3d-8e4f-0123456789ab', 'vrijgeven')).status).toBe(404);
    expect((await beheer.get('/accounts/niet-een-nummer')).status).toBe(404);
  });
});

describe('systems of schools, let in over the API', () => {
  const asked = {
    ...{ naam: ' Magister ', scholen: ['01ab', '02CD00'], mag: ['verzuimregistraties:lezen'], tot: '2026-07-31' },
  };
  const come = (key: string, path = '/verzuimregistraties') =>
    ApiClient.stranger(web, { authorization: `Bearer ${key}` }).get(path);

  it('get a key that is given once, works as its rights say, and ends at once', async () => {
    const made = await beheer.post('/koppelingen', asked);
    expect([made.status, made.headers['cache-control']]).toEqual([201, 'no-store']);
    const { sleutel, ...shown } = made.json<{ sleutel: string; id: string }>();
    expect(shown).toMatchObject({ naam: 'Magister', scholen: ['01AB', '02CD00'], tot: '2026-07-31', gebruiktOp: null });
    expect((await come(sleutel)).status).toBe(200);
    expect((await come(sleutel, '/koppelingen')).status).toBe(403);
    const one = await beheer.get(`/koppelingen/${shown.id}`);
    expect(one.json()).toEqual({ ...shown, gebruiktOp: '2026-03-25' });
    expect((await beheer.get('/koppelingen')).body).not.toContain(sleutel);
    expect((await officer.send('DELETE', `/koppelingen/${shown.id}`, {})).status).toBe(403);
    expect((await beheer.send('DELETE', `/koppelingen/${shown.id}`, {})).status).toBe(204);
    expect((await come(sleutel)).status).toBe(401);
    expect((await beheer.send('DELETE', `/koppelingen/${shown.id}`, {})).status).toBe(204);
    const { resultaten } = (await beheer.get('/koppelingen?velden=ingetrokken')).json<{ resultaten: object[] }>();
    expect(resultaten).toEqual([{ id: shown.id, ingetrokken: true }]);
  });

  it('may come until two years ahead, from today on', async () => {
    const until = async (tot: string) => {
      const answer = await beheer.post('/koppelingen', { ...asked, tot });
      return answer.status === 400 ? pointers(answer) : answer.status;
    };
    expect(await until('2026-03-25')).toBe(201);
    expect(await until('2026-03-24')).toEqual(['/tot']);
    expect(await until('2028-03-25')).toBe(201);
    expect(await until('2028-03-26')).toEqual(['/tot']);
    expect(await until('2026-02-30')).toEqual(['/tot']);
  });

  it('are refused with every field that is wrong, and by others than the beheerder', async () => {
    const wrong = await beheer.post('/koppelingen', { naam: ' ', scholen: ['school'], mag: [], tot: '2036-01-01' });
    expect([wrong.status, pointers(wrong)]).toEqual([400, ['/naam', '/scholen', '/mag', '/tot']]);
    expect((await officer.post('/koppelingen', asked)).status).toBe(403);
    expect((await officer.get('/koppelingen')).status).toBe(403);
  });
});

describe('subscribers to events, over the API', () => {
  const asked = {
    ...{ naam: 'Zaaksysteem', adres: 'https://zaak.example/in?geheim=sesam', gebeurtenissen: ['signaal', 'dossier'] },
    ...{ gemeenten: ['0037'], scholen: [] },
  };
  const dead = async (subscription: string, id: string) => {
    const columns = ['id', 'subscription_id', 'event_id', 'pupil_id', 'object', 'object_id', 'what', 'at', 'state'];
    const at = '2026-03-25T08:00:00.000Z';
    const row = [id, subscription, id, id, 'signaal', id, 'opgeworpen', at, 'mislukt', 18, at, 'HTTP 500'];
    await web.database.work((work) =>
      work.insert('event_delivery', [...columns, 'attempts', 'free_at', 'last_error'], [row]),
    );
  };
  const ID = (n: number) => `01a20000-0000-7000-8000-00000000000${n}`;

  it('are made with a secret that is given once, shown without what may be secret, and ended', async () => {
    const made = await beheer.post('/abonnementen', asked);
    expect([made.status, made.headers['cache-control']]).toEqual([201, 'no-store']);
    const { geheim, ...shown } = made.json<{ geheim: string; id: string }>();
    expect(geheim).toMatch(/^whsec_/);
    expect(shown).toMatchObject({ adres: 'https://zaak.example', gemeenten: ['0037'], beeindigdOp: null });
    const list = await beheer.get('/abonnementen');
    expect(list.json()).toMatchObject({ totaal: 1, resultaten: [shown] });
    expect(list.body).not.toContain('sesam');
    expect((await officer.get('/abonnementen')).status).toBe(403);
    expect((await officer.send('DELETE', `/abonnementen/${shown.id}`, {})).status).toBe(403);
    expect((await beheer.send('DELETE', `/abonnementen/${shown.id}`, {})).status).toBe(204);
    expect((await beheer.get(`/abonnementen/${shown.id}`)).json()).toMatchObject({ beeindigdOp: expect.any(String) });
    expect((await beheer.send('DELETE', `/abonnementen/${ID(9)}`, {})).status).toBe(404);
  });

  it('are refused with every field that is wrong, and by others than the beheerder', async () => {
    const bad = { naam: ' ', adres: 'http://x.example', gebeurtenissen: [], gemeenten: ['9999'], scholen: ['x'] };
    const wrong = await beheer.post('/abonnementen', bad);
    expect(pointers(wrong)).toEqual(['/naam', '/adres', '/gebeurtenissen', '/gemeenten', '/scholen']);
    expect(pointers(await beheer.post('/abonnementen', { ...asked, gemeenten: [] }))).toEqual(['/gemeenten']);
    expect(pointers(await beheer.post('/abonnementen', { ...asked, gebeurtenissen: ['leerling'] }))).toEqual([
      '/gebeurtenissen',
    ]);
    expect((await officer.post('/abonnementen', asked)).status).toBe(403);
  });

  it('what did not arrive is listed by the page without whom it is about, and tried again: these, or all', async () => {
    const { id } = (await beheer.post('/abonnementen', asked)).json<{ id: string }>();
    for (const n of [1, 2, 3]) await dead(id, ID(n));
    const answer = await beheer.get('/mislukte-bezorgingen?paginagrootte=2');
    const page = answer.json<{ totaal: number; resultaten: object[] }>();
    expect(page).toMatchObject({ totaal: 3, resultaten: [{ id: ID(1), abonnement: id, fout: 'HTTP 500' }, {}] });
    expect(Object.keys(page.resultaten[0]!)).not.toContain('leerling');
    expect((await officer.get('/mislukte-bezorgingen')).status).toBe(403);
    const again = (body: object, by = beheer) => by.post('/mislukte-bezorgingen/_opnieuw', body);
    expect((await again({ bezorgingen: [ID(2)] }, officer)).status).toBe(403);
    expect((await again({ bezorgingen: [] })).status).toBe(400);
    expect((await again({ bezorgingen: ['x'] })).status).toBe(400);
    expect((await again({ bezorgingen: [ID(2)] })).json()).toEqual({ aantal: 1 });
    expect((await again({ bezorgingen: [ID(2)] })).json()).toEqual({ aantal: 0 });
    expect((await again({})).json()).toEqual({ aantal: 2 });
    expect((await beheer.get('/mislukte-bezorgingen')).json()).toMatchObject({ totaal: 0 });
  });
});

import { newId } from '../../src/platform/ids';
import { Batches } from '../../src/jobs/batches';
import { MakeLists } from '../../src/retention/make-lists';
import { systemActor } from '../../src/access/actor';
import { Browser } from './browser';
import * as build from './builders';
import { startWeb, type TestWeb } from './support';

const OTHERS = ['leerplichtambtenaar', 'rmc-trajectbegeleider', 'rmc-coordinator', 'schoolmedewerker'] as const;

let web: TestWeb;
let pupil: { id: string; pgn: string };
let old: { id: string; pgn: string };
let elsewhere: { id: string; pgn: string };
let dossier: string;

beforeAll(async () => {
  web = await startWeb();
  for (const code of ['po1', 'po2']) await build.aLogin(web, code, 'privacy-officer', { gemeente: ['0037'] });
  await build.aLogin(web, 'po3', 'privacy-officer', { gemeente: ['0363'] });
  for (const role of OTHERS)
    await build.aLogin(web, role, role, { gemeente: ['0037'], regio: ['01'], school: ['99VA'] });
  await build.aSchool(web, '99VA00', 'De Veenborg', '0037');
  pupil = await build.aPupil(web, { municipality: '0037', first: 'Sanne', last: 'Grevenbicht' });
  await build.anEnrolment(web, pupil.id, '99VA00');
  dossier = await build.aDossier(web, pupil.id);
  old = await build.aPupil(web, { municipality: '0037', first: 'Mees', last: 'Wolthuis', born: '1995-02-01' });
  for (let i = 0; i < 2; i++) await build.aDossier(web, old.id, { status: 'afgesloten', closed_on: '2012-01-01' });
  elsewhere = await build.aPupil(web, { municipality: '0363', last: 'Elders' });
  await web.app.get(MakeLists).run(systemActor('opdracht'));
}, 60_000);
afterAll(() => web.close());

async function as(username: string): Promise<Browser> {
  const browser = new Browser(web);
  await browser.login(username);
  return browser;
}
const listId = async () => (await web.database.read.get<{ id: string }>('SELECT id FROM destruction_list'))!.id;
const count = async (table: string, where = '1 = 1') =>
  (await web.database.read.get<{ n: number }>(`SELECT COUNT(*) AS "n" FROM ${table} WHERE ${where}`))!.n;

describe('the pages of the privacy-officer', () => {
  it('do not exist for anybody else', async () => {
    for (const role of OTHERS) {
      const browser = await as(role);
      const unknown = await browser.get('/bestaat-niet');
      for (const page of ['/privacy', '/privacy/rechten', '/privacy/vernietiging', `/privacy/leerlingen/${pupil.id}`]) {
        const answer = await browser.get(page);
        expect(answer.statusCode).toBe(404);
        expect(answer.body).toBe(unknown.body);
      }
    }
  });

  it('search the log by who, whom, when, what and result, without telling names or numbers of pupils', async () => {
    await (await as('leerplichtambtenaar')).get(`/dossiers/${dossier}`);
    const browser = await as('po1');
    const found = await browser.get('/privacy?medewerker=leerplichtambtenaar&handeling=lezen&onderwerp=dossier');
    expect(found.statusCode).toBe(200);
    expect(found.body).toContain('Medewerker leerplichtambtenaar');
    expect(found.body).toContain(`/privacy/leerlingen/${pupil.id}`);
    expect(found.body).not.toMatch(/Grevenbicht/);
    expect(found.body).not.toContain(pupil.pgn);
    for (const none of ['tot=2026-03-24', 'van=2026-03-26', 'medewerker=iemand', 'uitkomst=geweigerd', 'logboek=wpg']) {
      const { body } = await browser.get(`/privacy?onderwerp=dossier&${none}`);
      expect(body).toContain('Er staat niets in het logboek');
    }
    expect((await browser.get(`/privacy?leerling=${pupil.id}`)).body).toContain('over één leerling');
    expect((await browser.get(`/privacy?leerling=${elsewhere.id}`)).statusCode).toBe(404);
    // looking in the log is itself in the log
    expect((await browser.get('/privacy?onderwerp=logboek')).body).toContain('Medewerker po1');
  });

  it('turn older entries, each once', async () => {
    const browser = await as('po1');
    for (let i = 0; i < 120; i++) await browser.get(`/privacy?onderwerp=logboek${i === 119 ? '' : '&tot=2000-01-01'}`);
    const first = await browser.get('/privacy?onderwerp=logboek');
    const next = /href="(\/privacy\?[^"]*na=[^"]*)"/.exec(first.body)![1]!.replace(/&amp;/g, '&');
    const second = await browser.get(next);
    expect(second.statusCode).toBe(200);
    const rows = (body: string) => body.match(/<tr role="row"/g)!.length - 1;
    expect(rows(first.body)).toBe(100);
    expect(rows(second.body)).toBeGreaterThan(15);
    expect(rows(second.body)).toBeLessThan(100);
  }, 30_000);

  it('find who asks by the number, in the body alone, and in the own municipalities alone', async () => {
    const browser = await as('po1');
    await browser.get('/privacy/rechten');
    const found = await browser.post('/privacy/rechten', { pgn: pupil.pgn });
    expect(found.headers['location']).toBe(`/privacy/leerlingen/${pupil.id}`);
    for (const pgn of [elsewhere.pgn, '123456782', 'onzin', '']) {
      const none = await browser.post('/privacy/rechten', { pgn });
      expect(none.statusCode).toBe(422);
      expect(none.body).toContain('In uw gemeenten is geen leerling met dit nummer bekend.');
    }
    const page = await browser.get(`/privacy/leerlingen/${pupil.id}`);
    expect(page.body).toContain('2010');
    expect(page.body).not.toContain(pupil.pgn);
    const [gone, other] = [newId(), elsewhere.id].map((id) => browser.get(`/privacy/leerlingen/${id}`));
    expect([(await gone!).statusCode, (await other!).statusCode]).toEqual([404, 404]);
  });

  it('give the copy of the data and the answer to who looked, as files without a name', async () => {
    const browser = await as('po1');
    const path = `/privacy/leerlingen/${pupil.id}`;
    const csv = await browser.get(`${path}/gegevens`);
    expect(csv.headers['content-disposition']).toBe('attachment; filename="gegevens.csv"');
    expect(csv.body).toContain('Grevenbicht');
    expect(JSON.parse((await browser.get(`${path}/gegevens?formaat=json`)).body)).toHaveProperty('onderdelen');
    const report = await browser.get(`${path}/inzage`);
    expect(report.body).toMatch(/^tijdstip;handeling;onderwerp;doel;door;langs;uitkomst\n/);
    expect(report.body).toContain(';lezen;dossier;');
    expect((await browser.get(`${path}/inzage?logboek=wpg`)).body).not.toContain(';lezen;dossier;');
    for (const file of ['gegevens', 'inzage']) {
      expect((await browser.get(`/privacy/leerlingen/${elsewhere.id}/${file}`)).statusCode).toBe(404);
    }
  });

  it('correct what is wrong and name the schools to be told', async () => {
    const browser = await as('po1');
    const path = `/privacy/leerlingen/${pupil.id}`;
    await browser.get(path);
    const refused = await browser.post(path, { actie: 'corrigeren', gegeven: 'achternaam', waarde: 'Grevenbicht' });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('Vul dit in.');
    const done = await browser.post(path, {
      ...{ actie: 'corrigeren', gegeven: 'achternaam', waarde: 'Grevenbroek', reden: 'paspoort gezien' },
    });
    expect(done.statusCode).toBe(200);
    expect(done.body).toContain('De Veenborg');
    expect(await count('pupil', "last_name = 'Grevenbroek'")).toBe(1);
    const other = { actie: 'corrigeren', gegeven: 'achternaam', waarde: 'X', reden: 'y' };
    expect((await browser.post(`/privacy/leerlingen/${elsewhere.id}`, other)).statusCode).toBe(404);
    expect(await count('correction')).toBe(1);
  });

  it('restrict, hold and lift, in the own municipalities', async () => {
    const browser = await as('po1');
    const path = `/privacy/leerlingen/${pupil.id}`;
    await browser.get(path);
    expect((await browser.post(path, { actie: 'beperken', reden: ' ' })).statusCode).toBe(422);
    expect((await browser.post(path, { actie: 'beperken', reden: 'betwist de juistheid' })).statusCode).toBe(303);
    expect((await (await as('leerplichtambtenaar')).get(`/dossiers/${dossier}`)).statusCode).toBe(404);
    const page = await browser.get(path);
    expect(page.body).toContain('betwist de juistheid');
    const { id } = (await web.database.read.get<{ id: string }>('SELECT id FROM restriction'))!;
    const lift = { soort: 'beperking', nummer: id };
    const stranger = await as('po3');
    await stranger.get('/privacy/rechten');
    expect((await stranger.post('/privacy/register', lift)).statusCode).toBe(404);
    expect((await browser.post('/privacy/register', lift)).statusCode).toBe(303);
    expect((await (await as('leerplichtambtenaar')).get(`/dossiers/${dossier}`)).statusCode).toBe(200);
    expect((await browser.get('/privacy/rechten')).body).toContain('opgeheven');
  });

  it('decide on a destruction list with two persons, hold with a reason, and keep the certificate', async () => {
    const path = `/privacy/vernietiging/${await listId()}`;
    const [first, second, third] = [await as('po1'), await as('po2'), await as('po3')];
    expect((await first.get('/privacy/vernietiging')).body).toContain('Opgesteld');
    expect((await third.get('/privacy/vernietiging')).body).toContain('geen vernietigingslijsten');
    expect((await third.get(path)).statusCode).toBe(404);
    const shown = await first.get(path);
    expect(shown.body).toContain('1995');
    expect(shown.body).not.toMatch(/Wolthuis/);
    expect((await first.post(path, { actie: 'goedkeuren' })).statusCode).toBe(422);
    const record = /name="record" value="([^"]+)"/.exec(shown.body)![1]!;
    expect((await first.post(path, { actie: 'bewaren', record, reden: '' })).statusCode).toBe(422);
    expect((await first.post(path, { actie: 'bewaren', record: newId(), reden: 'x' })).statusCode).toBe(404);
    expect((await first.post(path, { actie: 'bewaren', record, reden: 'beroep bij de rechtbank' })).statusCode).toBe(
      303,
    );
    expect((await first.get(path)).body).toContain('bewaarplicht');
    expect((await first.get('/privacy/rechten')).body).toContain('beroep bij de rechtbank');
    const { id } = (await web.database.read.get<{ id: string }>('SELECT id FROM legal_hold'))!;
    expect((await first.post('/privacy/register', { soort: 'bewaarplicht', nummer: id })).statusCode).toBe(303);
    expect((await first.post(path, { actie: 'voordragen' })).statusCode).toBe(303);
    const own = await first.get(path);
    expect(own.body).toContain('Iemand anders moet haar goedkeuren');
    expect(own.body).not.toContain('value="goedkeuren"');
    const itself = await first.post(path, { actie: 'goedkeuren' });
    expect(itself.statusCode).toBe(422);
    expect(itself.body).toContain('Iemand anders dan wie de lijst voordroeg');
    expect((await first.get(`${path}/verklaring`)).statusCode).toBe(409);
    await second.get(path);
    expect((await second.post(path, { actie: 'goedkeuren' })).statusCode).toBe(303);
    while ((await web.app.get(Batches).workNext(100)).done > 0);
    expect(await count('dossier', `pupil_id = '${old.id}'`)).toBe(0);
    expect((await second.get(path)).body).toContain('Verklaring van vernietiging');
    const certificate = await second.get(`${path}/verklaring`);
    expect(certificate.headers['content-disposition']).toContain('verklaring-van-vernietiging.csv');
    expect(certificate.body).toMatch(/voorgedragen door;po1\ngoedgekeurd door;po2\nrecords leerplicht;2\n/);
    expect((await third.get(`${path}/verklaring`)).statusCode).toBe(404);
  });
});

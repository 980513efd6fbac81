import { Audit } from '../../src/access/audit';
import { unpackPupils } from '../../src/access/log/entry';
import { Homes } from '../../src/cases/dossier/homes';
import { newId } from '../../src/platform/ids';
import * as build from './builders';
import { Browser } from './browser';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let mine: string;
let elsewhere: string;
let guided: string;
let pgn: string;
const browsers = new Map<string, Browser>();

beforeAll(async () => {
  web = await startWeb();
  await build.aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Ada Adema' });
  await build.aLogin(web, 'lpa-veendam', 'leerplichtambtenaar', { gemeente: ['0047'] });
  await build.aLogin(web, 'rmc', 'rmc-trajectbegeleider', { regio: ['01'], gemeente: ['0037'] });
  await build.aLogin(web, 'rmc-elders', 'rmc-trajectbegeleider', { regio: ['02'] });
  for (const role of ['schoolmedewerker', 'rmc-coordinator', 'functioneel-beheerder', 'privacy-officer']) {
    await build.aLogin(web, role, role, { gemeente: ['0037'], regio: ['01'], school: ['99VA'] });
  }
  await build.aSchool(web, '99VA00', 'De <b>Veenborg</b>', '0037');

  const hostile = await build.aPupil(web, {
    municipality: '0037',
    first: '<script>alert(1)</script>',
    prefix: "van 't",
    last: 'Hof"onmouseover="x',
    secret: true,
    contact: {
      straat: 'Geheimelaan',
      huisnummer: '7',
      postcode: '9501 AA',
      plaats: 'Stadskanaal',
      telefoon: '0612345678',
    },
  });
  pgn = hostile.pgn;
  await build.anEnrolment(web, hostile.id, '99VA00');
  await build.aContact(web, hostile.id, 'Moeder Hof', {
    straat: 'Geheimelaan',
    huisnummer: '7',
    telefoon: '0687654321',
  });
  mine = await build.aDossier(web, hostile.id, { employee: 'lpa', assignment_reason: 'Ada Adema: minste dossiers' });
  await build.anAssignment(web, mine, build.STEPS, { employee: 'lpa' });
  const signal = await build.aSignal(web, hostile.id, mine, build.EVIDENCE);
  await build.aChange(web, signal, {});
  await build.aChange(web, signal, { change: 'gewijzigd', hundredths: 1700, at: '2026-03-21T22:30:00.000Z' });
  await build.aSignal(web, hostile.id, mine, build.EVIDENCE, {
    ...{ rule: 'verzuim-luxe', from_date: '2026-01-12', until_date: '2026-01-13', status: 'ingetrokken' },
    reason: 'vrijgesteld',
  });
  await build.anAbsence(web, hostile.id, '2026-03-03', 825, 'ongeoorloofd');
  await build.anAbsence(web, hostile.id, '2026-03-20', 800, 'ongeoorloofd');
  await build.anAbsence(web, hostile.id, '2025-11-04', 500, 'ziek');

  const other = await build.aPupil(web, { municipality: '0047', first: 'Bram', prefix: null, last: 'Elders' });
  elsewhere = await build.aDossier(web, other.id);
  const youth = await build.aPupil(web, {
    municipality: '0047',
    born: '2006-02-01',
    first: 'Youssef',
    prefix: 'el',
    last: 'Amrani',
  });
  guided = await build.aDossier(web, youth.id, { regime: 'doorstroompunt', role: 'rmc-trajectbegeleider' });
  for (const name of [
    'lpa',
    'lpa-veendam',
    'rmc',
    'rmc-elders',
    'schoolmedewerker',
    'rmc-coordinator',
    'functioneel-beheerder',
    'privacy-officer',
  ]) {
    const browser = new Browser(web);
    await browser.login(name);
    browsers.set(name, browser);
  }
});
afterAll(() => web.close());

const as = (name: string) => browsers.get(name)!;

describe('the audit log', () => {
  it('says who read which dossier, of whom and why, and who was refused', async () => {
    const audit = web.app.get(Audit);
    const browser = browsers.get('lpa')!;
    await browser.get(`/dossiers/${mine}`);
    await browser.get(`/dossiers/${elsewhere}`);
    await audit.flush();
    const rows = await web.database.read.all<{ pupils: string }>(
      `SELECT employee, action, object_id AS "id", purpose, result, via, from_address AS "from", pupils FROM audit_entry
        WHERE object IN ('dossier', 'dossiers') ORDER BY seq DESC LIMIT 2`,
    );
    expect(rows).toMatchObject([
      { employee: 'lpa', action: 'lezen', id: elsewhere, result: 'geweigerd', pupils: '' },
      { id: mine, result: 'gelukt', purpose: 'toezicht op de leerplicht', via: 'pagina', from: '127.0.0.1' },
    ]);
    const [pupil] = unpackPupils(rows[1]!.pupils);
    expect(await web.database.read.get('SELECT id FROM dossier WHERE pupil_id = ?', [pupil!])).toEqual({ id: mine });
  });

  it('holds who walks ids on any route, and who tries what is not for the role; not a mistyped address', async () => {
    const audit = web.app.get(Audit);
    const browser = browsers.get('lpa')!;
    await browser.get(`/dossiers/${mine}`);
    await audit.flush();
    await web.database.work((work) => work.run("UPDATE audit_entry SET object = 'eerder' WHERE result = 'geweigerd'"));
    await browser.get(`/api/v1/dossiers/${elsewhere}`, { accept: 'application/json' });
    await browser.post(`/dossiers/${elsewhere}/stap/oppakken`, {});
    await browser.get(`/dossiers/${mine}/onderdelen/${elsewhere}/bestand`);
    await browser.get('/privacy');
    await browser.get('/api/v1/imports', { accept: 'application/json' });
    for (const nothing of ['/dossierz', '/dossiers/geen-nummer', '/bestaat/niet']) await browser.get(nothing);
    await audit.flush();
    const rows = await web.database.read.all(
      `SELECT employee, action, object, object_id AS "id", via FROM audit_entry
        WHERE result = 'geweigerd' AND object <> 'eerder' ORDER BY seq`,
    );
    const who = { employee: 'lpa', action: 'lezen', object: 'dossiers', id: elsewhere, via: 'pagina' };
    expect(rows).toEqual([
      { ...who, via: 'api' },
      { ...who, action: 'wijzigen' },
      who,
      { ...who, object: 'privacy', id: null },
      { ...who, object: 'imports', id: null, via: 'api' },
    ]);
  });
});

describe('scope', () => {
  it('shows the own dossiers and no others, in the list as on the page', async () => {
    const seen: Record<string, string[]> = { lpa: [mine], 'lpa-veendam': [elsewhere], rmc: [guided], 'rmc-elders': [] };
    for (const [name, own] of Object.entries(seen)) {
      const list = (await as(name).get('/dossiers')).body;
      for (const id of [mine, elsewhere, guided]) {
        expect([name, id, list.includes(id)]).toEqual([name, id, own.includes(id)]);
        const answer = await as(name).get(`/dossiers/${id}`);
        expect([name, id, answer.statusCode]).toEqual([name, id, own.includes(id) ? 200 : 404]);
      }
    }
  });

  it('answers to what is out of scope exactly as to what does not exist', async () => {
    const unknown = await as('lpa').get(`/dossiers/${newId()}`);
    const outside = await as('lpa').get(`/dossiers/${elsewhere}`);
    const nonsense = await as('lpa').get('/dossiers/1');
    const noRoute = await as('lpa').get('/bestaat-niet');
    for (const answer of [outside, nonsense, noRoute]) {
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toBe(unknown.body);
      expect(Object.keys(answer.headers)).toEqual(Object.keys(unknown.headers));
    }
  });

  it.each(['schoolmedewerker', 'rmc-coordinator', 'functioneel-beheerder', 'privacy-officer'])(
    'shows a %s no dossier and says why',
    async (role) => {
      const list = await as(role).get('/dossiers');
      expect(list.statusCode).toBe(200);
      expect(list.body).toContain('Uw rol geeft geen toegang tot dossiers.');
      expect(list.body).not.toContain('<table');
      expect((await as(role).get(`/dossiers/${mine}`)).statusCode).toBe(404);
    },
  );

  it('follows a move on its day, not before', async () => {
    const pupil = await build.aPupil(web, { municipality: '0047', first: 'Mo', prefix: null, last: 'Verhuizer' });
    const dossier = await build.aDossier(web, pupil.id);
    const { app, database } = web;
    const homes = app.get(Homes);
    const moves = async (day: string) => {
      await build.livesIn(web, pupil.id, '0037', day);
      await database.work((work) => homes.follow(work, [pupil.id]));
    };
    await moves('2026-03-26');
    expect((await as('lpa').get(`/dossiers/${dossier}`)).statusCode).toBe(404);
    expect((await as('lpa-veendam').get(`/dossiers/${dossier}`)).statusCode).toBe(200);
    await moves('2026-03-25');
    expect((await as('lpa').get(`/dossiers/${dossier}`)).statusCode).toBe(200);
    // who lost the pupil reads on until the hand-over is accepted, and works the dossier no more
    expect((await as('lpa-veendam').get(`/dossiers/${dossier}`)).statusCode).toBe(200);
    expect((await as('lpa-veendam').get('/dossiers')).body).not.toContain(dossier);
    await database.work((work) => work.run('UPDATE dossier SET handed_from = NULL WHERE id = ?', [dossier]));
    expect((await as('lpa-veendam').get(`/dossiers/${dossier}`)).statusCode).toBe(404);
    await web.database.work((work) => work.run('DELETE FROM dossier WHERE id = ?', [dossier]));
  });
});

describe('the page of a dossier', () => {
  it('shows what is the matter, the evidence, the article and the reason of the assignment', async () => {
    const { body } = await as('lpa').get(`/dossiers/${mine}`);
    // what a screen reader hears: the titles that only narrow screens show are not for it
    const heard = body.replace(/ data-titel="[^"]*"/g, ' ');
    const text = heard.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain('16,25 uur ongeoorloofd afwezig op De &lt;b>Veenborg&lt;/b>, 3 tot en met 20 maart 2026.');
    expect(text).toContain('16 uur verzuim in 4 lesweken');
    expect(text).toContain('LPW art. 21a');
    expect(text).toMatch(/di 3 maart 2026 8,25 uur R-1, R-2/);
    expect(text).toMatch(/Samen 16,25 uur/);
    expect(text).toMatch(/wo 11 maart 2026 Vrijstelling of verlof op deze dag R-4/);
    expect(text).toMatch(/Drempel in uren 16 /);
    expect(text).toContain('20 maart 2026, 11:00');
    expect(text).toContain('21 maart 2026, 23:30');
    expect(text).toContain('Ingetrokken: er is een vrijstelling of verlof voor deze dagen.');
    expect(text).toContain('Ada Adema: minste dossiers');
    expect(text).toMatch(/Bo Bakker .{0,20}Niet gekozen .{0,20}9 open dossiers bij 1 fte/);
    expect(text).toContain('leerplichtambtenaar voor gemeente Stadskanaal: 2 medewerkers');
  });

  it('says each month of the calendar in words', async () => {
    const { body } = await as('lpa').get(`/dossiers/${mine}`);
    expect(body).toContain('aria-label="maart 2026: 2 dagen ongeoorloofd (16,25 uur)"');
    expect(body).toContain('aria-label="november 2025: 1 dag ziek (5 uur)"');
    expect(body).toContain('aria-label="mei 2026: geen verzuim"');
  });

  it('masks the pgn and leaves a secret address out', async () => {
    const { body } = await as('lpa').get(`/dossiers/${mine}`);
    expect(body).not.toContain(pgn);
    expect(body).toContain(`eindigt op ${pgn.slice(-2)}`);
    expect(body).toContain('Het adres is geheim');
    expect(body).not.toContain('Geheimelaan');
    expect(body).toContain('0612345678');
  });

  it('escapes whatever stands in a name', async () => {
    for (const url of ['/dossiers', `/dossiers/${mine}`]) {
      const { body } = await as('lpa').get(url);
      expect(body).toContain('&lt;script>alert(1)&lt;/script>');
      expect(body).not.toContain('<script>');
      expect(body).not.toContain('<b>Veenborg');
      expect(body).not.toMatch(/<[^>]*\sonmouseover=/);
    }
  });

  it('needs at most ten queries, and so does the list', async () => {
    await build.aLogin(web, 'collega', 'leerplichtambtenaar', { gemeente: ['0037'] }, { name: 'Bea Baas' });
    const task = { tekst: 'Bel de mentor.', tot: '2026-04-20', medewerker: 'collega' };
    expect((await as('lpa').post(`/dossiers/${mine}/toevoegen/taak`, task)).statusCode).toBe(303);
    const all = jest.spyOn(web.database.read, 'all');
    const get = jest.spyOn(web.database.read, 'get');
    const queries = async (url: string) => {
      all.mockClear();
      get.mockClear();
      const { statusCode, body } = await as('lpa').get(url);
      expect([statusCode, body.includes('voor Bea Baas')]).toEqual([200, url !== '/dossiers']);
      return all.mock.calls.length + get.mock.calls.length;
    };
    expect(await queries(`/dossiers/${mine}`)).toBeLessThanOrEqual(10);
    expect(await queries('/dossiers')).toBeLessThanOrEqual(10);
    all.mockRestore();
    get.mockRestore();
  });
});

describe('schools', () => {
  it('are named in evidence, assignment and melding; a code that nobody knows stays', async () => {
    const pupil = await build.aPupil(web, { municipality: '0037', first: 'Noor', prefix: null, last: 'Naam' });
    await build.anEnrolment(web, pupil.id, '99VA00');
    const dossier = await build.aDossier(web, pupil.id, { employee: 'lpa' });
    const text = 'in dienst en onder het maximum: 2; de school 99VA00 hoort bij 1, 98XX00 bij 0';
    await build.anAssignment(web, dossier, { stappen: [{ stap: 'beschikbaar', tekst: text }], kandidaten: [] });
    const remark = 'Laatste inschrijving (99VA00) eindigde op 2026-01-31';
    await build.aSignal(web, pupil.id, dossier, { ...build.EVIDENCE, days: [], remark }, { rule: 'verzuim-absoluut' });
    const { body } = await as('lpa').get(`/dossiers/${dossier}`);
    expect(body).toContain('Laatste inschrijving (De &lt;b>Veenborg&lt;/b> (99VA00)) eindigde op 31 januari 2026');
    expect(body).toContain('de school De &lt;b>Veenborg&lt;/b> (99VA00) hoort bij 1, 98XX00 bij 0');
    const melding = await build.aMelding(web, pupil.id, dossier, '99VA00');
    const page = (await as('lpa').get(`/dossiers/${dossier}/meldingen/${melding}`)).body;
    expect(page).toContain('De &lt;b>Veenborg&lt;/b> (99VA00)');
  });
});

describe('other dossiers of the same pupil', () => {
  it('stand on the page for who may see them; one that was closed leads to the one that is open', async () => {
    const pupil = await build.aPupil(web, { municipality: '0037', first: 'Twee', prefix: null, last: 'Dossiers' });
    const closed = await build.aDossier(web, pupil.id, { opened_on: '2025-01-08', employee: 'lpa' });
    const sluiten = `/dossiers/${closed}/stap/sluiten`;
    const form = { reden: 'anders', opmerking: '', toelichting: 'Verhuisd <nu>' };
    expect((await as('lpa').post(sluiten, form)).statusCode).toBe(303);
    const open = await build.aDossier(web, pupil.id);
    const moved = await build.aDossier(web, pupil.id, { status: 'afgesloten', municipality: '0047' });
    const after18 = await build.aDossier(web, pupil.id, { regime: 'doorstroompunt' });
    const seen = async (name: string, id: string) => {
      const { body } = await as(name).get(`/dossiers/${id}`);
      const others = /Andere dossiers van deze leerling[^]*?<\/table>/.exec(body)?.[0] ?? '';
      return { body, others: [...others.matchAll(/\/dossiers\/([0-9a-f-]{36})/g)].map(([, one]) => one) };
    };
    const [first, second] = [await seen('lpa', closed), await seen('lpa', open)];
    expect([first.others, second.others]).toEqual([[open], [closed]]);
    expect(first.body).toContain(`<a class="utrecht-link utrecht-link--html-a" href="/dossiers/${open}">Naar het open`);
    expect(second.body).not.toContain('Naar het open dossier');
    expect([first.body.includes(`${closed}/stap/heropenen`), second.body.includes(`${open}/stap/sluiten`)]).toEqual([
      false,
      true,
    ]);
    expect(first.body).toContain('Dossier: Afgesloten (Ada Adema). Anders: <span lang="nl">Verhuisd &lt;nu></span>');
    expect((await seen('lpa-veendam', moved)).others).toEqual([]);
    expect((await seen('rmc', after18)).others).toEqual([]);
    expect((await seen('lpa', mine)).body).not.toContain('Andere dossiers van deze leerling');
  });
});

import { Readable } from 'node:stream';
import { FIGURE_KIND_NAMES } from '../../src/figures/desk/kinds';
import { ImportService } from '../../src/imports/import-service';
import { Browser } from './browser';
import { aDossier, aLogin, anEnrolment, aPupil, aSchool } from './builders';
import { startWeb, type TestWeb } from './support';

const OUTSIDE = ['schoolmedewerker', 'functioneel-beheerder', 'privacy-officer'];

let web: TestWeb;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'coordinator', 'rmc-coordinator', { regio: ['01'] }, { name: 'Cas Coster' });
  await aLogin(web, 'leerplicht', 'leerplichtambtenaar', { gemeente: ['0037'] });
  for (const role of OUTSIDE) await aLogin(web, role, role, { gemeente: ['0037'], school: ['99VA'] });
  await aSchool(web, '99VA00', 'De Veenborg', '0037');
  // three who left school during 2024-2025
  for (let i = 0; i < 3; i++) {
    const pupil = await aPupil(web, { municipality: '0037', last: `Persoon${i}`, born: '2009-05-04' });
    await anEnrolment(web, pupil.id, '99VA00');
    await aDossier(web, pupil.id, { employee: 'leerplicht' });
  }
  await web.database.work((work) => work.run('UPDATE enrolment SET until_date = ?', ['2025-05-01']));
});
afterAll(() => web.close());

async function as(username: string): Promise<Browser> {
  const browser = new Browser(web);
  await browser.login(username);
  return browser;
}

/** How many queries a page takes, with what it takes to know who asks. */
async function queriesOf(browser: Browser, url: string): Promise<number> {
  // `scan` and `scanParts` are answered by one of these
  const spies = (['all', 'get', 'scan', 'stream'] as const).map((name) => jest.spyOn(web.database.read, name));
  const answer = await browser.get(url);
  const count = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
  for (const spy of spies) spy.mockRestore();
  expect([url, answer.statusCode]).toEqual([url, 200]);
  return count;
}

describe('the pages of figures', () => {
  it('show every kind to the coordinator, without persons, each within ten queries', async () => {
    const browser = await as('coordinator');
    const list = (await browser.get('/cijfers')).body;
    for (const kind of FIGURE_KIND_NAMES) {
      const persons = kind.endsWith('-personen');
      expect([kind, list.includes(`href="/cijfers/${kind}"`)]).toEqual([kind, !persons]);
      if (persons) expect((await browser.get(`/cijfers/${kind}`)).statusCode).toBe(404);
      if (!persons) expect([kind, (await queriesOf(browser, `/cijfers/${kind}`)) <= 10]).toEqual([kind, true]);
    }
    expect((await browser.get('/cijfers/bestaat-niet')).statusCode).toBe(404);
  });

  it('begin for the coordinator with the region at a glance, within ten queries', async () => {
    const browser = await as('coordinator');
    const { headers } = await browser.get('/');
    expect((await browser.get(String(headers.location))).body).toContain('href="/regio" aria-current="page"');
    for (const per of ['niveau', 'gemeente', 'school']) {
      expect([per, (await queriesOf(browser, `/regio?per=${per}`)) <= 10]).toEqual([per, true]);
    }
    const { body } = await browser.get('/regio?per=school');
    // three pupils who left, of three: the last year of the statistic stands in a tile and in the charts
    expect(body).toMatch(/100,00 %<\/span><a [^>]*>nieuwe vsv’ers in 2024-2025/);
    expect(body).toMatch(/aria-label="Percentage nieuwe vsv’ers in 2024-2025[^"]*De Veenborg 100,00/);
    expect(body).toMatch(/<span class="ls-tile__value">3<\/span><a [^>]*>open dossiers/);
    // what is counted stands beside each part, and each can be taken along
    expect(body.match(/class="ls-definition"/g)).toHaveLength(3);
    for (const kind of ['management', 'belasting', 'vsv-trend']) {
      expect(body).toMatch(new RegExp(`href="/cijfers/${kind}/bestand\\?[^"]*formaat=xlsx`));
    }
  });

  it('leave the region of another out of the choice', async () => {
    const { body } = await (await as('coordinator')).get('/regio?gebied=gemeente%3A0363');
    expect(body).not.toContain('Amsterdam');
    expect(body).toContain('Oost-Groningen in één oogopslag');
  });

  it.each(OUTSIDE)('do not exist for a %s', async (role) => {
    const browser = await as(role);
    for (const path of ['/regio', '/cijfers', '/cijfers/vsv', '/cijfers/vsv/bestand?formaat=csv']) {
      expect((await browser.get(path)).statusCode).toBe(404);
    }
  });

  it('tell the definition and the day of the data beside the table, with the chart in words', async () => {
    const { body } = await (await as('coordinator')).get('/cijfers/vsv-trend?schooljaar=2024');
    expect(body).toContain('vsv-statistiek prestatiebox-mbo');
    expect(body).toContain('25 maart 2026');
    const words = /role="img" aria-label="([^"]*)"/.exec(body)![1];
    expect(words).toMatch(/^Percentage nieuwe vsv’ers per schooljaar\. .*2024-2025 100,00/);
  });

  it('withhold small numbers where a publication is asked for, in the chart as well', async () => {
    const browser = await as('coordinator');
    const own = (await browser.get('/cijfers/vsv?schooljaar=2024&per=gemeente')).body;
    const leavers = (body: string) => /data-titel="vsv'ers \(X\)">([^<]*)</.exec(body)?.[1];
    expect(leavers(own)).toBe('3');
    const published = (await browser.get('/cijfers/vsv?schooljaar=2024&per=gemeente&publicatie=ja')).body;
    expect(leavers(published)).toBe('x');
    expect(published).toContain('x: niet getoond');
  });

  it('lead who may see persons from a number to those behind it', async () => {
    const officer = await as('leerplicht');
    const { body } = await officer.get('/cijfers/vsv?schooljaar=2024&per=gemeente');
    const link = /href="(\/cijfers\/vsv-personen\?[^"]*sleutel=0037[^"]*)"/.exec(body)![1]!.replaceAll('&amp;', '&');
    const persons = (await officer.get(link)).body;
    expect(persons.match(/data-titel="stap"/g)).toHaveLength(3);
    // each number leads to its own step; a zero leads nowhere
    const cell = /data-titel="vsv'ers \(X\)"><div><a [^>]*href="([^"]*)"[^>]*>3</
      .exec(body)![1]!
      .replaceAll('&amp;', '&');
    expect(Object.fromEntries(new URLSearchParams(cell.split('?')[1]))).toMatchObject({ sleutel: '0037', stap: 'X' });
    expect((await officer.get(cell)).body.match(/data-titel="reden">vsv</g)).toHaveLength(3);
    expect(body).toMatch(/data-titel="C nog lerend">0</);
    const other = (await (await as('coordinator')).get('/cijfers/vsv?schooljaar=2024&per=gemeente')).body;
    expect(other).not.toContain('vsv-personen');
  });

  it('lead from a number of the work per month to those behind it, for who may see persons', async () => {
    const officer = await as('leerplicht');
    const { body } = await officer.get('/cijfers/management?gebied=gemeente%3A0037');
    const link = /href="(\/cijfers\/management-personen\?[^"]*kolom=dossiersGeopend[^"]*)"[^>]*>(\d+)</.exec(body)!;
    const persons = (await officer.get(link[1]!.replaceAll('&amp;', '&'))).body;
    expect(persons.match(/data-titel="pgn"/g)).toHaveLength(Number(link[2]));
    expect((await (await as('coordinator')).get('/cijfers/management')).body).not.toContain('management-personen');
  });

  it('name the schools', async () => {
    const { body } = await (await as('coordinator')).get('/cijfers/vsv?schooljaar=2024&per=school');
    expect(body).toContain('De Veenborg');
  });

  it('give files in each form, and of no area but the own', async () => {
    const browser = await as('coordinator');
    const csv = await browser.get('/cijfers/vsv/bestand?schooljaar=2024&per=gemeente&formaat=csv');
    expect(csv.body).toContain('0037;Stadskanaal;3;');
    expect(csv.headers['content-disposition']).toContain('leerspoor-vsv-');
    const sheet = await browser.get('/cijfers/telling/bestand?formaat=xlsx');
    expect(sheet.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const print = await browser.get('/cijfers/jaarverslag/bestand?formaat=html');
    expect(print.body).toContain('<h2>De telling</h2>');
    const elsewhere = await browser.get(
      '/cijfers/vsv/bestand?gebied=gemeente%3A0363&schooljaar=2024&per=gemeente&formaat=csv',
    );
    expect(elsewhere.body).not.toContain('0363');
  });

  it('say why there is nothing where nothing was delivered', async () => {
    const { body } = await (await as('coordinator')).get('/cijfers/duo-vergelijking');
    expect(body).toContain('Er is nog geen startpopulatie van DUO ingelezen');
  });
});

describe('the pages of deliveries of DUO', () => {
  it('lead from a number to who is behind it, for who may see persons, within ten queries', async () => {
    const pupil = await aPupil(web, { municipality: '0037', last: 'Duiker', born: '2010-05-04' });
    const imports = web.app.get(ImportService, { strict: false });
    const send = (soort: string, name: string, lines: string[]) =>
      imports.run({ soort, name, stream: Readable.from([Buffer.from(`${lines.join('\n')}\n`)]) });
    const head =
      'PERSOONSGEBONDENNUMMER;RAPPORTAGEMAAND;INSCHRIJVINGSVOLGNUMMER;MELDING_VERZUIM_WETTELIJK;MELDING_VERZUIM_NIET_WETTELIJK;DATUM_UITSCHRIJVING;RMC_REGIO;GEMEENTECODE;NIVEAU;BRIN';
    const month = `${pupil.pgn};202510;1;J;N;;REGIO 01;37;Mbo2 opleidingen;99VA`;
    await send('duo-maand', '202510A04I99VA.csv', [head, month]);
    const people = [
      '#BURGERSERVICENUMMER;ONDERWIJSNUMMER;GEBOORTEDATUM;RMC_REGIO;GEMCODE;BRIN;BRIN_VOLGNR;NIVEAU',
      `${pupil.pgn};;04-05-2010;REGIO 01;37;99VA;99VA;Mbo2 opleidingen`,
    ];
    await send('duo-startpopulatie', 'NRSP2025DI99VA.csv', [people[0]!]);
    await send('duo-nieuwe-vsv', 'NenR2025DI99VA.csv', people);
    const browser = await as('leerplicht');
    const shown = async (page: string, link: RegExp) => {
      const { body } = await browser.get(page);
      const found = link.exec(body);
      expect([page, found !== null]).toEqual([page, true]);
      const to = found![1]!.replaceAll('&amp;', '&');
      expect(to).not.toContain(pupil.pgn);
      expect((await queriesOf(browser, to)) <= 10).toBe(true);
      expect((await browser.get(to)).body).toContain(pupil.pgn);
      expect((await (await as('coordinator')).get(to)).statusCode).toBe(404);
    };
    await shown('/cijfers/duo-maand', /href="(\/cijfers\/duo-maand-personen\?[^"]*kolom=m202510[^"]*)"/);
    await shown('/cijfers/duo-vsv', /href="(\/cijfers\/duo-vsv-personen\?[^"]*sleutel=buiten-startpopulatie[^"]*)"/);
    await shown(
      '/cijfers/duo-vergelijking',
      /href="(\/cijfers\/duo-personen\?[^"]*sleutel=buiten-startpopulatie[^"]*)"/,
    );
    expect((await browser.get('/cijfers/duo-maand?publicatie=ja')).body).not.toContain('duo-maand-personen?');
  });
});

describe('the pages of stored counts', () => {
  const form = { schooljaar: '2024', stand: 'voorlopig' };
  const stored = () => web.database.read.all('SELECT state FROM vsv_snapshot ORDER BY made_at');

  it('let the coordinator store a count, open it and compare it; the others see them', async () => {
    const browser = await as('coordinator');
    expect((await browser.get('/cijfers/vastgelegd')).body).toContain('nog niets vastgelegd');
    expect((await browser.post('/cijfers/vastgelegd', form)).statusCode).toBe(303);
    const { body } = await browser.get('/cijfers/vastgelegd');
    const link = (to: string) => new RegExp(`href="(/cijfers/${to}\\?[^"]*)"`).exec(body)![1]!.replaceAll('&amp;', '&');
    expect((await browser.get(link('vsv'))).body).toMatch(/schooljaar 2024-2025, voorlopig/);
    const compared = (await browser.get(link('vsv-standen'))).body;
    expect(compared).toMatch(/data-titel="vsv&#39;ers voorlopig"|data-titel="vsv'ers voorlopig"/);
    expect(compared).not.toContain('name="publicatie"');
    expect(await queriesOf(browser, '/cijfers/vastgelegd')).toBeLessThanOrEqual(10);
    expect(await queriesOf(browser, link('vsv'))).toBeLessThanOrEqual(10);
    expect(await queriesOf(browser, link('vsv-standen'))).toBeLessThanOrEqual(10);
    expect(await queriesOf(browser, '/cijfers/jaarverslag?schooljaar=2025')).toBeLessThanOrEqual(10);
    const officer = await as('leerplicht');
    const seen = (await officer.get('/cijfers/vastgelegd')).body;
    expect(seen).toContain('de cijfers');
    expect(seen).not.toContain('name="stand"');
    const persons = (await officer.get(`${link('vsv').replace('/vsv?', '/vsv-personen?')}&gebied=gemeente%3A0037`))
      .body;
    expect(persons.match(/data-titel="stap"/g)).toHaveLength(3);
  });

  it('ask twice before something stands for ever, and keep it out of other hands', async () => {
    const browser = await as('coordinator');
    const before = (await stored()).length;
    const definitive = { ...form, stand: 'definitief' };
    const once = await browser.post('/cijfers/vastgelegd', definitive);
    expect([once.statusCode, once.body.includes('Zet een vinkje')]).toEqual([422, true]);
    const wrong = await browser.post('/cijfers/vastgelegd', { ...form, schooljaar: '1900' });
    expect([wrong.statusCode, wrong.body.includes('uit de lijst')]).toEqual([422, true]);
    expect((await (await as('leerplicht')).post('/cijfers/vastgelegd', form)).statusCode).toBe(404);
    expect(await stored()).toHaveLength(before);
    expect((await browser.post('/cijfers/vastgelegd', { ...definitive, zeker: 'ja' })).statusCode).toBe(303);
    const again = await browser.post('/cijfers/vastgelegd', { ...definitive, zeker: 'ja' });
    expect([again.statusCode, again.body.includes('al vastgelegd')]).toEqual([422, true]);
    expect(await stored()).toHaveLength(before + 1);
  });
});

describe('the stored figures on their own page', () => {
  const kept = { schooljaar: '2024', zeker: 'ja', gebied: 'regio:01' };
  const stored = () => web.database.read.all<{ id: string }>('SELECT id FROM stored_figure ORDER BY made_at, id');

  it('are made by the coordinator with a form, stand beside each other, and are there for the others', async () => {
    const browser = await as('coordinator');
    const page = '/cijfers/telling?schooljaar=2024';
    expect((await browser.get(page)).body).toContain('action="/cijfers/telling/vastleggen"');
    const once = await browser.post('/cijfers/telling/vastleggen', { ...kept, zeker: '' });
    expect([once.statusCode, once.body.includes('Zet een vinkje')]).toEqual([422, true]);
    expect(await stored()).toEqual([]);
    const made = await browser.post('/cijfers/telling/vastleggen', kept);
    const [first] = await stored();
    expect([made.statusCode, made.headers['location']]).toEqual([
      303,
      `/cijfers/telling?gebied=regio%3A01&vastlegging=${first!.id}`,
    ]);
    const shown = (await browser.get(made.headers['location'] as string)).body;
    for (const text of ['2024-2025', 'deze staat hier', 'toen vastgelegd', 'Bekijk de telling van nu'])
      expect(shown).toContain(text);
    expect(shown).not.toContain('telling-personen?');
    const file = await browser.get(`/cijfers/telling/bestand?formaat=json&vastlegging=${first!.id}`);
    expect([file.statusCode, file.body.includes('toen vastgelegd')]).toEqual([200, true]);
    expect((await browser.post('/cijfers/telling/vastleggen', kept)).statusCode).toBe(303);
    const officer = await as('leerplicht');
    const seen = (await officer.get(page)).body;
    expect(seen.match(/href="[^"]*vastlegging=/g)!.length).toBeGreaterThanOrEqual(2);
    expect(seen).not.toContain('action="/cijfers/telling/vastleggen"');
    expect((await officer.post('/cijfers/telling/vastleggen', kept)).statusCode).toBe(404);
    expect((await browser.post('/cijfers/belasting/vastleggen', kept)).statusCode).toBe(404);
    const early = await browser.post('/cijfers/telling/vastleggen', { ...kept, schooljaar: '2026' });
    expect([early.statusCode, early.body.includes('pas daarna vast te leggen')]).toEqual([422, true]);
    expect(await stored()).toHaveLength(2);
  });

  it('lead from each number to who was counted then, for who sees persons', async () => {
    const [pupil] = await web.database.read.all<{ id: string }>('SELECT id FROM pupil ORDER BY id');
    const columns = ['pupil_id', 'article', 'from_date'];
    await web.database.work((work) => work.insert('exemption', columns, [[pupil!.id, 'ART15', '2024-09-01']]));
    const made = await (await as('coordinator')).post('/cijfers/telling/vastleggen', kept);
    await web.database.work((work) => work.run('DELETE FROM exemption'));
    const officer = await as('leerplicht');
    const id = /vastlegging=([^&]+)/.exec(made.headers['location'] as string)![1]!;
    const shown = (await officer.get(`/cijfers/telling?vastlegging=${id}`)).body;
    const ways = [...shown.matchAll(/href="(\/cijfers\/telling-personen\?[^"]*)"[^>]*>(\d+)</g)];
    expect(ways.map(([, , count]) => count)).toEqual(['1', '1']);
    for (const [, href] of ways) {
      const { statusCode, body } = await officer.get(href!.replaceAll('&amp;', '&'));
      expect([statusCode, body.includes(pupil!.id)]).toEqual([200, true]);
      expect(body).toContain('Dit zijn de personen die op');
    }
    expect((await officer.get('/cijfers/telling?schooljaar=2024')).body).not.toContain('telling-personen?');
  });

  it('make the report, and each page stays within ten queries', async () => {
    const browser = await as('coordinator');
    const before = (await stored()).length;
    const made = await browser.post('/cijfers/jaarverslag/vastleggen', kept);
    expect([made.statusCode, (await stored()).length - before]).toEqual([303, 3]);
    expect(await queriesOf(browser, made.headers['location'] as string)).toBeLessThanOrEqual(10);
    const all = (await browser.get('/cijfers/vastgelegd')).body;
    for (const kind of ['telling', 'jaarverslag', 'thuiszitters', 'maatregelen'])
      expect(all).toMatch(new RegExp(`href="/cijfers/${kind}\\?[^"]*vastlegging=`));
    expect(await queriesOf(browser, '/cijfers/vastgelegd')).toBeLessThanOrEqual(10);
    expect(await queriesOf(browser, '/cijfers/jaarverslag?schooljaar=2024')).toBeLessThanOrEqual(10);
    for (const kind of ['telling', 'effectrapportage', 'thuiszitters', 'management', 'maatregelen'])
      expect(await queriesOf(browser, `/cijfers/${kind}?schooljaar=2024&publicatie=ja`)).toBeLessThanOrEqual(10);
  });
});

import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { configFile } from '../../src/platform/config-file';
import { Browser } from './browser';
import { aDossier, aLogin, aPupil } from './builders';
import { startWeb, type TestWeb } from './support';

const PAGES = [
  ...['/beheer', '/beheer/medewerkers', '/beheer/medewerkers/nieuw', '/beheer/bestanden', '/beheer/toewijzing'],
  ...['/beheer/sjablonen', '/beheer/taken', '/beheer/kalenders', '/beheer/regels'],
];
const OTHERS = [
  'leerplichtambtenaar',
  'rmc-trajectbegeleider',
  'rmc-coordinator',
  'schoolmedewerker',
  'privacy-officer',
];

let web: TestWeb;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'beheer', 'functioneel-beheerder', {}, { name: 'Fenna Feenstra' });
  await aLogin(web, 'beheer3', 'functioneel-beheerder', {});
  for (const role of OTHERS) await aLogin(web, role, role, { gemeente: ['0037'] });
});
afterAll(() => web.close());

async function as(username: string): Promise<Browser> {
  const browser = new Browser(web);
  await browser.login(username);
  return browser;
}

describe('the pages of the functioneel-beheerder', () => {
  it.each(PAGES)('shows %s', async (page) => {
    const answer = await (await as('beheer')).get(page);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('aria-current="true"');
  });

  it.each(OTHERS)('do not exist for a %s', async (role) => {
    const browser = await as(role);
    const unknown = await browser.get('/bestaat-niet');
    for (const page of PAGES) {
      const answer = await browser.get(page);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toBe(unknown.body);
    }
    expect((await browser.post('/beheer/taken', { taak: 'x' })).statusCode).toBe(404);
  });

  it('show the law as it is applied, with its source and its date', async () => {
    const { body } = await (await as('beheer')).get('/beheer/regels');
    expect(body).toContain('LPW art. 21a lid 1');
    expect(body).toContain('1 januari 2026');
    expect(body).toContain('16 uur');
  });

  it('show what failed and try it again, and say so once', async () => {
    await web.database.work((work) =>
      work.insert(
        'outbox',
        ['id', 'kind', 'subject', 'state', 'not_before', 'attempts', 'asked_at', 'last_error', 'created_at'],
        [
          [
            '01a20000-0000-7000-8000-000000000001',
            ...['wijs-toe', '01a20000-0000-7000-8000-0000000000ff', 'mislukt'],
            ...[
              '2026-03-25T08:00:00.000Z',
              5,
              '2026-03-25T08:00:00.000Z',
              'SQLITE_CORRUPT',
              '2026-03-25T08:00:00.000Z',
            ],
          ],
        ],
      ),
    );
    const browser = await as('beheer');
    const before = (await browser.get('/beheer/taken')).body;
    expect(before).toContain('SQLITE_CORRUPT');
    expect(before).not.toContain('0000000000ff');
    const answer = await browser.post('/beheer/taken', { taak: '01a20000-0000-7000-8000-000000000001' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/beheer/taken']);
    const after = (await browser.get('/beheer/taken')).body;
    expect(after).toContain('De taken worden opnieuw geprobeerd.');
    expect(after).not.toContain('SQLITE_CORRUPT');
    expect((await browser.get('/beheer/taken')).body).not.toContain('De taken worden opnieuw geprobeerd.');
  });
});

/** A form with a file in it, as a browser sends it. */
async function postFile(
  browser: Browser,
  url: string,
  fields: Record<string, string>,
  name: string,
  content: Buffer | string,
) {
  const form = new FormData();
  for (const [key, value] of Object.entries({ _csrf: browser.csrf, ...fields })) form.append(key, value);
  form.append('bestand', new Blob([new Uint8Array(Buffer.from(content))]), name);
  const body = new Response(form);
  return browser.send({
    method: 'POST',
    url,
    payload: Buffer.from(await body.arrayBuffer()),
    headers: { accept: 'text/html', 'content-type': body.headers.get('content-type')! },
  });
}

const SCHOOLS =
  'brin;vestiging;naam;gemeentecode;vakantieregio\n99VA;00;De Veenborg;0037;Noord\n99VB;00;X;9999;Noord\n';

describe('files sent by the functioneel-beheerder', () => {
  async function sent(browser: Browser, fields: Record<string, string>): Promise<string> {
    const answer = await postFile(browser, '/beheer/bestanden', fields, 'scholen.csv', SCHOOLS);
    expect(answer.statusCode).toBe(303);
    const path = String(answer.headers.location);
    for (;;) {
      const { body } = await browser.get(path);
      if (!body.includes('Bezig')) return path;
      await setTimeout(100);
    }
  }
  const schools = () => web.database.read.all('SELECT code FROM school_location');

  it('are tried without storing anything, then taken, with a report and the rows to mend for who sent them', async () => {
    const browser = await as('beheer');
    await browser.get('/beheer/bestanden');
    const trial = (await browser.get(await sent(browser, { soort: 'scholen', proef: 'ja' }))).body;
    expect(trial).toContain('Dit was een proef: er is niets bewaard.');
    expect(trial).toContain('gemeentecode');
    expect(await schools()).toEqual([]);
    const path = await sent(browser, { soort: 'scholen' });
    expect(await schools()).toEqual([{ code: '99VA00' }]);
    expect((await browser.get(path)).body).toContain('Download de rijen om te verbeteren');
    const mend = await browser.get(`${path}/afgekeurd`);
    expect(mend.body).toContain('99VB');
    expect(mend.body).not.toContain('99VA');
    await aLogin(web, 'beheer2', 'functioneel-beheerder', {});
    const colleague = await as('beheer2');
    expect((await colleague.get(path)).body).not.toContain('Download de rijen');
    expect((await colleague.get(`${path}/afgekeurd`)).statusCode).toBe(404);
    expect((await (await as('schoolmedewerker')).get(path)).statusCode).toBe(404);
  });

  it('are taken after a trial without being sent again, once, and by their sender alone', async () => {
    const browser = await as('beheer');
    await browser.get('/beheer/bestanden');
    const file = SCHOOLS.replaceAll('99VA', '99WA');
    const answer = await postFile(browser, '/beheer/bestanden', { soort: 'scholen', proef: 'ja' }, 's.csv', file);
    const trial = String(answer.headers.location);
    while ((await browser.get(trial)).body.includes('Bezig')) await setTimeout(100);
    expect((await browser.get(trial)).body).toContain('Lees 1 goede regel in');
    const stored = await web.database.read.all('SELECT file FROM import_job WHERE file IS NOT NULL');
    expect(JSON.stringify(stored)).not.toContain('99WA');
    const colleague = await as('beheer3');
    expect((await colleague.get(trial)).body).not.toContain('Lees 1');
    await colleague.post(`${trial}/start`, {});
    expect(await schools()).not.toContainEqual({ code: '99WA00' });
    const started = String((await browser.post(`${trial}/start`, {})).headers.location);
    expect(started).not.toBe(trial);
    while ((await browser.get(started)).body.includes('Bezig')) await setTimeout(100);
    expect(await schools()).toContainEqual({ code: '99WA00' });
    await browser.post(`${trial}/start`, {});
    expect((await browser.get(trial)).body).toContain('Dit bestand is al ingelezen of niet bewaard.');
    const overview = (await browser.get('/beheer')).body;
    const [run] = /\/beheer\/imports\/[0-9a-f-]{36}/.exec(overview)!;
    expect((await browser.get(run)).body).toContain('Bestand met scholen');
  });

  it('may be EDEXML, of which a school mends the rows itself', async () => {
    const browser = await as('beheer');
    await browser.get('/beheer/bestanden');
    const answer = await postFile(browser, '/beheer/bestanden', { soort: 'edexml' }, 'e.xml', '<geen-edex/>');
    const path = String(answer.headers.location);
    while ((await browser.get(path)).body.includes('Bezig')) await setTimeout(100);
    const { body } = await browser.get(path);
    expect(body).toContain('Mislukt');
    expect(body).not.toContain('afgekeurd');
  });

  it('are asked for where kind or file is missing', async () => {
    const browser = await as('beheer');
    await browser.get('/beheer/bestanden');
    const answer = await postFile(browser, '/beheer/bestanden', { soort: '' }, 'leeg.csv', '');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Kies wat er in het bestand staat.');
    expect(answer.body).toContain('Kies een bestand dat niet leeg is.');
  });
});

describe('staff kept by the functioneel-beheerder', () => {
  const given = {
    medewerker: 'bo',
    naam: 'Bo Bakker',
    rollen: 'leerplichtambtenaar',
    fte: '0,8',
    email: 'bo@x.example',
  };

  it('are made and changed with areas by name and date, and nobody overwrites another', async () => {
    const browser = await as('beheer');
    await browser.get('/beheer/medewerkers/nieuw');
    const made = await browser.post('/beheer/medewerkers/nieuw', {
      ...{ ...given, gemeenten: 'Stadskanaal\nassen; 01-08-2026; 31-07-2027', maximum: '40' },
    });
    expect([made.statusCode, made.headers.location]).toEqual([303, '/beheer/medewerkers']);
    const areas = () =>
      web.database.read.all(
        `SELECT area, from_date AS "from", until_date AS "until" FROM employee_area WHERE employee = 'bo' ORDER BY area`,
      );
    const all = [
      { area: '0037', from: null, until: null },
      { area: '0106', from: '2026-08-01', until: '2027-07-31' },
    ];
    expect(await areas()).toEqual(all);
    const form = (await browser.get('/beheer/medewerkers/bo')).body;
    expect(form).toContain('Stadskanaal\nAssen; 01-08-2026; 31-07-2027');
    expect(form).toContain('bo@x.example');
    const versie = /name="versie" value="([^"]+)"/.exec(form)![1]!;
    const change = { ...given, naam: 'Bo de Bakker', gemeenten: 'Stadskanaal\nAssen; 01-08-2026; 31-07-2027', versie };
    expect((await browser.post('/beheer/medewerkers/bo', change)).statusCode).toBe(303);
    expect(await areas()).toEqual(all);
    const late = await browser.post('/beheer/medewerkers/bo', { ...change, naam: 'Een ander' });
    expect(late.statusCode).toBe(422);
    expect(late.body).toContain('ondertussen gewijzigd');
    const twice = await browser.post('/beheer/medewerkers/nieuw', given);
    expect(twice.body).toContain('bestond al');
    // whose roles and areas were changed, and by whom
    const logged = "SELECT employee, object_id FROM audit_entry WHERE object = 'medewerker'";
    expect(await web.database.read.all(logged)).toEqual(
      ['bo', 'bo'].map((code) => ({ employee: 'beheer', object_id: code })),
    );
  });

  it('are refused with the reason beside the field, and then nothing is kept', async () => {
    const browser = await as('beheer');
    await browser.get('/beheer/medewerkers/nieuw');
    for (const gemeenten of ['Nergenshuizen', 'Assen; 31-02-2026', 'Assen; 01-08-2026; 01-07-2026', 'Assen; a; b; c']) {
      const answer = await browser.post('/beheer/medewerkers/nieuw', { ...given, medewerker: 'fout', gemeenten });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('id="gemeenten-fout"');
    }
    expect((await browser.get('/beheer/medewerkers/fout')).statusCode).toBe(404);
  });
});

describe('assignment as the functioneel-beheerder sees it', () => {
  it('rehearses who would get a dossier, gives nothing, and counts what waits without naming anybody', async () => {
    const pupil = await aPupil(web, { municipality: '0106', last: 'Zonderman' });
    const dossier = await aDossier(web, pupil.id, { municipality: '0106', employee: null });
    const browser = await as('beheer');
    const { body } = await browser.get('/beheer/toewijzing?regime=leerplicht&gemeente=Stadskanaal');
    expect(body).toContain('gemeente Stadskanaal');
    expect(body).toContain('Gekozen');
    expect(body).toContain('Assen');
    expect(body).not.toContain('Zonderman');
    const kept = await web.database.read.all('SELECT employee FROM dossier WHERE id = ?', [dossier]);
    expect(kept).toEqual([{ employee: null }]);
    const unknown = await browser.get('/beheer/toewijzing?gemeente=Nergenshuizen');
    expect([unknown.statusCode, unknown.body.includes('Deze gemeente kennen wij niet')]).toEqual([422, true]);
  });
});

describe('templates kept by the functioneel-beheerder', () => {
  const word = readFileSync(configFile('letters', 'uitnodiging.docx'));

  it('are added for a municipality, looked at as a letter, and taken away', async () => {
    const browser = await as('beheer');
    await browser.get('/beheer/sjablonen');
    const fields = { voor: 'Stadskanaal', naam: 'Uitnodiging Stadskanaal', onderdeel: 'avg' };
    const bad = await postFile(browser, '/beheer/sjablonen', fields, 'brief.docx', 'geen Word');
    expect([bad.statusCode, bad.body.includes('Dit is geen Word-bestand')]).toEqual([422, true]);
    expect((await postFile(browser, '/beheer/sjablonen', { ...fields, voor: 'x' }, 'a.docx', word)).statusCode).toBe(
      422,
    );
    expect((await postFile(browser, '/beheer/sjablonen', fields, 'brief.docx', word)).statusCode).toBe(303);
    const { body } = await browser.get('/beheer/sjablonen');
    expect(body).toContain('gemeente Stadskanaal');
    const id = /sjablonen\/([0-9a-f-]{36})\/bestand/.exec(body)![1]!;
    const file = await browser.get(`/beheer/sjablonen/${id}/bestand`);
    expect(Buffer.compare(file.rawPayload, word)).toBe(0);
    const sample = await browser.get(`/beheer/sjablonen/${id}/voorbeeld`);
    expect(sample.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect(sample.rawPayload.length).not.toBe(word.length);
    expect((await (await as('leerplichtambtenaar')).get(`/beheer/sjablonen/${id}/bestand`)).statusCode).toBe(404);
    expect((await browser.post(`/beheer/sjablonen/${id}/intrekken`, {})).statusCode).toBe(303);
    expect((await browser.get(`/beheer/sjablonen/${id}/bestand`)).statusCode).toBe(404);
    expect((await browser.get('/beheer/sjablonen/voorbeeld%3Auitnodiging/bestand')).statusCode).toBe(200);
  });
});

describe('systems let in by the functioneel-beheerder', () => {
  it('get a key that is seen once, works on the API as its rights say, and ends at once', async () => {
    const browser = await as('beheer');
    await browser.get('/beheer/koppelingen');
    const made = await browser.postMany(
      '/beheer/koppelingen',
      { naam: 'Magister', scholen: '01ab, 02CD00', tot: '2026-07-31' },
      'mag',
      ['verzuimregistraties:lezen'],
    );
    expect(made.statusCode).toBe(200);
    const key = /<code class="ls-link">(leerspoor_[\w-]+)<\/code>/.exec(made.body)![1]!;
    const list = await browser.get('/beheer/koppelingen');
    expect(list.body).toContain('Magister');
    expect(list.body).toContain('01AB, 02CD00');
    expect(list.body).not.toContain(key);
    expect(JSON.stringify(await web.database.read.all('SELECT * FROM machine'))).not.toContain(key);
    const ask = async (path: string) =>
      (
        await web.app
          .getHttpAdapter()
          .getInstance()
          .inject({ url: `/api/v1/${path}`, headers: { authorization: `Bearer ${key}` } })
      ).statusCode;
    expect([await ask('verzuimregistraties'), await ask('meldingen')]).toEqual([200, 403]);
    const [{ id }] = (await web.database.read.all<{ id: string }>('SELECT id FROM machine')) as [{ id: string }];
    await browser.post('/beheer/koppelingen/intrekken', { koppeling: id });
    expect(await ask('verzuimregistraties')).toBe(401);
    expect((await browser.get('/beheer/koppelingen')).body).toContain('ingetrokken');
    expect((await browser.post('/beheer/koppelingen/intrekken', { koppeling: 'x' })).statusCode).toBe(404);
  });

  it('are not made without rights, with an end too far ahead or with a school that is none', async () => {
    const browser = await as('beheer');
    await browser.get('/beheer/koppelingen');
    const refused = await browser.post('/beheer/koppelingen', { naam: 'X', scholen: 'school', tot: '2036-01-01' });
    expect(refused.statusCode).toBe(422);
    for (const text of ['Schrijf elke school', 'ten minste één recht', 'Kies een einddatum']) {
      expect(refused.body).toContain(text);
    }
  });
});

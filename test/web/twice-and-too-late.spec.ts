import { Browser } from './browser';
import { aDossier, aLogin, aPupil } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let dossier: string;
let browser: Browser;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] }, { boa: 1 });
  dossier = await aDossier(web, (await aPupil(web, { municipality: '0037' })).id, { status: 'in_behandeling' });
  browser = new Browser(web);
  await browser.login('lpa');
});
afterAll(() => web.close());

const once = async (path: string) => /name="_eenmaal" value="([^"]+)"/.exec((await browser.get(path)).body)![1]!;

/** How often it stands on the page of the dossier. */
const times = async (text: string) => (await browser.get(`/dossiers/${dossier}`)).body.split(text).length - 1;

describe('a form that is sent twice', () => {
  const path = () => `/dossiers/${dossier}/toevoegen/notitie`;

  it('is done once, at the same time and by the back button; with other contents it is another form', async () => {
    const form = await once(path());
    const send = (tekst: string) => browser.post(path(), { tekst, _eenmaal: form });
    const both = await Promise.all([send('Dubbel geklikt'), send('Dubbel geklikt')]);
    const led = [303, `/dossiers/${dossier}`];
    expect(both.map((one) => [one.statusCode, one.headers.location])).toEqual([led, led]);
    expect([(await send('Dubbel geklikt')).statusCode, await times('Dubbel geklikt')]).toEqual([303, 1]);
    await send('Na de terugknop veranderd');
    expect(await times('Na de terugknop veranderd')).toBe(1);
    expect(await once(path())).not.toBe(form);
  });

  it('is judged again where it was refused', async () => {
    const form = await once(path());
    const refused = await Promise.all([1, 2].map(() => browser.post(path(), { tekst: '', _eenmaal: form })));
    expect(refused.map((one) => one.statusCode)).toEqual([422, 422]);
  });

  it('gives a file once', async () => {
    const form = await once(`/dossiers/${dossier}/toevoegen/bijlage`);
    const send = (name: string) => {
      const field = (key: string, value: string) =>
        `--grens\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`;
      const file = `--grens\r\nContent-Disposition: form-data; name="bestand"; filename="${name}"\r\n\r\n%PDF-1.4 a\r\n`;
      const body = `${field('_csrf', browser.csrf)}${field('_eenmaal', form)}${file}--grens--\r\n`;
      return browser.postRaw(`/dossiers/${dossier}/toevoegen/bijlage`, body, 'multipart/form-data; boundary=grens');
    };
    for (const name of ['plan.pdf', 'plan.pdf']) expect((await send(name)).statusCode).toBe(303);
    expect(await web.database.read.all("SELECT id FROM dossier_item WHERE kind = 'bijlage'")).toHaveLength(1);
    // its name says what it is, and no code of a computer
    expect([await times('plan.pdf'), await times('application/pdf'), await times('grootte')]).toEqual([1, 0, 0]);
  });
});

describe('closing a dossier in which something still runs', () => {
  it.each([
    ['nl', 'Rond eerst af wat in dit dossier nog loopt: 1 × open taak, 1 × Route van de MAS.'],
    ['en', 'First finish what still runs in this case file: 1 × open task, 1 × MAS route.'],
  ])('names it as people call it, in %s', async (language, text) => {
    if (language === 'nl') {
      await browser.get(`/dossiers/${dossier}/toevoegen/taak`);
      await browser.post(`/dossiers/${dossier}/toevoegen/taak`, { tekst: 'Bel de mentor' });
      await browser.post(`/dossiers/${dossier}/toevoegen/mas-route`, { route: 'vrijwillige-hulp', reden: 'Licht' });
    }
    await browser.get(`/dossiers/${dossier}`);
    await browser.post('/taal', { taal: language });
    const answer = await browser.post(`/dossiers/${dossier}/stap/sluiten`, { reden: 'terug_naar_school' });
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(text)]);
  });
});

describe('a page that was opened before the dossier was closed', () => {
  it('keeps what was written and says what to do; no form is opened any more', async () => {
    const path = `/dossiers/${dossier}/toevoegen/notitie`;
    const handOver = `/overdrachten/nieuw/${dossier}`;
    expect((await browser.get(`/dossiers/${dossier}`)).body).toContain(handOver);
    await browser.get(path);
    await web.database.work((work) => work.run("UPDATE dossier SET status = 'afgesloten' WHERE id = ?", [dossier]));
    const answer = await browser.post(path, { tekst: 'Net te laat geschreven' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('This case file is closed. Reopen it first.');
    expect(answer.body).toContain('Net te laat geschreven</textarea>');
    // nor can it be handed over
    expect((await browser.get(`/dossiers/${dossier}`)).body).not.toContain(handOver);
    const opened = await browser.get(path);
    expect([opened.statusCode, opened.body]).toEqual([409, expect.stringContaining('closed. Reopen it first.')]);
  });
});

import { Browser } from './browser';
import { aDossier, aLogin, aPupil, aSignal, EVIDENCE } from './builders';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let dossier: string;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  const pupil = await aPupil(web, { municipality: '0037' });
  dossier = await aDossier(web, pupil.id);
  await aSignal(web, pupil.id, dossier, EVIDENCE);
});
afterAll(() => web.close());

describe('the language of the pages', () => {
  it('is Dutch until somebody chooses English, and Dutch again after', async () => {
    const browser = new Browser(web);
    await browser.login('lpa');
    expect((await browser.get('/dossiers')).body).toContain('<html lang="nl"');
    const answer = await browser.post('/taal', { taal: 'en', naar: '/dossiers' });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/dossiers']);
    const english = (await browser.get(`/dossiers/${dossier}`)).body;
    expect(english).toContain('<html lang="en"');
    expect(english).toContain('Back to the case files');
    expect(english).toContain('16.25 hours of unauthorised absence');
    expect(english).toContain('March 2026');
    await browser.post('/taal', { taal: 'nl', naar: '/dossiers' });
    expect((await browser.get(`/dossiers/${dossier}`)).body).toContain('16,25 uur ongeoorloofd afwezig');
  });

  it('holds for forms, for what they refuse and for what the law misses', async () => {
    const browser = new Browser(web);
    await browser.login('lpa');
    await browser.post('/taal', { taal: 'en', naar: '/dossiers' });
    const form = `/dossiers/${dossier}/toevoegen/mas-route`;
    await browser.get(form);
    const refused = await browser.post(form, { route: 'strafrecht', reden: '' });
    expect([refused.statusCode, refused.body]).toEqual([422, expect.stringContaining('Fill this in.')]);
    await browser.post(form, { route: 'strafrecht', reden: 'Weigert alles' });
    const page = (await browser.get(`/dossiers/${dossier}`)).body;
    expect(page).toContain('Voluntary help was not tried yet. (<span lang="nl">');
    const step = /href="([^"]+\/starten)"/.exec(page)![1]!;
    expect((await browser.get(step)).body).toMatch(/<h1[^>]*>MAS route: Start<\/h1>/);
    const blocked = await browser.post(step, {});
    expect([blocked.statusCode, blocked.body]).toEqual([422, expect.stringContaining('Explain why you go on')]);
    expect(blocked.body).not.toContain('Leg uit waarom');
  });

  it('can be chosen without a login, and takes nothing but the two', async () => {
    const browser = new Browser(web);
    await browser.post('/taal', { taal: 'en', naar: '/inloggen' });
    expect((await browser.get('/inloggen')).body).toContain('User name');
    await browser.post('/taal', { taal: '<b>', naar: '/inloggen' });
    expect((await browser.get('/inloggen')).body).toContain('Gebruikersnaam');
  });

  it('leads to no other house', async () => {
    const answer = await new Browser(web).post('/taal', { taal: 'en', naar: '//elders.example' });
    expect(answer.headers.location).toBe('/');
  });
});

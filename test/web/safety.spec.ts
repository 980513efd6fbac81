import { Stylesheet } from '../../src/web/style/stylesheet';
import { DossierListQuery } from '../../src/web/leerplicht/list-query';
import { aLogin } from './builders';
import { Browser } from './browser';
import { startWeb, type TestWeb } from './support';

let web: TestWeb;
let browser: Browser;
beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
  browser = new Browser(web);
  await browser.login('lpa');
});
afterAll(() => web.close());

describe('every page', () => {
  it('carries headers that leave a browser nothing to run but our own script, nothing to load elsewhere or keep', async () => {
    for (const url of ['/dossiers', '/bestaat-niet', '/inloggen']) {
      const { headers } = await browser.get(url);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';style-src 'self';script-src 'self';connect-src 'self';img-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['strict-transport-security']).toContain('max-age=');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
    expect((await browser.get('/dossiers')).headers['cache-control']).toBe('no-store');
  });

  it('has no inline script or style, and says its language and title', async () => {
    const stranger = new Browser(web);
    const answers = [await browser.get('/dossiers'), await browser.get('/niets'), await stranger.get('/inloggen')];
    for (const { body } of answers) {
      expect(body).toMatch(/^<!DOCTYPE html><html lang="nl"/);
      expect(body).toMatch(/<title>[^<]+ - Leerspoor<\/title>/);
      expect(body.match(/<script[^>]*>/g)).toEqual([
        expect.stringMatching(/^<script src="\/stijl\/leerspoor\.[0-9a-f]{16}\.js" defer>$/),
      ]);
      expect(body).not.toMatch(/<script>|<script [^s]|<style|\sstyle=|\son[a-z]+=|javascript:/i);
      expect(body.match(/<h1/g)).toHaveLength(1);
    }
  });

  it('says who is logged in, and offers the way out', async () => {
    const { body } = await browser.get('/dossiers');
    expect(body).toContain('Medewerker lpa');
    expect(body).toMatch(/<form method="post" action="\/uitloggen">/);
  });
});

describe('the stylesheet', () => {
  it('is one file below 60 KiB on the wire, to be kept for ever, with no login', async () => {
    const { css } = web.app.get(Stylesheet);
    const stranger = new Browser(web);
    for (const encoding of ['br', 'gzip']) {
      const answer = await stranger.get(css.path, { 'accept-encoding': encoding });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-encoding': encoding,
        'cache-control': 'public, max-age=31536000, immutable',
      });
      expect(answer.rawPayload.length).toBeLessThan(60 * 1024);
    }
    const plain = await stranger.get(css.path);
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(plain.body).toContain('.utrecht-button');
    expect(plain.body).not.toMatch(/@import|url\(/);
    expect((await stranger.get('/stijl/leerspoor.0000000000000000.css')).statusCode).toBe(404);
  });

  it('follows the theme of the settings, and refuses one that is not there', async () => {
    const css = (name: string) => new Stylesheet({ ...web.settings, LEERSPOOR_THEMA: name }).css;
    expect(css('gemeente-voorbeeld').path).not.toBe(css('leerspoor').path);
    expect(css('gemeente-voorbeeld').plain.toString()).toContain('--ls-accent: #5a2a83');
    expect(() => css('bestaat-niet')).toThrow('Het thema bestaat-niet bestaat niet');
  });
});

describe('what goes wrong', () => {
  it('is told in our own words, without a trace of the inside, and logged without personal data', async () => {
    const query = jest
      .spyOn(web.app.get(DossierListQuery), 'list')
      .mockRejectedValue(Object.assign(new Error('SELECT pgn 123456782 van Jansen'), { code: 'SQLITE_ERROR' }));
    const page = await browser.get('/dossiers');
    const json = await browser.get('/dossiers', { accept: 'application/json' });
    query.mockRestore();
    for (const answer of [page, json]) {
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toMatch(/SELECT|123456782|Jansen|\.ts/);
    }
    expect(page.body).toContain('Er ging iets mis');
    expect(json.json()).toMatchObject({ type: 'urn:leerspoor:probleem:onverwachte-fout', status: 500 });
    const logged = web.logs.lines.join('\n');
    expect(logged).toContain('SQLITE_ERROR');
    expect(logged).not.toMatch(/123456782|Jansen/);
  });

  it('guards answers to addresses that cannot be read too, by a method that some route has or by none', async () => {
    const server = web.app.getHttpAdapter().getInstance();
    for (const method of ['GET', 'PATCH'] as const) {
      for (const [url, version] of [['/api/v1/meldingen/x%', '1.0.0'], ['/dossiers/x%']] as const) {
        const { statusCode, headers } = await server.inject({ method, url });
        expect([url, Math.floor(statusCode / 100), headers['api-version']]).toEqual([url, 4, version]);
        expect(headers['content-security-policy']).toContain("default-src 'none'");
        expect(headers['x-content-type-options']).toBe('nosniff');
      }
    }
  });

  it('answers malformed requests with 4xx', async () => {
    const odd = [
      await browser.get('/%zz'),
      await browser.get('/dossiers/%E0%A4%A'),
      await browser.get('/dossiers?pagina[]=1&status=%00'),
      await browser.post('/dossiers', { naam: 'x'.repeat(2_000_000) }),
      await browser.post('/dossiers', {}, { 'content-type': 'text/xml' }),
      await browser.post('/dossiers', {}, { 'content-type': 'application/json' }),
    ];
    for (const answer of odd) expect(answer.statusCode).toBeLessThan(500);
    for (const answer of odd) expect(answer.body).not.toMatch(/FST_|Error|at .*\.js/);
  });
});

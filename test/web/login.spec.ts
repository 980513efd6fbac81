import { createHash } from 'node:crypto';
import { aLogin, anEmployee } from './builders';
import { Browser } from './browser';
import { PASSWORD, startWeb, type TestWeb } from './support';

const AREAS = { gemeente: ['0037'] };
let web: TestWeb;

beforeAll(async () => {
  web = await startWeb();
  await aLogin(web, 'lpa', 'leerplichtambtenaar', AREAS);
});
afterAll(() => web.close());

/** Each test comes from another address, so that they do not use up each other's attempts. */
let addresses = 0;
const browser = () => new Browser(web, `10.0.0.${++addresses}`);

describe('logging in', () => {
  it('opens a session with the right password, in a cookie that scripts and other sites cannot use', async () => {
    const visitor = browser();
    const answer = await visitor.login('LPA ');
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe('/');
    const cookie = answer.cookies.find((one) => one.name === 'leerspoor_sessie');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie).not.toHaveProperty('secure');
    expect((await visitor.get('/dossiers')).statusCode).toBe(200);
  });

  it('keeps only the hash of the token', async () => {
    const visitor = browser();
    await visitor.login('lpa');
    const token = visitor.cookies.get('leerspoor_sessie')!;
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const rows = await web.database.read.all<{ token_hash: string }>('SELECT token_hash FROM session');
    expect(rows.map((row) => row.token_hash)).toContain(createHash('sha256').update(token).digest('hex'));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('says the same to a wrong password, an unknown name and someone who left', async () => {
    await aLogin(web, 'weg', 'leerplichtambtenaar', AREAS, { until_date: '2026-03-24' });
    const attempts = [
      ['lpa', 'niet het wachtwoord'],
      ['niemand', PASSWORD],
      ['weg', PASSWORD],
    ] as const;
    const said: string[] = [];
    for (const [name, password] of attempts) {
      const visitor = browser();
      const answer = await visitor.login(name, password);
      expect(answer.statusCode).toBe(422);
      expect(visitor.cookies.has('leerspoor_sessie')).toBe(false);
      said.push(answer.body.replaceAll(visitor.csrf, '').replaceAll(name, ''));
    }
    expect(said[0]).toContain('De gebruikersnaam of het wachtwoord klopt niet.');
    expect(said[1]).toBe(said[0]);
    expect(said[2]).toBe(said[0]);
  });

  it('stops after too many attempts, for known and unknown names alike, and leaves others alone', async () => {
    for (const name of ['lpa', 'onbekend']) {
      const visitor = browser();
      const codes: number[] = [];
      for (let i = 0; i < 6; i++) codes.push((await visitor.login(name, 'fout wachtwoord')).statusCode);
      expect(codes).toEqual([422, 422, 422, 422, 422, 429]);
      expect((await visitor.login(name)).statusCode).toBe(429);
    }
    expect((await browser().login('lpa')).statusCode).toBe(303);
  });

  it('ties the errors to the fields', async () => {
    const visitor = browser();
    const answer = await visitor.login('', '');
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('href="#gebruikersnaam"');
    expect(answer.body).toMatch(/<input[^>]*id="wachtwoord"[^>]*aria-describedby="wachtwoord-fout"/);
    expect(answer.body).toContain('aria-invalid="true"');
    expect(answer.body).toContain('<title>Fout: inloggen - Leerspoor</title>');
  });

  it('gives a new token at each login and ends the old one', async () => {
    const visitor = browser();
    await visitor.login('lpa');
    const old = visitor.cookies.get('leerspoor_sessie')!;
    visitor.cookies.delete('leerspoor_inloggen');
    const stranger = browser();
    await stranger.get('/inloggen');
    stranger.cookies.set('leerspoor_sessie', old);
    await stranger.post('/inloggen', { gebruikersnaam: 'lpa', wachtwoord: PASSWORD });
    expect(stranger.cookies.get('leerspoor_sessie')).not.toBe(old);
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
    expect((await stranger.get('/dossiers')).statusCode).toBe(200);
  });

  it('logs out for good', async () => {
    const visitor = browser();
    await visitor.login('lpa');
    const token = visitor.cookies.get('leerspoor_sessie')!;
    const answer = await visitor.post('/uitloggen', {});
    expect(answer.statusCode).toBe(303);
    expect(visitor.cookies.has('leerspoor_sessie')).toBe(false);
    visitor.cookies.set('leerspoor_sessie', token);
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
  });

  it('ends the sight of someone who goes out of service at once', async () => {
    await aLogin(web, 'vertrekt', 'leerplichtambtenaar', AREAS);
    const visitor = browser();
    await visitor.login('vertrekt');
    expect((await visitor.get('/dossiers')).statusCode).toBe(200);
    await web.database.work((work) =>
      work.run("UPDATE employee SET until_date = '2026-03-24' WHERE code = 'vertrekt'"),
    );
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
  });
});

describe('without a login', () => {
  it('shows the login form with 401 in the place of any page, and comes back to it', async () => {
    const visitor = browser();
    const answer = await visitor.get('/dossiers/0190a000-0000-7000-8000-000000000000?x=1');
    expect(answer.statusCode).toBe(401);
    expect(answer.body).toContain('Log in om verder te gaan.');
    expect(answer.body).toContain('name="naar" value="/dossiers/0190a000-0000-7000-8000-000000000000"');
    const after = await visitor.post('/inloggen', {
      gebruikersnaam: 'lpa',
      wachtwoord: PASSWORD,
      naar: '/dossiers/abc-1',
    });
    expect(after.headers.location).toBe('/dossiers/abc-1');
  });

  it.each(['//elders.example', 'https://elders.example/', '/\\elders.example', 'javascript:alert(1)', '/dossiers?x=1'])(
    'does not go to %s after the login',
    async (to) => {
      const visitor = browser();
      await visitor.get('/inloggen');
      const answer = await visitor.post('/inloggen', { gebruikersnaam: 'lpa', wachtwoord: PASSWORD, naar: to });
      expect(answer.headers.location).toBe('/');
    },
  );

  it('answers a program with problem+json', async () => {
    const answer = await browser().get('/dossiers', { accept: 'application/json' });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ type: 'urn:leerspoor:probleem:niet-ingelogd', status: 401 });
  });
});

describe('forms from elsewhere', () => {
  it('are refused without the token of the session', async () => {
    const visitor = browser();
    await visitor.login('lpa');
    for (const token of ['', 'x'.repeat(43)]) {
      const answer = await visitor.post('/uitloggen', { _csrf: token });
      expect(answer.statusCode).toBe(403);
      expect(answer.body).toContain('hoort niet (meer) bij uw sessie');
    }
    expect((await visitor.get('/dossiers')).statusCode).toBe(200);
  });

  it('are refused with another origin, even with the token', async () => {
    const visitor = browser();
    await visitor.login('lpa');
    const headers: Record<string, string>[] = [
      { origin: 'https://elders.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const header of headers) {
      const answer = await visitor.post('/uitloggen', {}, header);
      expect(answer.statusCode).toBe(403);
    }
    const own = await visitor.post('/uitloggen', {}, { origin: 'http://localhost:80', host: 'localhost:80' });
    expect(own.statusCode).toBe(303);
  });

  it('cannot log someone in: the login form is tied to the browser', async () => {
    const visitor = browser();
    await visitor.get('/inloggen');
    visitor.cookies.delete('leerspoor_inloggen');
    const answer = await visitor.post('/inloggen', { gebruikersnaam: 'lpa', wachtwoord: PASSWORD });
    expect(answer.statusCode).toBe(403);
    expect(visitor.cookies.has('leerspoor_sessie')).toBe(false);
  });
});

describe('accounts', () => {
  it('need a long password, a free name and an employee', async () => {
    await anEmployee(web, 'nieuw', 'leerplichtambtenaar');
    const make = (username: string, password: string, employee: string) =>
      web.accounts.create({ username, password, employee });
    await expect(make('nieuw', 'te kort', 'nieuw')).rejects.toMatchObject({ code: 'wachtwoord-te-kort' });
    await expect(make('Lpa', PASSWORD, 'nieuw')).rejects.toMatchObject({ code: 'gebruikersnaam-bezet' });
    await expect(make('nieuw', PASSWORD, 'bestaat-niet')).rejects.toMatchObject({ code: 'medewerker-onbekend' });
    await expect(make('nieuw', PASSWORD, 'nieuw')).resolves.toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('cookies over https', () => {
  it('cannot be set by another host of the organisation: only the name that such a host cannot give is read', async () => {
    const https = { 'x-forwarded-proto': 'https' };
    const visitor = browser();
    await visitor.get('/inloggen', https);
    await visitor.post('/inloggen', { gebruikersnaam: 'lpa', wachtwoord: PASSWORD }, https);
    const token = visitor.cookies.get('__Host-leerspoor_sessie')!;
    expect((await visitor.get('/dossiers', https)).statusCode).toBe(200);
    const planted = browser();
    planted.cookies.set('leerspoor_sessie', token);
    expect((await planted.get('/dossiers', https)).statusCode).toBe(401);
    planted.cookies.set('__Host-leerspoor_sessie', token);
    expect((await planted.get('/dossiers', https)).statusCode).toBe(200);
  });

  it('are Secure behind a proxy that says so, and always when others can reach us or the address is https', async () => {
    const visitor = browser();
    const byProxy = await visitor.get('/inloggen', { 'x-forwarded-proto': 'https' });
    expect(byProxy.cookies[0]).toMatchObject({
      ...{ name: '__Host-leerspoor_inloggen', path: '/', secure: true, sameSite: 'Strict' },
      httpOnly: true,
    });
    expect(byProxy.cookies[0]).not.toHaveProperty('domain');
    for (const change of [{ HOST: '0.0.0.0' }, { LEERSPOOR_ADRES: 'https://leerspoor.example' }]) {
      const open = await startWeb(change);
      const answer = await new Browser(open).get('/inloggen');
      expect(answer.cookies[0]).toMatchObject({ name: '__Host-leerspoor_inloggen', secure: true });
      await open.close();
    }
  });
});

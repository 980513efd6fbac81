import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get } from '@nestjs/common';
import { Voor } from '../../src/access/http/voor';
import { SYSTEM } from '../../src/access/actor';
import { Machines } from '../../src/access/machines/machines';
import { Encryption } from '../../src/platform/encryption';
import { aLogin, anEmployee } from '../web/builders';
import { Browser } from '../web/browser';
import { startWeb, type TestWeb, TODAY } from '../web/support';
import { OidcServer } from '../support/oidc';
import { cell } from '../../src/platform/place';
import { session as table } from '../../src/access/tables';

@Voor('ieder')
@Controller('api/v1/proeven')
class ProbeController {
  @Get()
  read() {
    return { goed: true };
  }
}

const folder = mkdtempSync(join(tmpdir(), 'leerspoor-oidc-'));
let server: OidcServer;
let web: TestWeb;
let address: string;

const CLAIMS = { name: 'Ada Adema', medewerker: 'ada', groepen: ['LPA'], gemeenten: ['0114', '0037', '9999'] };

function provider(code: string, client: string, more: object = {}) {
  return {
    ...{ code, naam: `Gemeente ${code}`, uitgever: server.issuer, client, geheimBestand: 'geheim' },
    ...{ medewerker: 'medewerker', voorvoegsel: 'emmen-', aanmaken: true },
    scopes: ['openid', 'profile', 'offline_access'],
    rollen: { claim: 'groepen', waarden: { LPA: 'leerplichtambtenaar', FB: 'functioneel-beheerder' } },
    gebieden: { gemeenten: { claim: 'gemeenten', toegestaan: ['0114', '0037'] } },
    ...more,
  };
}

beforeAll(async () => {
  // a free port, for an address that the provider knows before the application is there
  const free = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => free.once('listening', resolve));
  const { port } = free.address() as AddressInfo;
  await new Promise((resolve) => free.close(resolve));
  address = `http://127.0.0.1:${port}`;
  server = await OidcServer.start(address);
  writeFileSync(join(folder, 'geheim'), 'een geheim van de client\n');
  const settings = {
    aanbieders: [
      provider('emmen', 'leerspoor'),
      provider('sterk', 'leerspoor-sterk', {
        voorvoegsel: 'sterk-',
        verhoging: { rollen: ['functioneel-beheerder'], acr: ['sterk'], amr: ['mfa'] },
      }),
    ],
    systemen: [{ uitgever: server.issuer, jwks: `${server.issuer}/jwks`, publiek: 'urn:leerspoor:api' }],
  };
  writeFileSync(join(folder, 'oidc.json'), JSON.stringify(settings));
  web = await startWeb({ LEERSPOOR_OIDC: join(folder, 'oidc.json'), LEERSPOOR_ADRES: address }, [ProbeController]);
  await web.app.listen(port, '127.0.0.1');
});
afterAll(async () => {
  server?.stop();
  await web?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Leaves for the provider and comes back. */
async function arrive(code = 'emmen', visitor = new Browser(web)) {
  await visitor.get('/inloggen');
  const leaving = await visitor.get(`/inloggen/oidc/${code}?naar=%2Fdossiers`);
  const returned = await server.walk(String(leaving.headers.location));
  const path = returned.slice(address.length);
  return { visitor, leaving, path, answer: await visitor.get(path) };
}

const session = async (employee: string) =>
  web.database.read.get<Record<string, string | null>>(
    'SELECT s.* FROM session s JOIN account a ON a.id = s.account_id WHERE a.employee = ?',
    [employee],
  );
const renewNow = () =>
  web.database.work((work) => work.run("UPDATE session SET renew_at = '2026-01-01T00:00:00.000Z'"));

describe('someone who logs in at the own organisation', () => {
  it('leaves with PKCE, state and nonce, and comes back as the employee that the claims name', async () => {
    await server.choose({ account: 'sub-ada', claims: CLAIMS });
    const { visitor, leaving, answer } = await arrive();
    const asked = new URL(String(leaving.headers.location)).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) expect(asked.get(name)!.length).toBeGreaterThan(20);
    expect(answer.headers.location).toBe('/dossiers');
    const page = await visitor.get('/dossiers');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Ada Adema');
    const areas = await web.database.read.all("SELECT kind, area FROM employee_area WHERE employee = 'emmen-ada'");
    expect(areas).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'gemeente', area: '0114' })]));
    expect(areas).toHaveLength(2);
    const stored = JSON.stringify([await session('emmen-ada'), await web.database.read.all('SELECT * FROM account')]);
    expect(stored).not.toMatch(/eyJ|sub-ada/);
  });

  it('gets the roles and areas of the claims anew at each login, and none that the provider may not give', async () => {
    await server.choose({ account: 'sub-ada', claims: { ...CLAIMS, groepen: ['FB', 'anders'], gemeenten: '0037' } });
    await arrive();
    const row = await web.database.read.get("SELECT roles FROM employee WHERE code = 'emmen-ada'");
    expect(row).toEqual({ roles: 'functioneel-beheerder' });
    const areas = await web.database.read.all("SELECT area FROM employee_area WHERE employee = 'emmen-ada'");
    expect(areas).toEqual([{ area: '0037' }]);
  });

  it('gets an area only for the days that a claim names, and none where the claim cannot be read', async () => {
    const areasOf = async (gemeenten: unknown) => {
      await server.choose({ account: 'sub-ada', claims: { ...CLAIMS, gemeenten } });
      await arrive();
      return web.database.read.all(
        "SELECT area, from_date, until_date FROM employee_area WHERE employee = 'emmen-ada' AND kind = 'gemeente'",
      );
    };
    expect(await areasOf(['0114/2026-01-01/2026-12-31', '0363/2026-01-01/'])).toEqual([
      { area: '0114', from_date: '2026-01-01', until_date: '2026-12-31' },
    ]);
    expect(await areasOf(['0114/2026-13-01/', '0114/2026-02-01/2026-01-01'])).toEqual([]);
    expect(await areasOf('0114')).toEqual([{ area: '0114', from_date: null, until_date: null }]);
  });

  it('is refused without a role, as another employee than before, when blocked, or out of service', async () => {
    const codeOf = async () => (await arrive()).answer.statusCode;
    await server.choose({ account: 'sub-geen', claims: { ...CLAIMS, medewerker: 'geen', groepen: ['x'] } });
    expect(await codeOf()).toBe(403);
    await server.choose({ account: 'sub-ada', claims: { ...CLAIMS, medewerker: 'bob' } });
    expect(await codeOf()).toBe(403);
    await server.choose({ account: 'sub-zonder', claims: { name: 'Zonder' } });
    expect(await codeOf()).toBe(403);
    await server.choose({ account: 'sub-uit', claims: { ...CLAIMS, medewerker: 'uit' } });
    expect(await codeOf()).toBe(303);
    await web.database.work((work) =>
      work.run("UPDATE employee SET until_date = '2026-03-24' WHERE code = 'emmen-uit'"),
    );
    expect(await codeOf()).toBe(403);
    await server.choose({ account: 'sub-dicht', claims: { ...CLAIMS, medewerker: 'dicht' } });
    expect(await codeOf()).toBe(303);
    await web.database.work((work) =>
      work.run("UPDATE account SET locked_at = '2026-01-01T00:00:00.000Z' WHERE employee = 'emmen-dicht'"),
    );
    expect(await codeOf()).toBe(403);
  });

  it('cannot take over an employee who logs in elsewhere', async () => {
    await aLogin(web, 'emmen-lokaal', 'functioneel-beheerder');
    await server.choose({ account: 'sub-dief', claims: { ...CLAIMS, medewerker: 'lokaal' } });
    expect((await arrive()).answer.statusCode).toBe(403);
    expect(await web.database.read.get("SELECT roles FROM employee WHERE code = 'emmen-lokaal'")).toEqual({
      roles: 'functioneel-beheerder',
    });
    await anEmployee(web, 'emmen-bestand', 'leerplichtambtenaar', { school: ['01AB'], gemeente: ['0114'] });
    await server.choose({ account: 'sub-bestand', claims: { ...CLAIMS, medewerker: 'bestand', gemeenten: [] } });
    expect((await arrive()).answer.statusCode).toBe(303);
    // of schools these claims do not speak: the file decides
    expect(await web.database.read.all("SELECT area FROM employee_area WHERE employee = 'emmen-bestand'")).toEqual([
      { area: '01AB' },
    ]);
  });

  it('must come back in the browser that left, once, at the same provider', async () => {
    await server.choose({ account: 'sub-ada', claims: CLAIMS });
    const { path, visitor } = await arrive();
    expect((await new Browser(web).get(path)).statusCode).toBe(403);
    expect((await visitor.get(path)).statusCode).toBe(403);
    const leaving = await visitor.get('/inloggen/oidc/emmen');
    const returned = (await server.walk(String(leaving.headers.location))).slice(address.length);
    const wrong = [
      returned.replace(/state=[^&]+/, 'state=anders'),
      returned.replace('/emmen/', '/sterk/'),
      returned.replace(/code=[^&]+/, 'code=anders'),
      `${returned.split('?')[0]!}?error=access_denied`,
    ];
    const cookies = new Map(visitor.cookies);
    for (const one of wrong) {
      const other = new Browser(web);
      for (const [name, value] of cookies) other.cookies.set(name, value);
      expect((await other.get(one)).statusCode).toBe(403);
    }
    expect((await visitor.get('/inloggen/oidc/bestaat-niet')).statusCode).toBe(404);
  });

  it('does not get a session in through a token of before', async () => {
    await server.choose({ account: 'sub-ada', claims: CLAIMS });
    const { visitor } = await arrive();
    const before = visitor.cookies.get('leerspoor_sessie')!;
    await arrive('emmen', visitor);
    expect(visitor.cookies.get('leerspoor_sessie')).not.toBe(before);
    visitor.cookies.set('leerspoor_sessie', before);
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
  });
});

describe('a role that asks for a stronger login', () => {
  const chef = { name: 'Chef', medewerker: 'chef', groepen: ['FB'] };

  it('is sent back to the provider once, and let in when the login was strong enough', async () => {
    await server.choose({ account: 'sub-chef', claims: chef });
    const { visitor, answer } = await arrive('sterk');
    expect(answer.statusCode).toBe(303);
    const again = new URL(String(answer.headers.location));
    expect(again.searchParams.get('acr_values')).toBe('sterk');
    expect(again.searchParams.get('prompt')).toBe('login');
    expect((await visitor.get('/beheer')).statusCode).toBe(401);
    await server.say({ account: 'sub-chef', claims: chef, amr: ['pwd', 'mfa'] });
    const returned = (await server.walk(again.href)).slice(address.length);
    expect((await visitor.get(returned)).headers.location).toBe('/dossiers');
    expect((await visitor.get('/beheer')).statusCode).toBe(200);
  });

  it('is refused when it was not, and others are not asked', async () => {
    await server.choose({ account: 'sub-chef', claims: chef, amr: ['pwd'] });
    const { visitor, answer } = await arrive('sterk');
    const returned = (await server.walk(String(answer.headers.location))).slice(address.length);
    const refused = await visitor.get(returned);
    expect(refused.statusCode).toBe(403);
    expect(refused.body).toContain('sterkere manier');
    await server.choose({ account: 'sub-lpa', claims: { name: 'L', medewerker: 'lpa', groepen: ['LPA'] } });
    expect((await arrive('sterk')).answer.headers.location).toBe('/dossiers');
  });
});

describe('a session of a provider', () => {
  beforeEach(() => server.choose({ account: 'sub-sessie', claims: { ...CLAIMS, medewerker: 'sessie' } }));

  it('is renewed when its time is up, and ends when the provider says no', async () => {
    const { visitor } = await arrive();
    const before = (await session('emmen-sessie'))!;
    expect(before['renew_at']! > '2026-03-25').toBe(true);
    await renewNow();
    const codes = await Promise.all([1, 2, 3].map(async () => (await visitor.get('/dossiers')).statusCode));
    expect(codes).toEqual([200, 200, 200]);
    const after = (await session('emmen-sessie'))!;
    expect(after['renew_at']! > '2026-03-25').toBe(true);
    expect(after['refresh_token']).not.toBe(before['refresh_token']);
    const wrong = web.app
      .get(Encryption)
      .encrypt('geen token', cell(table, 'refresh_token', { token_hash: String(after['token_hash']) }));
    await web.database.work((work) => work.run('UPDATE session SET refresh_token = ?', [wrong]));
    await renewNow();
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
    expect(await session('emmen-sessie')).toBeUndefined();
  });

  it('gets the roles and areas of the claims anew when it is renewed, and ends when none is left', async () => {
    const { visitor } = await arrive();
    const rights = async () => ({
      ...(await web.database.read.get("SELECT roles FROM employee WHERE code = 'emmen-sessie'")),
      areas: (await web.database.read.all("SELECT area FROM employee_area WHERE employee = 'emmen-sessie'")).length,
    });
    const renewed = async (change: object) => {
      await server.say({ account: 'sub-sessie', claims: { ...CLAIMS, medewerker: 'sessie', ...change } });
      await renewNow();
      return (await visitor.get('/dossiers')).statusCode;
    };
    expect(await rights()).toEqual({ roles: 'leerplichtambtenaar', areas: 2 });
    expect(await renewed({ gemeenten: ['0114'] })).toBe(200);
    expect(await rights()).toEqual({ roles: 'leerplichtambtenaar', areas: 1 });
    // of nothing that is said nothing follows
    expect(await renewed({ groepen: undefined })).toBe(200);
    expect(await rights()).toEqual({ roles: 'leerplichtambtenaar', areas: 1 });
    expect(await renewed({ groepen: ['FB'] })).toBe(200);
    expect((await visitor.get('/beheer')).statusCode).toBe(200);
    expect(await renewed({ medewerker: 'bob' })).toBe(401);
    await server.choose({ account: 'sub-sessie', claims: { ...CLAIMS, medewerker: 'sessie' } });
    const second = (await arrive()).visitor;
    await server.say({ account: 'sub-sessie', claims: { ...CLAIMS, medewerker: 'sessie', groepen: [] } });
    await renewNow();
    expect((await second.get('/dossiers')).statusCode).toBe(401);
    expect(await session('emmen-sessie')).toBeUndefined();
  });

  it('ends when a role comes that asks for a stronger login than it was', async () => {
    const claims = { name: 'G', medewerker: 'groei', groepen: ['LPA'] };
    await server.choose({ account: 'sub-groei', claims, amr: ['pwd'] });
    const { visitor } = await arrive('sterk');
    expect((await visitor.get('/dossiers')).statusCode).toBe(200);
    await server.say({ account: 'sub-groei', claims: { ...claims, groepen: ['LPA', 'FB'] }, amr: ['pwd'] });
    await renewNow();
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
    expect(await web.database.read.get("SELECT roles FROM employee WHERE code = 'sterk-groei'")).toEqual({
      roles: 'leerplichtambtenaar',
    });
  });

  it('ends when a stronger login elsewhere brings such a role; the strong one goes on through a renewal', async () => {
    const claims = { name: 'T', medewerker: 'twee', groepen: ['LPA'] };
    await server.choose({ account: 'sub-twee', claims, amr: ['pwd'] });
    const weak = (await arrive('sterk')).visitor;
    expect((await weak.get('/beheer/medewerkers')).statusCode).toBe(404);
    await server.choose({ account: 'sub-twee', claims: { ...claims, groepen: ['LPA', 'FB'] }, amr: ['mfa'] });
    const strong = (await arrive('sterk')).visitor;
    expect((await weak.get('/beheer/medewerkers')).statusCode).toBe(401);
    expect((await strong.get('/beheer/medewerkers')).statusCode).toBe(200);
    await server.say({ account: 'sub-twee', claims: { ...claims, groepen: ['LPA', 'FB'] }, amr: ['mfa'] });
    await renewNow();
    expect((await strong.get('/beheer/medewerkers')).statusCode).toBe(200);
  });

  it('is ended at the provider too by who logs out', async () => {
    const { visitor } = await arrive();
    await visitor.get('/dossiers');
    const answer = await visitor.post('/uitloggen', {});
    expect(answer.statusCode).toBe(200);
    const [, farewell] = /^0;url=(.+)$/.exec(String(answer.headers['refresh']))!;
    expect(farewell).toContain(`${server.issuer}/session/end?`);
    expect(new URL(farewell!).searchParams.get('post_logout_redirect_uri')).toBe(`${address}/inloggen`);
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
  });

  it('ends when the provider logs someone out behind the back of the browser, and by no other word', async () => {
    const { visitor } = await arrive();
    await visitor.get('/dossiers');
    const tokens = ['', 'a.b.c', await server.token('rooster', 'een geheim van het rooster')];
    for (const logout_token of tokens) {
      const answer = await new Browser(web).post('/inloggen/oidc/emmen/afmelden', { logout_token });
      expect(answer.statusCode).toBe(400);
    }
    expect((await visitor.get('/dossiers')).statusCode).toBe(200);
    await server.logOut(`${server.issuer}/session/end`);
    for (let i = 0; i < 50 && (await session('emmen-sessie')); i++) await new Promise((r) => setTimeout(r, 20));
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
  });
});

describe('a system with a token of an issuer', () => {
  const ask = async (token: string) =>
    web.app
      .getHttpAdapter()
      .getInstance()
      .inject({ method: 'GET', url: '/api/v1/proeven', headers: { authorization: `Bearer ${token}` } });

  it('comes in once it has a koppeling, within its rights and dates', async () => {
    const token = await server.token('rooster', 'een geheim van het rooster');
    expect((await ask(token)).statusCode).toBe(401);
    const asked = { name: 'Rooster', schools: ['01AB'], rights: ['proeven:lezen'], until: TODAY };
    const machines = web.app.get(Machines);
    const known = { issuer: server.issuer, client: 'rooster' };
    const { id, key } = await machines.make(SYSTEM, asked, known);
    expect(key).toBeNull();
    expect((await ask(token)).statusCode).toBe(200);
    await expect(machines.make(SYSTEM, asked, known)).rejects.toMatchObject({ code: 'koppeling-bestaat' });
    await machines.revoke(SYSTEM, id);
    expect((await ask(token)).statusCode).toBe(401);
  });

  it('is refused with a token that was changed, is unsigned or meant for others', async () => {
    const token = await server.token('rooster', 'een geheim van het rooster');
    const [head, body, signature] = token.split('.') as [string, string, string];
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    const other = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), client_id: 'x' }),
    ).toString('base64url');
    const answers = await Promise.all(
      [`${none}.${body}.`, `${head}.${other}.${signature}`, `${head}.${body}.${signature.slice(1)}`].map(ask),
    );
    for (const { statusCode } of answers) expect(statusCode).toBe(401);
  });
});

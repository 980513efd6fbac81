import { Secret, TOTP } from 'otpauth';
import { ManageAccounts } from '../../src/access/accounts/manage-accounts';
import { systemActor } from '../../src/access/actor';
import { JobTime } from '../../src/jobs/job-time';
import { employee } from '../../src/access/tables';
import { cell } from '../../src/platform/place';
import { aLogin, anEmployee } from './builders';
import { Browser } from './browser';
import { SendMail } from '../../src/correspondence/mail/send-mail';
import { type MailServer, openMailServer } from '../support/smtp';
import { PASSWORD, startWeb, type TestWeb } from './support';

const AREAS = { gemeente: ['0037'] };
const command = () => systemActor('opdracht');
let web: TestWeb;
let post: MailServer;
let manage: ManageAccounts;
let now = Date.parse('2026-03-25T09:00:00Z');

beforeAll(async () => {
  post = await openMailServer();
  web = await startWeb({ LEERSPOOR_SMTP: post.address, LEERSPOOR_MAIL_VAN: 'leerspoor@emmen.example' });
  manage = web.app.get(ManageAccounts);
  jest.spyOn(JobTime.prototype, 'now').mockImplementation(() => now);
});
afterAll(async () => {
  await web.close();
  await post.close();
});
afterEach(() => (now += 60_000));

let addresses = 0;
const browser = () => new Browser(web, `10.0.1.${++addresses}`);
const codeOf = (secret: string, at = now) =>
  new TOTP({ secret: Secret.fromBase32(secret.replace(/ /g, '')) }).generate({ timestamp: at });
const secretOn = (page: string) => /<code>([A-Z2-7 ]+)<\/code>/.exec(page)![1]!;
const codesOn = (page: string) =>
  [...page.matchAll(/<code>([a-z0-9]{5}(?:-[a-z0-9]{5})+)<\/code>/g)].map((one) => one[1]!);

/** Goes the whole way from a one-time link to being logged in. */
async function settle(code: string) {
  await anEmployee(web, code, 'leerplichtambtenaar', AREAS);
  const { path: link } = await manage.invite(command(), code);
  const visitor = browser();
  await visitor.get(link);
  const fields = { link: link.split('=')[1]!, wachtwoord: PASSWORD, herhaling: PASSWORD };
  const chosen = await visitor.post('/wachtwoord-kiezen', fields);
  const page = await visitor.get(String(chosen.headers.location));
  const secret = secretOn(page.body);
  const done = await visitor.post('/inloggen/instellen', { code: codeOf(secret) });
  return { visitor, link, secret, chosen, page, done, recovery: codesOn(done.body) };
}

describe('someone who was invited', () => {
  it('chooses a password, sets codes up, keeps recovery codes and is in', async () => {
    const { visitor, chosen, page, done, recovery } = await settle('nieuw');
    expect(chosen.headers.location).toBe('/inloggen/instellen');
    expect(page.body).toContain('<svg');
    expect(page.body).not.toMatch(/<script(?! src=)|\sstyle=/);
    expect(done.statusCode).toBe(200);
    expect(recovery).toHaveLength(10);
    for (const code of recovery) expect(code).toMatch(/^([a-z2-9]{5}-){2}[a-z2-9]{5}$/);
    expect((await visitor.get('/dossiers')).statusCode).toBe(200);
    const stored = JSON.stringify([
      await web.database.read.all('SELECT * FROM account'),
      await web.database.read.all('SELECT * FROM recovery_code'),
      await web.database.read.all('SELECT * FROM account_link'),
    ]);
    expect(stored).not.toContain(secretOn(page.body).replace(/ /g, ''));
    for (const code of recovery) expect(stored).not.toContain(code.replaceAll('-', ''));
  });

  it('sees nothing before the codes are set up, and nothing with the token of before', async () => {
    await anEmployee(web, 'half', 'leerplichtambtenaar', AREAS);
    const { path: link } = await manage.invite(command(), 'half');
    const visitor = browser();
    await visitor.get(link);
    const fields = { link: link.split('=')[1]!, wachtwoord: PASSWORD, herhaling: PASSWORD };
    await visitor.post('/wachtwoord-kiezen', fields);
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
    const before = visitor.cookies.get('leerspoor_sessie')!;
    const page = await visitor.get('/inloggen/instellen');
    expect((await visitor.post('/inloggen/instellen', { code: '000000' })).statusCode).toBe(422);
    await visitor.get('/inloggen/instellen');
    await visitor.post('/inloggen/instellen', { code: codeOf(secretOn(page.body)) });
    expect(visitor.cookies.get('leerspoor_sessie')).not.toBe(before);
    visitor.cookies.set('leerspoor_sessie', before);
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
  });

  it('can use the link once, not after its time, and not with a weak or mistyped password', async () => {
    const { link } = await settle('eenmaal');
    expect((await browser().get(link)).statusCode).toBe(410);
    await anEmployee(web, 'laat', 'leerplichtambtenaar', AREAS);
    const { path: late } = await manage.invite(command(), 'laat');
    const visitor = browser();
    await visitor.get(late);
    const choose = (wachtwoord: string, herhaling = wachtwoord) =>
      visitor.post('/wachtwoord-kiezen', { link: late.split('=')[1]!, wachtwoord, herhaling });
    expect((await choose('kort')).body).toContain('ten minste 12 tekens');
    expect((await choose('aaaaaaaaaaaaaaaa')).body).toContain('meer verschillende tekens');
    expect((await choose(PASSWORD, `${PASSWORD}x`)).body).toContain('niet gelijk');
    await web.database.work((work) => work.run("UPDATE account_link SET ends_at = '2026-01-01T00:00:00.000Z'"));
    expect((await choose(PASSWORD)).statusCode).toBe(410);
  });
});

describe('logging in with a code', () => {
  const begin = async (name: string) => {
    const visitor = browser();
    const answer = await visitor.login(name);
    expect(answer.headers.location).toMatch(/^\/inloggen\/code\?naar=/);
    await visitor.get('/inloggen/code');
    return visitor;
  };

  it('takes a code once, and those of one step before and after, no other', async () => {
    const { secret } = await settle('codes');
    now += 60_000;
    const first = await begin('codes');
    expect((await first.get('/dossiers')).statusCode).toBe(401);
    await first.get('/inloggen/code');
    for (const at of [now - 60_000, now + 60_000]) {
      expect((await first.post('/inloggen/code', { code: codeOf(secret, at) })).statusCode).toBe(422);
    }
    const code = codeOf(secret, now + 30_000);
    expect((await first.post('/inloggen/code', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` })).statusCode).toBe(
      303,
    );
    expect((await first.get('/dossiers')).statusCode).toBe(200);
    const second = await begin('codes');
    expect((await second.post('/inloggen/code', { code })).statusCode).toBe(422);
    expect((await second.post('/inloggen/code', { code: codeOf(secret, now) })).statusCode).toBe(422);
  });

  it('takes each recovery code once', async () => {
    const { recovery } = await settle('herstel');
    const first = await begin('herstel');
    expect((await first.post('/inloggen/code', { code: recovery[3]!.toUpperCase() })).statusCode).toBe(303);
    const second = await begin('herstel');
    expect((await second.post('/inloggen/code', { code: recovery[3]! })).statusCode).toBe(422);
    expect((await second.post('/inloggen/code', { code: recovery[4]! })).statusCode).toBe(303);
  });

  it('stops after five wrong codes, whatever the address', async () => {
    const { secret } = await settle('raden');
    now += 60_000;
    const codes: number[] = [];
    for (let i = 0; i < 6; i++) {
      const visitor = await begin('raden');
      codes.push((await visitor.post('/inloggen/code', { code: '123' })).statusCode);
    }
    expect(codes).toEqual([422, 422, 422, 422, 422, 429]);
    const visitor = await begin('raden');
    expect((await visitor.post('/inloggen/code', { code: codeOf(secret) })).statusCode).toBe(429);
  });

  it('refuses a form without the token of its session, and a step that is not asked for', async () => {
    const { secret } = await settle('vorm');
    now += 60_000;
    const visitor = await begin('vorm');
    const code = codeOf(secret);
    expect((await visitor.post('/inloggen/code', { code, _csrf: 'x'.repeat(43) })).statusCode).toBe(403);
    expect((await visitor.get('/inloggen/instellen')).headers.location).toBe('/inloggen');
    expect((await browser().get('/inloggen/code')).headers.location).toBe('/inloggen');
  });
});

describe('who manages accounts', () => {
  it('locks and opens them, ends sessions, and gives new links', async () => {
    const { visitor, secret } = await settle('beheerd');
    const { id } = (await web.database.read.get<{ id: string }>("SELECT id FROM account WHERE username = 'beheerd'"))!;
    await manage.endSessions(command(), id);
    expect((await visitor.get('/dossiers')).statusCode).toBe(401);
    await manage.lock(command(), id, true);
    const refused = await browser().login('beheerd');
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('De gebruikersnaam of het wachtwoord klopt niet.');
    await manage.lock(command(), id, false);
    const link = await manage.link(command(), id, 'herstel');
    const again = browser();
    await again.get(link);
    const other = 'een heel ander wachtwoord';
    const fields = { link: link.split('=')[1]!, wachtwoord: other, herhaling: other };
    expect((await again.post('/wachtwoord-kiezen', fields)).headers.location).toBe('/inloggen/code');
    now += 60_000;
    await again.get('/inloggen/code');
    expect((await again.post('/inloggen/code', { code: codeOf(secret) })).statusCode).toBe(303);
    expect((await browser().login('beheerd')).statusCode).toBe(422);
  });

  it('may not be just anyone, and does not shut the own account', async () => {
    await anEmployee(web, 'gewoon', 'leerplichtambtenaar', AREAS);
    await anEmployee(web, 'chef', 'functioneel-beheerder');
    const someone = (employee: string, role: 'leerplichtambtenaar' | 'functioneel-beheerder') => ({
      ...systemActor('pagina'),
      visitor: {
        ...{ employee, name: employee, roles: [role], boa: false, from: null, until: null },
        ...{ municipalities: [], regions: [], schools: [] },
      },
    });
    await expect(manage.invite(someone('gewoon', 'leerplichtambtenaar'), 'chef')).rejects.toMatchObject({
      status: 403,
    });
    await expect(manage.invite(systemActor('pagina'), 'chef')).rejects.toMatchObject({ status: 403 });
    const chef = someone('chef', 'functioneel-beheerder');
    await expect(manage.administrator(chef, 'a@voorbeeld.nl')).rejects.toMatchObject({ status: 403 });
    await manage.invite(chef, 'chef');
    await expect(manage.invite(chef, 'chef')).rejects.toMatchObject({ code: 'account-bestaat' });
    const { id } = (await web.database.read.get<{ id: string }>("SELECT id FROM account WHERE username = 'chef'"))!;
    await expect(manage.lock(chef, id, true)).rejects.toMatchObject({ code: 'eigen-account' });
  });

  it('begins with a link for the first of them, who logs in by e-mail address', async () => {
    await expect(manage.administrator(command(), 'geen adres')).rejects.toMatchObject({ code: 'email-ongeldig' });
    const first = await manage.administrator(command(), 'Beheer@Voorbeeld.nl');
    const second = await manage.administrator(command(), 'beheer@voorbeeld.nl');
    expect((await browser().get(first)).statusCode).toBe(410);
    const visitor = browser();
    await visitor.get(second);
    const fields = { link: second.split('=')[1]!, wachtwoord: PASSWORD, herhaling: PASSWORD };
    expect((await visitor.post('/wachtwoord-kiezen', fields)).headers.location).toBe('/inloggen/instellen');
    const page = await visitor.get('/inloggen/instellen');
    await visitor.post('/inloggen/instellen', { code: codeOf(secretOn(page.body)) });
    const answer = await browser().login('BEHEER@voorbeeld.nl');
    expect(answer.headers.location).toMatch(/^\/inloggen\/code/);
    expect(JSON.stringify(await web.database.read.all('SELECT * FROM employee'))).not.toMatch(/voorbeeld\.nl/i);
  });
});

describe('the page of accounts', () => {
  it('is for the functioneel-beheerder alone, who invites and blocks from it', async () => {
    await aLogin(web, 'fb', 'functioneel-beheerder');
    await aLogin(web, 'lpa', 'leerplichtambtenaar', AREAS);
    await anEmployee(web, 'gast', 'leerplichtambtenaar', AREAS);
    const stranger = browser();
    await stranger.login('lpa');
    expect((await stranger.get('/beheer/accounts')).statusCode).toBe(404);
    const refused = await stranger.post('/beheer/accounts', { actie: 'uitnodigen', wie: 'gast' });
    expect(refused.statusCode).toBe(404);
    const manager = browser();
    await manager.login('fb');
    expect((await manager.get('/beheer/accounts')).body).toContain('Medewerker gast');
    const given = await manager.post('/beheer/accounts', { actie: 'uitnodigen', wie: 'gast' });
    const link = /http:\/\/127\.0\.0\.1:3000(\/wachtwoord-kiezen\?link=[\w-]{43})/.exec(given.body)![1]!;
    expect((await browser().get(link)).statusCode).toBe(200);
    const { id } = (await web.database.read.get<{ id: string }>("SELECT id FROM account WHERE username = 'gast'"))!;
    expect((await manager.post('/beheer/accounts', { actie: 'blokkeren', wie: id })).statusCode).toBe(303);
    expect((await browser().get(link)).statusCode).toBe(410);
    expect((await manager.get('/beheer/accounts')).body).toContain('geblokkeerd');
    for (const wie of ['', 'x', '0190a000-0000-7000-8000-000000000000']) {
      const { statusCode } = await manager.post('/beheer/accounts', { actie: 'blokkeren', wie });
      expect([404, 422]).toContain(statusCode);
    }
    expect((await manager.post('/beheer/accounts', { actie: 'anders', wie: id })).statusCode).toBe(422);
  });
});

describe('someone who forgot the password', () => {
  const ask = async (name: string, visitor = browser()) => {
    await visitor.get('/wachtwoord-vergeten');
    return visitor.post('/wachtwoord-vergeten', { gebruikersnaam: name });
  };
  const mailed = async () => {
    await web.app.get(SendMail).start();
    return post.received.map(
      ({ text }) => /\/wachtwoord-kiezen\?link=[\w=-]+/.exec(text.replace(/=\r\n/g, '').replace(/=3D/g, '='))![0],
    );
  };

  it('gets a link by mail that works once and leaves the second factor, and everybody gets the same answer', async () => {
    const { secret } = await settle('vergeten');
    await settle('zonder-mail');
    const email = web.encryption.encrypt('vergeten@emmen.example', cell(employee, 'email', { code: 'vergeten' }));
    await web.database.work((work) => work.run("UPDATE employee SET email = ? WHERE code = 'vergeten'", [email]));
    expect((await browser().get('/inloggen')).body).toContain('href="/wachtwoord-vergeten"');
    const answers = [];
    for (const name of ['vergeten', 'zonder-mail', 'bestaat-niet', '']) {
      const begun = Date.now();
      answers.push((await ask(name)).body);
      expect(Date.now() - begun).toBeGreaterThan(290);
    }
    expect(new Set(answers).size).toBe(1);
    const [link, ...more] = await mailed();
    expect(more).toEqual([]);
    expect(post.received[0]!.to).toEqual(['vergeten@emmen.example']);
    const stored = JSON.stringify(await web.database.read.all('SELECT * FROM mail'));
    expect(stored).not.toContain(link!.split('link=')[1]!);
    const visitor = browser();
    const page = await visitor.get(link!);
    expect(page.statusCode).toBe(200);
    const fields = { link: link!.split('link=')[1]!, wachtwoord: `${PASSWORD} nieuw`, herhaling: `${PASSWORD} nieuw` };
    expect((await visitor.post('/wachtwoord-kiezen', fields)).headers.location).toBe('/inloggen/code');
    expect((await browser().get(link!)).statusCode).toBe(410);
    now += 60_000;
    await visitor.get('/inloggen/code');
    expect((await visitor.post('/inloggen/code', { code: codeOf(secret) })).statusCode).toBe(303);
    expect((await browser().login('vergeten')).statusCode).toBe(422);
  });

  it('can ask five times, then nothing is sent, and a form of elsewhere is refused', async () => {
    for (let i = 0; i < 7; i++) expect((await ask('vergeten')).statusCode).toBe(200);
    expect((await mailed()).length).toBeLessThanOrEqual(5);
    const stranger = browser();
    expect((await stranger.post('/wachtwoord-vergeten', { gebruikersnaam: 'vergeten' })).statusCode).toBe(403);
  });

  it('keeps the invitation, whoever asks for a link by mail, until either of the two is used', async () => {
    await anEmployee(web, 'genodigd', 'leerplichtambtenaar', AREAS);
    const email = web.encryption.encrypt('genodigd@emmen.example', cell(employee, 'email', { code: 'genodigd' }));
    await web.database.work((work) => work.run("UPDATE employee SET email = ? WHERE code = 'genodigd'", [email]));
    const { path: invitation } = await manage.invite(command(), 'genodigd');
    await ask('genodigd');
    expect((await browser().get(invitation)).statusCode).toBe(200);
    const first = (await mailed()).at(-1)!;
    await ask('genodigd');
    const second = (await mailed()).at(-1)!;
    // of its own kind the newer ends the older
    expect((await browser().get(first)).statusCode).toBe(410);
    expect((await browser().get(second)).statusCode).toBe(200);
    const visitor = browser();
    await visitor.get(invitation);
    const fields = { link: invitation.split('=')[1]!, wachtwoord: PASSWORD, herhaling: PASSWORD };
    expect((await visitor.post('/wachtwoord-kiezen', fields)).statusCode).toBe(303);
    for (const link of [invitation, second]) expect((await browser().get(link)).statusCode).toBe(410);
    // a new invitation ends every other link
    await ask('genodigd');
    const third = (await mailed()).at(-1)!;
    const { id } = (await web.database.read.get<{ id: string }>("SELECT id FROM account WHERE username = 'genodigd'"))!;
    await manage.link(command(), id, 'uitnodiging');
    expect((await browser().get(third)).statusCode).toBe(410);
  });
});

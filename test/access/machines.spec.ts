import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { actorOf, type Request } from '../../src/access/http/request';
import { Voor } from '../../src/access/http/voor';
import { SYSTEM, visitorOf } from '../../src/access/actor';
import { Machines } from '../../src/access/machines/machines';
import { asDay } from '../../src/law/day';
import { aLogin } from '../web/builders';
import { Browser } from '../web/browser';
import { startWeb, type TestWeb, TODAY } from '../web/support';

@Voor('ieder')
@Controller('api/v1/proeven')
class ProbeController {
  @Get()
  read(@Req() request: Request) {
    const { employee, roles, schools } = visitorOf(actorOf(request));
    return { employee, roles, schools };
  }

  @Post()
  write(@Body() body: unknown) {
    return body;
  }
}

let web: TestWeb;
let machines: Machines;
beforeAll(async () => {
  web = await startWeb({}, [ProbeController]);
  machines = web.app.get(Machines);
  await aLogin(web, 'lpa', 'leerplichtambtenaar', { gemeente: ['0037'] });
});
afterAll(() => web.close());

const ASKED = { name: 'Rooster', schools: ['01AB', '02CD00'], rights: ['proeven:lezen'], until: TODAY };
const make = async (change: Partial<typeof ASKED> = {}) => {
  const { id, key } = await machines.make(SYSTEM, { ...ASKED, ...change });
  return { id, key: key! };
};
const day = (text: string) => asDay(text);

const ask = (authorization: string, options: { url?: string; method?: 'GET' | 'POST'; cookie?: string } = {}) =>
  web.app
    .getHttpAdapter()
    .getInstance()
    .inject({
      method: options.method ?? 'GET',
      url: options.url ?? '/api/v1/proeven',
      headers: { authorization, ...(options.cookie ? { cookie: options.cookie } : {}) },
      ...(options.method === 'POST' ? { payload: { a: 1 } } : {}),
    });

describe('a system of a school', () => {
  it('comes in with its key, as someone of its schools and nothing more', async () => {
    const { id, key } = await make();
    const answer = await ask(`Bearer ${key}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      employee: `koppeling:${id}`,
      roles: ['schoolmedewerker'],
      schools: ['01AB', '02CD00'],
    });
  });

  it('may only do what its rights say, per resource and per kind', async () => {
    const reads = (await make()).key;
    const writes = (await make({ rights: ['proeven:schrijven'] })).key;
    const other = (await make({ rights: ['dossiers:lezen', 'proef:lezen'] })).key;
    const codes = async (key: string) => [
      (await ask(`Bearer ${key}`)).statusCode,
      (await ask(`Bearer ${key}`, { method: 'POST' })).statusCode,
    ];
    expect(await codes(reads)).toEqual([200, 403]);
    expect(await codes(writes)).toEqual([403, 201]);
    expect(await codes(other)).toEqual([403, 403]);
  });

  it('cannot come in where people come in', async () => {
    const { key } = await make();
    expect((await ask(`Bearer ${key}`, { url: '/dossiers' })).statusCode).toBe(401);
  });

  it('gets one and the same 401, whatever is wrong', async () => {
    const revoked = await make();
    await machines.revoke(SYSTEM, revoked.id);
    await machines.revoke(SYSTEM, revoked.id);
    const over = await make();
    await web.database.work((work) => work.run("UPDATE machine SET until_date = '2026-03-24' WHERE id = ?", [over.id]));
    const { key } = await make();
    const session = new Browser(web);
    await session.login('lpa');
    const cookie = [...session.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const wrong = [
      `Bearer ${revoked.key}`,
      `Bearer ${over.key}`,
      `Bearer ${key}x`,
      `Bearer ${key.replace('leerspoor_', '')}`,
      'Bearer ',
      'Bearer a b',
      `Basic ${key}`,
      'Bearer aaa.bbb.ccc',
    ];
    const answers = [await ask('', { cookie: 'leerspoor_sessie=onbekend' })];
    // a session beside it does not help a bearer that is wrong
    for (const one of wrong) answers.push(await ask(one, { cookie }));
    for (const answer of answers) {
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="leerspoor"');
      expect(answer.body).toBe(answers[0]!.body);
    }
  });

  it('is let in up to and including its last day', async () => {
    const { key } = await make({ until: TODAY });
    expect((await ask(`Bearer ${key}`)).statusCode).toBe(200);
  });

  it('leaves only the hash of its key, and the day it was last used', async () => {
    const { id, key } = await make();
    expect((await machines.list()).find((one) => one.id === id)).toMatchObject({ lastUsedOn: null, revoked: false });
    await ask(`Bearer ${key}`);
    expect((await machines.list()).find((one) => one.id === id)).toMatchObject({ lastUsedOn: TODAY });
    expect(JSON.stringify(await web.database.read.all('SELECT * FROM machine'))).not.toContain(key.slice(12));
  });

  it('is accounted for where it is made and where it is revoked, once', async () => {
    const { id } = await make();
    await machines.revoke(SYSTEM, id);
    await machines.revoke(SYSTEM, id);
    const rows = await web.database.read.all<{ action: string }>(
      "SELECT action FROM audit_entry WHERE object = 'koppeling' AND object_id = ? ORDER BY action",
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['toevoegen', 'wijzigen']);
  });

  it('is refused where it is asked for badly, with all that is wrong in one answer', async () => {
    const bad = [
      { name: ' ' },
      { schools: [] },
      { schools: ['1AB'] },
      { rights: [] },
      { rights: ['proeven'] },
      { rights: ['proeven:wissen'] },
      { until: day('2026-03-24') },
      { until: day('2028-03-26') },
    ];
    for (const change of bad) await expect(make(change)).rejects.toMatchObject({ code: 'koppeling-ongeldig' });
    const all = await make({ name: '', schools: ['x'], rights: ['y'] }).catch((error: { fields: unknown[] }) => error);
    expect((all as { fields: unknown[] }).fields).toHaveLength(3);
    await expect(make({ until: day('2028-03-25'), schools: [' 01ab '], rights: ['A:LEZEN'] })).resolves.toBeDefined();
    await expect(machines.revoke(SYSTEM, '0190a000-0000-7000-8000-000000000000')).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe('the API with a session', () => {
  it('reads, and changes only with the token of the session in a header, from here', async () => {
    const browser = new Browser(web);
    await browser.login('lpa');
    const json = { 'content-type': 'application/json', accept: 'application/json' };
    expect((await browser.get('/api/v1/proeven')).json()).toMatchObject({ employee: 'lpa' });
    const change = (headers: Record<string, string>) =>
      browser.send({ method: 'POST', url: '/api/v1/proeven', payload: '{"a":1}', headers: { ...json, ...headers } });
    expect((await change({})).statusCode).toBe(403);
    expect((await change({ 'x-csrf-token': 'x'.repeat(43) })).statusCode).toBe(403);
    expect((await change({ 'x-csrf-token': browser.csrf, origin: 'https://elders.example' })).statusCode).toBe(403);
    expect((await change({ 'x-csrf-token': browser.csrf })).statusCode).toBe(201);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountService } from '../../src/access/accounts/accounts';
import { migrations, tables } from '../../src/cli/schema';
import { startServer } from '../../src/cli/serving/server';
import { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { newId } from '../../src/platform/ids';
import { readSettings } from '../../src/platform/settings';
import { Browser } from './browser';
import { aLogin } from './builders';
import { LogLines, TODAY, type TestWeb } from './support';

const BOARD = '/beheer/wachtrij';
/** far ahead, so that the server at work leaves it alone; it is shown all the same */
const FIRST = '1970-01-01T00:00:00.000Z';
let folder: string;
let web: TestWeb;

async function put(subject: string, state: 'wacht' | 'mislukt'): Promise<string> {
  const id = newId();
  const later = new Date(Date.now() + 300_000).toISOString();
  const columns = ['id', 'kind', 'subject', 'state', 'not_before', 'attempts', 'asked_at', 'last_error', 'created_at'];
  const error = state === 'mislukt' ? 'TypeError (cases/judging/judge-pupils.ts:12)' : null;
  const row = [id, 'wijs-toe', subject, state, later, state === 'mislukt' ? 5 : 1, FIRST, error, FIRST];
  await web.database.work((work) => work.insert('outbox', columns, [row]));
  return id;
}

const stateOf = (id: string) => web.database.read.get('SELECT state FROM outbox WHERE id = ?', [id]);
const ask = (who: Browser, method: 'PUT' | 'POST' | 'PATCH', path: string, headers: Record<string, string> = {}) =>
  who.ask(method, `${BOARD}/api/queues${path}`, { 'sec-fetch-site': 'same-origin', ...headers });
const loggedIn = async (name: string): Promise<Browser> => {
  const visitor = new Browser(web);
  expect((await visitor.login(name)).statusCode).toBe(303);
  return visitor;
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leerspoor-board-'));
  const settings = readSettings({
    LEERSPOOR_DATABASE: join(folder, 'board.db'),
    LEERSPOOR_SLEUTEL: newSecret(),
    LEERSPOOR_PEILDATUM: TODAY,
    LEERSPOOR_LOGNIVEAU: 'silent',
    PORT: '0',
  });
  const empty = await openDatabase({ address: settings.LEERSPOOR_DATABASE, tables, migrations });
  await empty.migrate();
  await empty.close();
  const { app } = await startServer(settings);
  web = {
    ...{ app, settings, logs: new LogLines(), close: () => app.close() },
    ...{ database: app.get(Database), encryption: app.get(Encryption), accounts: app.get(AccountService) },
  };
  await aLogin(web, 'fb', 'functioneel-beheerder');
  await aLogin(web, 'lpa', 'leerplichtambtenaar,privacy-officer', { gemeente: ['0037'] });
}, 60_000);
afterAll(async () => {
  await web.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the queue on Bull Board', () => {
  it('asks for a login', async () => {
    for (const path of ['', '/', '/queue/taken', '/api/queues', '/static/js/main.js']) {
      expect((await new Browser(web).get(`${BOARD}${path}`)).statusCode).toBe(401);
    }
  });

  it('is closed to every role but the functioneel-beheerder', async () => {
    const visitor = await loggedIn('lpa');
    const id = await put('dicht', 'mislukt');
    for (const path of ['/', '/api/queues', `/api/queues/taken/${id}`]) {
      const answer = await visitor.get(`${BOARD}${path}`);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toContain(id);
    }
    expect((await ask(visitor, 'PUT', `/taken/${id}/retry`)).statusCode).toBe(404);
    expect(await stateOf(id)).toEqual({ state: 'mislukt' });
  });

  it('shows what waits and what failed, with the error and without whom it is about', async () => {
    const [waiting, failed] = [await put('een-geheim', 'wacht'), await put('nog-een-geheim', 'mislukt')];
    const visitor = await loggedIn('fb');
    const page = await visitor.get(`${BOARD}/`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Wachtrij');
    const list = await visitor.get(`${BOARD}/api/queues?activeQueue=taken&status=latest&page=1&jobsPerPage=10`);
    expect(list.statusCode).toBe(200);
    expect(list.body).not.toContain('geheim');
    const [queue] = (JSON.parse(list.body) as { queues: { counts: object; jobs: { id: string }[] }[] }).queues;
    expect(queue!.jobs.map((job) => job.id)).toEqual(expect.arrayContaining([waiting, failed]));
    expect(queue!.jobs).toContainEqual(
      expect.objectContaining({ id: failed, attempts: 5, failedReason: expect.stringMatching(/^TypeError/) }),
    );
    const one = await visitor.get(`${BOARD}/api/queues/taken/${failed}`);
    expect(JSON.parse(one.body)).toMatchObject({ status: 'failed', job: { id: failed } });
    for (const unknown of [newId(), 'x'] as const) {
      expect((await visitor.get(`${BOARD}/api/queues/taken/${unknown}`)).statusCode).toBe(404);
    }
  });

  it('tries one again, and all', async () => {
    const ids = [await put('een', 'mislukt'), await put('twee', 'mislukt'), await put('drie', 'mislukt')];
    const visitor = await loggedIn('fb');
    expect((await ask(visitor, 'PUT', `/taken/${ids[0]}/retry`)).statusCode).toBe(204);
    expect(await stateOf(ids[0]!)).toBeUndefined();
    expect((await ask(visitor, 'PUT', '/taken/retry/failed')).statusCode).toBe(200);
    for (const id of ids) expect(await stateOf(id)).toBeUndefined();
    const left = await web.database.read.get("SELECT COUNT(*) AS n FROM outbox WHERE state = 'mislukt'");
    expect(left).toEqual({ n: 0 });
  });

  it('lets nothing be thrown away, added or stopped', async () => {
    const id = await put('blijft', 'mislukt');
    const visitor = await loggedIn('fb');
    const refused: ['PUT' | 'POST' | 'PATCH', string][] = [
      ['PUT', `/taken/${id}/clean`],
      ['PUT', '/taken/clean/failed'],
      ['PUT', '/taken/empty'],
      ['PUT', '/taken/obliterate'],
      ['PUT', '/taken/pause'],
      ['PUT', '/pause'],
      ['POST', '/taken/add'],
      ['PATCH', `/taken/${id}/update-data`],
      ['PUT', `/taken/${id}/promote`],
      ['PUT', '/taken/retry/completed'],
    ];
    for (const [method, path] of refused) {
      expect({ path, status: (await ask(visitor, method, path)).statusCode }).toEqual({ path, status: 405 });
    }
    expect(await stateOf(id)).toEqual({ state: 'mislukt' });
  });

  it('takes no change from another site', async () => {
    const id = await put('elders', 'mislukt');
    const visitor = await loggedIn('fb');
    const answer = await ask(visitor, 'PUT', `/taken/${id}/retry`, { 'sec-fetch-site': 'cross-site' });
    expect(answer.statusCode).toBe(405);
    expect(await stateOf(id)).toEqual({ state: 'mislukt' });
  });

  it('runs scripts of its own on its own path, and nowhere else', async () => {
    const visitor = await loggedIn('fb');
    const policy = async (path: string) => String((await visitor.get(path)).headers['content-security-policy']);
    expect(await policy(`${BOARD}/`)).toContain("style-src 'self' 'unsafe-inline'");
    expect(await policy(`${BOARD}/`)).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(await policy('/dossiers')).not.toContain('unsafe-inline');
  });
});

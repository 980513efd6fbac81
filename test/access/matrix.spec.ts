import { routesOf } from '../../src/access/http/route-rules';
import { type Role, ROLES } from '../../src/access/roles';
import { ApiModule } from '../../src/api/api.module';
import { newId } from '../../src/platform/ids';
import { WebModule } from '../../src/web/web.module';
import { ApiClient } from '../api/support';
import { Browser } from '../web/browser';
import * as build from '../web/builders';
import { startWeb, type TestWeb } from '../web/support';

/** Reads what a visitor of another area may never tell from what is not there: every route with an id, every role. */
const ROUTES = routesOf(ApiModule, WebModule).filter((one) => !one.open);
const WITH_ID = ROUTES.filter((one) => one.path.includes(':') && one.method !== 'SSE');
const ABSENT = newId();
/** What a session does not protect, and what does. */
const NOT_BY_SESSION = new Map([
  ['/inloggen/code', 'only who gave a password and has no session yet: others are led away'],
  ['/inloggen/instellen', 'as above'],
  ['/wachtwoord-vergeten', 'not there without a mail server; see second-factor.spec.ts'],
  ['/inloggen/oidc/:aanbieder/afmelden', 'a token that the provider signed; see oidc.spec.ts'],
]);
/** the pages' own address, as a browser says it with a form; light-my-request asks for localhost:80 */
const HERE = 'http://localhost:80';

let web: TestWeb;
let elsewhere: string[];
const pages = new Map<Role, Browser>();
const clients = new Map<Role, ApiClient>();

beforeAll(async () => {
  // every route is walked for every role: far more than a person asks in a minute
  web = await startWeb({ LEERSPOOR_VERZOEKEN_PER_MINUUT: 100_000 });
  const areas = { gemeente: ['0037'], regio: ['01'], school: ['99VA'] };
  for (const role of ROLES) {
    await build.aLogin(web, role, role, areas);
    const browser = new Browser(web, `10.9.0.${ROLES.indexOf(role) + 1}`);
    await browser.login(role);
    pages.set(role, browser);
    clients.set(role, await ApiClient.login(web, role));
  }
  await build.aSchool(web, '02CD00', 'Elders', '0363');
  const pupil = await build.aPupil(web, { municipality: '0363' });
  const youth = await build.aPupil(web, { municipality: '0363', born: '2005-01-01' });
  await build.anEnrolment(web, pupil.id, '02CD00');
  const dossier = await build.aDossier(web, pupil.id);
  const guided = await build.aDossier(web, youth.id, { regime: 'doorstroompunt', role: 'rmc-trajectbegeleider' });
  const signal = await build.aSignal(web, pupil.id, dossier, build.EVIDENCE, { location: '02CD00' });
  elsewhere = [pupil.id, youth.id, dossier, guided, signal];
}, 120_000);
afterAll(() => web.close());

const address = (path: string, id: string) => path.replace(/:\w+/g, id);

async function ask(role: Role, method: string, path: string): Promise<{ status: number; body: string }> {
  if (path.startsWith('/api/v1')) {
    const sent = method === 'GET' ? {} : { body: {} };
    const { status, body } = await clients.get(role)!.send(method as 'GET', path.slice('/api/v1'.length), sent);
    return { status, body };
  }
  const browser = pages.get(role)!;
  const answer = method === 'GET' ? await browser.get(path) : await browser.post(path, {});
  return { status: answer.statusCode, body: answer.body };
}

describe('the matrix of routes and roles', () => {
  it('walks pages and API', () => {
    expect(ROUTES.length).toBeGreaterThan(25);
    expect(WITH_ID.length).toBeGreaterThan(8);
  });

  it.each(ROUTES.map((one): [string, string] => [one.method, one.path]))(
    '%s %s: nobody without a login',
    async (method, path) => {
      const answer = await web.app
        .getHttpAdapter()
        .getInstance()
        .inject({
          method: (method === 'SSE' ? 'GET' : method) as 'GET',
          url: address(path, ABSENT),
          headers: { accept: 'text/html' },
        });
      expect(answer.statusCode).toBe(401);
    },
  );

  it.each(ROLES)(
    'a %s sees of another area what does not exist, on every route with an id',
    async (role) => {
      const told: string[] = [];
      for (const { method, path } of WITH_ID) {
        const absent = await ask(role, method, address(path, ABSENT));
        for (const id of elsewhere) {
          const answer = await ask(role, method, address(path, id));
          const same = answer.status === absent.status && plain(answer.body, id) === plain(absent.body, ABSENT);
          if (!same) told.push(`${method} ${path}: ${answer.status} beside ${absent.status}`);
        }
        if (method === 'GET' && absent.status !== 404 && absent.status !== 403 && absent.status !== 400)
          told.push(`${path} ${absent.status}`);
      }
      expect(told).toEqual([]);
    },
    120_000,
  );

  it('takes no change without the token of the session, on any route and for any role', async () => {
    const taken: string[] = [];
    let tried = 0;
    for (const { method, path, rule } of routesOf(ApiModule, WebModule)) {
      if (['GET', 'SSE'].includes(method) || NOT_BY_SESSION.has(path)) continue;
      const role = rule?.find((one): one is Role => one !== 'ieder') ?? 'leerplichtambtenaar';
      for (const _csrf of ['', 'x'.repeat(43)]) {
        tried++;
        const url = address(path, ABSENT);
        const answer = path.startsWith('/api/v1')
          ? await clients.get(role)!.send(method as 'POST', url.slice('/api/v1'.length), {
              ...{ body: {}, headers: { 'x-csrf-token': _csrf } },
            })
          : await pages.get(role)!.post(url, { _csrf }, { origin: path === '/taal' ? 'https://elders.example' : HERE });
        const status = 'status' in answer ? answer.status : answer.statusCode;
        if (status !== 403) taken.push(`${method} ${path} ${status}`);
      }
    }
    expect(taken).toEqual([]);
    expect(tried).toBeGreaterThan(150);
  }, 60_000);

  it.each(ROLES)('a %s is refused wherever the rule does not name the role', async (role) => {
    const let_in: string[] = [];
    for (const { method, path, rule } of ROUTES.filter((one) => one.method !== 'SSE')) {
      if (rule!.includes('ieder') || rule!.includes(role)) continue;
      const { status } = await ask(role, method, address(path, ABSENT));
      if (status !== 404 && status !== 403) let_in.push(`${method} ${path} ${status}`);
    }
    expect(let_in).toEqual([]);
  });
});

/** Without what differs by request alone: the id asked for, and the token of the form. */
function plain(body: string, id: string): string {
  return body.replaceAll(id, 'ID').replace(/value="[\w-]{43}"/g, 'value="T"');
}

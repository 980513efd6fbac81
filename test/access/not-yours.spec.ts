import { routesOf } from '../../src/access/http/route-rules';
import { type Role, ROLES } from '../../src/access/roles';
import { ApiModule } from '../../src/api/api.module';
import { newId } from '../../src/platform/ids';
import { Restrictions } from '../../src/retention/rights/restrictions';
import { WebModule } from '../../src/web/web.module';
import { ApiClient } from '../api/support';
import { Browser } from '../web/browser';
import { actor } from '../support/actors';
import * as build from '../web/builders';
import { fill, fillAll } from '../web/fill';
import { oneIn } from '../support/sample';
import { startWeb, type TestWeb } from '../web/support';
import type { Shape } from './fuzz';

/**
 * Ids that somebody came by, of whatever lies in another area or is another's: a row of every table, tried on every
 * route, alone and beneath a dossier of one's own.
 */
const ROUTES = routesOf(ApiModule, WebModule).filter(
  (one) => !one.open && one.method !== 'SSE' && /:\w/.test(one.path),
);
/** What stands in a path and is no id: a word of each that some thing knows. */
const WORDS: Record<string, string> = {
  ...{ step: 'afzeggen', kind: 'notitie', form: 'contact', action: 'oppakken', soort: 'telling', code: 'iemand' },
};
const at = (path: string, first: string, next = first) =>
  path
    .replace(/:(\w+)/g, (whole, name: string) => WORDS[name] ?? whole)
    .replace(/:\w+/, first)
    .replace(/:\w+/g, next);
const DEEP = ROUTES.filter(({ path }) => at(path, 'x', 'y').includes('/y'));
const ABSENT = newId();

let web: TestWeb;
/** of another area: by table */
let others: Map<string, string>;
/** of one's own, by what stands first in a path */
let own: string[];
const pages = new Map<Role, Browser>();
const clients = new Map<Role, ApiClient>();

beforeAll(async () => {
  web = await startWeb({ LEERSPOOR_VERZOEKEN_PER_MINUUT: 1_000_000 });
  await build.aSchool(web, '99VA00', 'De Veenborg', '0037');
  await build.aSchool(web, '02CD00', 'Elders', '0363');
  for (const role of ROLES) {
    await build.aLogin(web, role, role, { gemeente: ['0037'], regio: ['01'], school: ['99VA'] }, { boa: 1 });
    const browser = new Browser(web, `10.9.2.${ROLES.indexOf(role) + 1}`);
    await browser.login(role);
    pages.set(role, browser);
    clients.set(role, await ApiClient.login(web, role));
  }
  const [mine, guided] = [
    await build.aPupil(web, { municipality: '0037' }),
    await build.aPupil(web, { municipality: '0037', born: '2005-01-01' }),
  ];
  const dossier = await build.aDossier(web, mine.id, { employee: 'leerplichtambtenaar' });
  const trajectory = await build.aTrajectory(web, guided.id, {}, { employee: 'rmc-trajectbegeleider' });
  own = [dossier, trajectory.id, trajectory.dossier];
  others = await elsewhere();
  for (const [name, id] of Object.entries(await restricted())) others.set(`beperkt ${name}`, id);
}, 120_000);
afterAll(() => web.close());

async function elsewhere(): Promise<Map<string, string>> {
  const pupil = await build.aPupil(web, { municipality: '0363' });
  const youth = await build.aPupil(web, { municipality: '0363', born: '2005-01-01' });
  await build.anEnrolment(web, pupil.id, '02CD00');
  const dossier = await build.aDossier(web, pupil.id, { employee: 'iemand' });
  const guided = await build.aTrajectory(
    web,
    youth.id,
    { region: '21', municipality: '0363' },
    { employee: 'iemand', municipality: '0363' },
  );
  const signal = await build.aSignal(web, pupil.id, dossier, build.EVIDENCE, { location: '02CD00' });
  const known = { pupil_id: pupil.id, dossier_id: dossier, signal_id: signal, trajectory_id: guided.id };
  const there = { location: '02CD00', brin: '02CD', room: 'avg', employee: 'iemand', municipality: '0363' };
  const made = ['pupil', 'residence', 'dossier', 'signal', 'trajectory', 'enrolment', 'restriction', 'outbox'];
  const beneath = await fillAll(
    web,
    { ...known, ...there, from_municipality: '0363', to_municipality: '0362', regime: 'leerplicht' },
    made,
  );
  const found = new Map(beneath.map((id, i) => [`rij ${i}`, id]));
  for (const [name, id] of Object.entries({ pupil: pupil.id, youth: youth.id, dossier, guided: guided.dossier }))
    found.set(name, id);
  found.set('trajectory', guided.id).set('signal', signal);
  const list = { municipality: '0363', state: 'opgesteld', certificate: null };
  found.set('destruction_list', await fill(web, 'destruction_list', list));
  found.set('upload', await fill(web, 'upload', { employee: 'iemand', state: 'klaar', content: null, rejected: '[]' }));
  const colleague = { employee: 'iemand', substitute: 'ander', withdrawn_on: null, reason: null };
  found.set('cover', await fill(web, 'cover', colleague));
  found.set('saved_view', await fill(web, 'saved_view', { employee: 'iemand', filter: '{}' }));
  return found;
}

/** In the own area, but of who asked for restriction: for nobody. */
async function restricted(): Promise<Record<string, string>> {
  const officer = actor({ employee: 'privacy-officer', roles: ['privacy-officer'], municipalities: ['0037'] });
  const child = await build.aPupil(web, { municipality: '0037' });
  const youth = await build.aPupil(web, { municipality: '0037', born: '2005-01-01' });
  await build.anEnrolment(web, child.id, '99VA00');
  const dossier = await build.aDossier(web, child.id, { employee: 'leerplichtambtenaar' });
  const guided = await build.aTrajectory(web, youth.id, {}, { employee: 'rmc-trajectbegeleider' });
  const melding = await build.aMelding(web, child.id, dossier, '99VA00');
  for (const { id } of [child, youth]) await web.app.get(Restrictions).place(officer, id, 'betwist');
  return { child: child.id, youth: youth.id, dossier, trajectory: guided.id, guided: guided.dossier, melding };
}

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

/** Without what differs by request alone: the ids asked for, and the token of the form. */
const plain = (body: string, id: string) => body.replaceAll(id, 'ID').replace(/value="[\w-]{43}"/g, 'value="T"');
const forRole = (routes: typeof ROUTES, role: Role) =>
  routes.filter(({ rule }) => rule!.some((who) => who === 'ieder' || who === role));
/** For the desk where restrictions are placed and lifted, who is restricted is there. */
const isTried = (path: string, name: string) =>
  !(/^\/(privacy|api\/v1\/betrokkenen)/.test(path) && name.startsWith('beperkt'));

/** Where the answer to an id of others differs from that to an id of nothing. */
async function told(role: Role, routes: typeof ROUTES, place: (path: string, id: string) => string): Promise<string[]> {
  const found: string[] = [];
  for (const [turn, { method, path }] of forRole(routes, role).entries()) {
    const absent = await ask(role, method, place(path, ABSENT));
    for (const [name, id] of oneIn(5, turn, [...others])) {
      if (!isTried(path, name)) continue;
      const answer = await ask(role, method, place(path, id));
      const same = answer.status === absent.status && plain(answer.body, id) === plain(absent.body, ABSENT);
      if (!same) found.push(`${method} ${path} ${name}: ${answer.status} beside ${absent.status}`);
    }
  }
  return found;
}

interface Operation {
  method: string;
  path: string;
  body: Shape;
}

/** What the API takes with an id in it, by its document. */
async function taking(): Promise<{ operations: Operation[]; known: Record<string, Shape> }> {
  type Media = { schema: Shape };
  type Told = { requestBody?: { content: Record<string, Media> } };
  const document = (await clients.get('leerplichtambtenaar')!.get('/openapi.json')).json<{
    paths: Record<string, Record<string, Told>>;
    components: { schemas: Record<string, Shape> };
  }>();
  const known = document.components.schemas;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]): Operation[] => {
      const body = Object.entries(requestBody?.content ?? {}).find(([type]) => type.endsWith('json'))?.[1].schema;
      const route = path.replace(/^\/api\/v1/, '').replace(/\{(\w+)\}/g, ':$1');
      return body && (route.includes(':') || holdsId(body, known))
        ? [{ method: method.toUpperCase(), path: route, body }]
        : [];
    }),
  );
  return { operations, known };
}

const partOf = (shape: Shape, known: Record<string, Shape>): Shape => {
  const part = shape.allOf?.[0] ?? shape.oneOf?.[0] ?? shape;
  return part.$ref ? partOf(known[part.$ref.split('/').at(-1)!]!, known) : part;
};

/** Texts and lists of texts that name things by their id. */
const NAMED = ['dossiers', 'aanwezig', 'sjabloon'];

function holdsId(shape: Shape, known: Record<string, Shape>): boolean {
  const part = partOf(shape, known);
  if (part.format === 'uuid') return true;
  if (part.items) return holdsId(part.items, known);
  return Object.entries(part.properties ?? {}).some(([name, one]) => NAMED.includes(name) || holdsId(one, known));
}

/** A body as the document tells it, with one id wherever an id stands. */
function bodyWith(shape: Shape, known: Record<string, Shape>, id: string, name = ''): unknown {
  const part = partOf(shape, known);
  if (NAMED.includes(name)) return part.type === 'array' ? [id] : id;
  // what a kind of step or of application asks for beside the rest
  if (name === 'gegevens') return { leerling: id, dossier: id, toelichting: 'tekst' };
  if (part.format === 'uuid') return id;
  if (part.enum) return part.enum[0];
  if (part.properties) {
    return Object.fromEntries(
      Object.entries(part.properties).map(([key, one]) => [key, bodyWith(one, known, id, key)]),
    );
  }
  if (part.items) return [bodyWith(part.items, known, id)];
  if (part.format === 'date') return '2026-03-24';
  if (part.example !== undefined && part.example !== null) return part.example;
  return part.type === 'boolean' ? true : part.type === 'string' ? 'tekst' : 1;
}

describe('an id of what is not yours', () => {
  it('is tried on many routes, of many tables', () => {
    expect(forRole(ROUTES, 'leerplichtambtenaar').length).toBeGreaterThan(30);
    expect(DEEP.length).toBeGreaterThan(8);
    expect(others.size).toBeGreaterThan(30);
  });

  it.each(ROLES)(
    'tells a %s as much as an id of nothing, whatever it is of',
    async (role) => {
      expect(await told(role, ROUTES, (path, id) => at(path, id))).toEqual([]);
    },
    180_000,
  );

  it.each(['leerplichtambtenaar', 'rmc-trajectbegeleider'] as const)(
    'tells a %s no more beneath a dossier of the own',
    async (role) => {
      for (const mine of own) {
        expect(await told(role, DEEP, (path, id) => at(path, mine, id))).toEqual([]);
      }
    },
    180_000,
  );

  it.each(['leerplichtambtenaar', 'rmc-trajectbegeleider', 'schoolmedewerker'] as const)(
    'tells a %s no more in a body, whatever the rest of it says',
    async (role) => {
      const { operations, known } = await taking();
      expect(operations.length).toBeGreaterThan(15);
      const found: string[] = [];
      const send = (one: Operation, path: string, id: string) =>
        clients.get(role)!.send(one.method as 'POST', path, { body: bodyWith(one.body, known, id) });
      for (const [turn, one] of operations.entries()) {
        // wherever an id stands, and where one stands in the body too beneath what is one's own
        const places = !one.path.includes(':') ? [''] : holdsId(one.body, known) ? [...own, null] : [null];
        for (const first of places) {
          const absent = await send(one, at(one.path, first ?? ABSENT), ABSENT);
          for (const [name, id] of oneIn(5, turn, [...others])) {
            const answer = await send(one, at(one.path, first ?? id), id);
            const same = answer.status === absent.status && plain(answer.body, id) === plain(absent.body, ABSENT);
            if (!same) found.push(`${one.method} ${one.path} ${name}: ${answer.status} beside ${absent.status}`);
          }
        }
      }
      expect(found).toEqual([]);
    },
    180_000,
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InjectOptions } from 'fastify';
import { routesOf } from '../../src/access/http/route-rules';
import { Machines } from '../../src/access/machines/machines';
import { type Role, ROLES } from '../../src/access/roles';
import { SYSTEM } from '../../src/access/actor';
import { ApiModule } from '../../src/api/api.module';
import { ApiDocument } from '../../src/api/document/document.controller';
import { ImportService } from '../../src/imports/import-service';
import { projectRoot } from '../../src/platform/config-file';
import { Problem } from '../../src/platform/errors';
import { cell } from '../../src/platform/place';
import { pupil } from '../../src/registry/tables';
import { WebModule } from '../../src/web/web.module';
import { aSmallMunicipality } from '../pages/world';
import { Browser } from '../web/browser';
import * as build from '../web/builders';
import { PASSWORD, startWeb, type TestWeb, TODAY } from '../web/support';
import { formsOn } from './walk';
import { aRequest, damaged, Dice, nearly, type Shape, spoiltForm, type Words } from './fuzz';
import { FILES as GOOD_FILES, XML_TRAPS } from './fuzz-files';

/** The stream of changes needs a real connection: see test/web/live.spec.ts. The whole count is run with LEERSPOOR_LANG; a seed of your own with LEERSPOOR_TEST_SEED. */
const LONG = process.env['LEERSPOOR_LANG'] !== undefined;
const [REQUESTS, FILES] = LONG ? [16_000, 5_000] : [300, 130];
const SEED = 20260325;
const PATIENCE_MS = 30_000;
/** What an answer that tells of an error never holds: our inside. */
const INSIDE =
  /SQLITE|ECONN|FST_ERR|\bat [\w.<>]+ \(|node_modules|\/src\/|SELECT |INSERT |TypeError|RangeError|undefined is/;

const ROUTES = routesOf(ApiModule, WebModule).filter((one) => one.path !== '/live');

let web: TestWeb;
let words: Words;
let secrets: string[];
const visitors = new Map<
  Role | 'niemand' | 'systeem',
  { send: (options: InjectOptions) => ReturnType<Browser['send']>; csrf: string }
>();

beforeAll(async () => {
  web = await startWeb({ LEERSPOOR_VERZOEKEN_PER_MINUUT: 10_000_000 });
  const dossier = await aSmallMunicipality(web);
  const areas = { gemeente: ['0037'], regio: ['01'], school: ['99VA'] };
  for (const role of ROLES) {
    await build.aLogin(web, role, role, areas, { boa: 1 });
    await entering(role);
  }
  const { key } = await web.app.get(Machines).make(SYSTEM, {
    ...{ name: 'Rooster', schools: ['99VA'], until: TODAY },
    rights: ['verzuimregistraties', 'meldingen', 'leerlingen', 'signalen'].flatMap((one) => [
      `${one}:lezen`,
      `${one}:schrijven`,
    ]),
  });
  const nobody = new Browser(web, '10.8.0.1');
  visitors.set('niemand', { send: (options) => nobody.send(options), csrf: '' });
  visitors.set('systeem', {
    send: (options) => nobody.send({ ...options, headers: { ...options.headers, authorization: `Bearer ${key}` } }),
    csrf: '',
  });
  const youth = await build.aPupil(web, { municipality: '0037', born: '2005-01-01' });
  const { id: trajectory } = await build.aTrajectory(web, youth.id);
  const rows = await web.database.read.all<{ id: string }>('SELECT id FROM pupil UNION ALL SELECT id FROM signal');
  const ids = [
    ...rows.map(({ id }) => id),
    dossier,
    trajectory,
    youth.id,
    '99VA00',
    '99VA',
    '0037',
    '01',
    'vsv',
    'leerplicht',
  ];
  words = { ...harvest(), ids };
  const pupils = await web.database.read.all<{ pgn: string; id: string }>('SELECT id, pgn FROM pupil');
  readShapes();
  await harvestForms();
  secrets = pupils.map(({ id, pgn }) => web.encryption.decrypt(pgn, cell(pupil, 'pgn', { id })));
}, 120_000);
afterAll(() => web.close());

const bodies = new Map<string, Shape>();
let shapes: Record<string, Shape> = {};
function readShapes(): void {
  type Operation = { requestBody?: { content?: Record<string, { schema?: Shape }> } };
  const document = web.app.get(ApiDocument).json() as unknown as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Shape> };
  };
  shapes = document.components.schemas;
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, { requestBody }] of Object.entries(item)) {
      const [body] = Object.values(requestBody?.content ?? {});
      const route = `/api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`;
      if (body?.schema) bodies.set(`${method.toUpperCase()} ${route}`, body.schema);
    }
  }
}

/** The forms that each role finds on the pages, on the first of each kind of thing. */
const forms = new Map<Role, { action: string; fields: Record<string, string> }[]>();
async function harvestForms(): Promise<void> {
  const first = words.ids.slice(-9, -6);
  for (const role of ROLES) {
    const found = new Map<string, { action: string; fields: Record<string, string> }>();
    for (const { method, path, rule } of ROUTES) {
      if (method !== 'GET' || path.startsWith('/api/') || !rule?.some((one) => one === 'ieder' || one === role))
        continue;
      for (const id of path.includes(':') ? first : ['']) {
        const url = path.replace(/:id/, id).replace(/:\w+/g, 'afspraak');
        const { body } = await visitors.get(role)!.send({ method: 'GET', url, headers: { accept: 'text/html' } });
        for (const form of formsOn(url, body)) if (form.action !== '/uitloggen') found.set(form.action, form);
      }
    }
    forms.set(role, [...found.values()]);
  }
}

let entries = 0;
async function entering(role: Role): Promise<void> {
  const browser = new Browser(web, `10.7.${Math.floor(++entries / 250)}.${entries % 250}`);
  await browser.login(role, PASSWORD);
  const { csrf } = browser;
  visitors.set(role, { send: (options) => browser.send(options), csrf });
}

/** Names of fields and values that some route takes, from the document of the API and the pages' own source. */
function harvest(): Omit<Words, 'ids'> {
  const text = JSON.stringify(web.app.get(ApiDocument).json());
  const names = new Set(
    [...text.matchAll(/"([a-z][A-Za-z]{1,30})":\{/g), ...text.matchAll(/"name":"(\w+)"/g)].map((one) => one[1]!),
  );
  const values = new Set(
    [...text.matchAll(/"enum":\[([^\]]*)\]/g)].flatMap((one) => JSON.parse(`[${one[1]}]`) as string[]),
  );
  for (const one of formFields()) names.add(one);
  return {
    names: [...names],
    values: [...[...values].map(String), '2026-03-09', '2026-03-09T10:00:00+01:00', '1.5', 'ja', '25'],
  };
}

function formFields(): string[] {
  const folder = join(projectRoot(), 'src', 'web');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((one) => /\.tsx?$/.test(one));
  const text = sources.map((one) => readFileSync(join(folder, one), 'utf8')).join('\n');
  return [...text.matchAll(/name="(\w[\w-]*)"|(?:field|fields|choice)\(\w+, '(\w[\w-]*)'/g)].map(
    (one) => (one[1] ?? one[2])!,
  );
}

/** Rejects where nothing comes back in time. */
async function soon<T>(what: Promise<T>, told: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer: ${told}`)), PATIENCE_MS);
  });
  try {
    return await Promise.race([what, late]);
  } finally {
    clearTimeout(timer);
  }
}

const short = ({ method, url, payload, headers }: InjectOptions) =>
  `${method} ${String(url).slice(0, 300)} ${JSON.stringify(headers).slice(0, 200)} ${String(payload ?? '').slice(0, 300)}`;

describe('malformed requests', () => {
  it(
    `over every route of pages and API get an answer below 500 that tells nothing of the inside (${REQUESTS})`,
    async () => {
      const dice = new Dice(SEED);
      const who = [...visitors.keys()];
      const wrong: string[] = [];
      const statuses = new Map<number, number>();
      for (let i = 0; i < REQUESTS; i++) {
        const route = i < ROUTES.length ? ROUTES[i]! : dice.one(ROUTES);
        const name =
          route.rule && dice.chance(0.7)
            ? (route.rule.find((one) => one !== 'ieder') ?? dice.one(ROLES))
            : dice.one(who);
        const visitor = visitors.get(name as Role)!;
        const shape = bodies.get(`${route.method} ${route.path}`);
        const body = shape && nearly(dice, shape, words, shapes);
        const form = dice.chance(0.25) ? dice.one(forms.get(name as Role) ?? [null]) : null;
        const request = form
          ? spoiltForm(dice, form, words, visitor.csrf)
          : aRequest(dice, { ...route, body }, words, visitor.csrf);
        const answer = await soon(visitor.send(request), short(request));
        statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
        const fault =
          answer.statusCode >= 500
            ? 'status'
            : answer.statusCode >= 400 && INSIDE.test(answer.body)
              ? 'inside'
              : leak(answer.body, answer.statusCode);
        if (fault !== null) wrong.push(`${fault} ${answer.statusCode} as ${name}: ${short(request)}`);
        if (answer.statusCode === 401 && name !== 'niemand' && name !== 'systeem') await entering(name as Role);
      }
      expect(wrong).toEqual([]);
      // it reached the handlers: answers of every kind came back
      for (const status of [200, 303, 400, 401, 404, 422]) expect(statuses.get(status) ?? 0).toBeGreaterThan(0);
    },
    LONG ? 3_600_000 : 120_000,
  );

  it('leave no number of a pupil in the log', () => {
    const logged = web.logs.lines.join('\n');
    expect(secrets.filter((one) => logged.includes(one))).toEqual([]);
  });
});

/** Numbers of pupils never stand in an answer that tells of an error. */
const leak = (body: string, status: number): string | null =>
  status >= 400 && secrets.some((one) => body.includes(one)) ? 'number' : null;

describe('malformed files', () => {
  it(
    `of every kind are read, or refused in our own words (${FILES})`,
    async () => {
      const dice = new Dice(SEED + 1);
      const imports = web.app.get(ImportService);
      const wrong: string[] = [];
      let refused = 0;
      for (let i = 0; i < FILES; i++) {
        const { soort, name, text } = GOOD_FILES[i % GOOD_FILES.length]!;
        const trap = soort === 'edexml' && dice.chance(0.3);
        const bytes = trap ? Buffer.from(dice.one(XML_TRAPS)) : damaged(dice, text, words);
        async function* stream() {
          for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
        }
        try {
          const run = imports.run({ soort, name, stream: stream(), proef: dice.chance(0.5) });
          const report = await soon(run, `${soort} ${bytes.toString('latin1').slice(0, 500)}`);
          if (INSIDE.test(JSON.stringify(report)))
            wrong.push(`inside: ${soort} ${JSON.stringify(report).slice(0, 500)}`);
        } catch (error) {
          refused++;
          if (error instanceof Problem && error.status < 500) continue;
          wrong.push(
            `${soort}: ${String((error as Error).stack).slice(0, 400)} ${JSON.stringify(bytes.toString('latin1').slice(0, 300))}`,
          );
        }
      }
      expect(wrong).toEqual([]);
      expect(refused).toBeGreaterThan(0);
      expect(refused).toBeLessThan(FILES);
    },
    LONG ? 3_600_000 : 120_000,
  );
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoDay } from '../../src/cli/demo/generate-demo';
import { type Route, routesOf } from '../../src/access/http/route-rules';
import { WebModule } from '../../src/web/web.module';
import { projectRoot } from '../../src/platform/config-file';
import { ensureBuilt, leerspoor } from '../support/process';
import { Browser } from '../web/browser';
import { startWeb, type TestWeb } from '../web/support';
import { addressOf } from './addresses';
import { NOBODY, NOT_SHOWN, PAGES } from './pages';

const MOST_QUERIES = 10;
/** `npm run speed` measures; here a few tell whether a page is slow at all */
const TIMES = process.env['LEERSPOOR_LANG'] ? 40 : 3;

let web: TestWeb;
let folder: string;
const visitors = new Map<string, Browser>();
const measured: string[] = ['rol;pagina;vragen;p50 ms;p95 ms;hoogste ms'];

beforeAll(async () => {
  ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'leerspoor-vragen-'));
  const made = await leerspoor(['demo', '--zonder-server', '--json', '--leerlingen', '1500'], {}, folder);
  const { logins } = JSON.parse(made.stdout) as { logins: Record<'rol' | 'gebruikersnaam' | 'wachtwoord', string>[] };
  const inside = join(folder, '.leerspoor', readdirSync(join(folder, '.leerspoor'))[0]!);
  web = await startWeb({
    LEERSPOOR_DATABASE: join(inside, 'leerspoor.db'),
    LEERSPOOR_SLEUTEL: readFileSync(join(inside, 'leerspoor.db.sleutel'), 'utf8').trim(),
    LEERSPOOR_PEILDATUM: demoDay(),
    LEERSPOOR_VERZOEKEN_PER_MINUUT: 100_000,
  });
  visitors.set(NOBODY, new Browser(web));
  for (const { rol, gebruikersnaam, wachtwoord } of logins) {
    const browser = new Browser(web);
    await browser.login(gebruikersnaam, wachtwoord);
    visitors.set(rol, browser);
  }
}, 180_000);
afterAll(async () => {
  const report = join(projectRoot(), 'test-output');
  mkdirSync(report, { recursive: true });
  // to look at, not to hold anybody to: a busy machine is slow
  writeFileSync(join(report, 'snelheid-paginas.csv'), `${measured.join('\n')}\n`);
  await web?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

describe('every page of the demonstration', () => {
  it.each(PAGES.map((page) => [`${page.role}: ${page.name}`, page] as const))(
    'takes ten queries at most: %s',
    async (_, page) => {
      const browser = visitors.get(page.role)!;
      const address = await addressOf(async (path) => (await browser.get(path)).body, page);
      const spies = (['all', 'get', 'scan', 'scanParts', 'stream'] as const).map((name) =>
        jest.spyOn(web.database.read, name),
      );
      const answer = await browser.get(address);
      const queries = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
      for (const spy of spies) spy.mockRestore();
      const wanted = page.name === 'niet-gevonden' ? 404 : 200;
      expect([address, answer.statusCode]).toEqual([address, wanted]);
      const times: number[] = [];
      for (let i = 0; i < TIMES; i++) {
        const start = performance.now();
        await browser.get(address);
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      const at = (share: number) => times[Math.ceil(TIMES * share) - 1]!.toFixed(0);
      measured.push([page.role, page.name, queries, at(0.5), at(0.95), at(1)].join(';'));
      expect([page.name, queries, queries <= MOST_QUERIES]).toEqual([page.name, queries, true]);
    },
  );

  it('is on the list, or stands beside it with the reason why not', async () => {
    const routes = routesOf(WebModule).filter(({ method, path }) => method === 'GET' && !NO_PAGES.test(path));
    const shown = new Set<string>();
    for (const page of PAGES) {
      const browser = visitors.get(page.role)!;
      const [path] = (await addressOf(async (one) => (await browser.get(one)).body, page)).split('?');
      shown.add(routeOf(path!, routes) ?? `no route ${path}`);
    }
    const missing = routes.map(({ path }) => path).filter((path) => !shown.has(path));
    expect([...new Set(missing)].sort()).toEqual(Object.keys(NOT_SHOWN).sort());
  });
});

/** Files, streams and what leads elsewhere at once. */
const NO_PAGES = new RegExp(
  [
    '^/stijl/',
    '^/api/',
    '^/live',
    '^/inloggen/oidc',
    'bestand$',
    '/afgekeurd$',
    '/voorbeeld$',
    '/document$',
    '/gegevens$',
  ]
    .concat(['/inzage$', '/verklaring$', '/brieven/:letter$', '^/agenda/.', '^/volg'])
    .join('|'),
);

/** The route that answers an address: the one with the most words of its own. */
function routeOf(address: string, routes: readonly Route[]): string | undefined {
  const words = (path: string) => path.split('/').filter((part) => !part.startsWith(':')).length;
  return routes
    .map(({ path }) => path)
    .filter((path) => new RegExp(`^${path.replace(/:[a-z]+/g, '[^/]+')}$`).test(address))
    .sort((a, b) => words(b) - words(a))[0];
}

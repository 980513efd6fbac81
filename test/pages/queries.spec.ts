import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoDay } from '../../src/cli/demo/generate-demo';
import { projectRoot } from '../../src/platform/config-file';
import { ensureBuilt, leerspoor } from '../support/process';
import { Browser } from '../web/browser';
import { startWeb, type TestWeb } from '../web/support';
import { PAGES, type ShownPage } from './pages';

const MOST_QUERIES = 10;
const TIMES = 5;

let web: TestWeb;
let folder: string;
const visitors = new Map<string, Browser>();
const measured: string[] = ['rol;pagina;vragen;mediaan ms;hoogste ms'];

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

/** The link that a page of the list is reached by. */
function linkIn(html: string, selector: string): string {
  const inHref = /href\*="([^"]+)"/.exec(selector)?.[1];
  const links = [
    ...html.matchAll(inHref ? /<a [^>]*href="([^"]+)"/g : /<t[hd][^>]*>(?:<div>)?<a [^>]*href="([^"]+)"/g),
  ];
  const found = links.map(([, href]) => href!).find((href) => inHref === undefined || href.includes(inHref));
  return found!.replaceAll('&amp;', '&');
}

async function addressOf(browser: Browser, { path, follow, then = '', further }: ShownPage): Promise<string> {
  if (!follow) return path;
  const { body } = await browser.get(path);
  const address = linkIn(follow.startsWith('tbody') ? body.slice(body.indexOf('<tbody')) : body, follow) + then;
  return further ? linkIn((await browser.get(address)).body, further) : address;
}

describe('every page of the demonstration', () => {
  it.each(PAGES.map((page) => [`${page.role}: ${page.name}`, page] as const))(
    'takes ten queries at most: %s',
    async (_, page) => {
      const browser = visitors.get(page.role)!;
      const address = await addressOf(browser, page);
      const spies = (['all', 'get', 'scan', 'stream'] as const).map((name) => jest.spyOn(web.database.read, name));
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
      measured.push([page.role, page.name, queries, ...[times[2]!, times.at(-1)!].map((n) => n.toFixed(0))].join(';'));
      expect([page.name, queries, queries <= MOST_QUERIES]).toEqual([page.name, queries, true]);
    },
  );
});

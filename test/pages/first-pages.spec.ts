import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { PASSWORD, startWeb, type TestWeb } from '../web/support';
import { inBrowser, inspect, loads, openBrowser, openContext, pictures, weightOf } from './browser';
import { aSmallMunicipality } from './world';

// a browser on a busy machine takes its time
jest.setTimeout(180_000);

let web: TestWeb;
let browser: Browser | undefined;
let home: string;
let dossier: string;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  web = await startWeb();
  dossier = await aSmallMunicipality(web);
  home = await listening(web);
});
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await browser?.close();
  await web.close();
});

async function listening({ app }: TestWeb): Promise<string> {
  await app.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
}

async function visitor(): Promise<{ browser: Browser; page: Page }> {
  browser ??= await openBrowser();
  const context = await openContext(browser);
  contexts.push(context);
  return { browser, page: await context.newPage() };
}

async function loggedIn(username = 'leerplicht'): Promise<{ browser: Browser; page: Page }> {
  const found = await visitor();
  await found.page.goto(`${home}/inloggen`);
  await found.page.getByLabel('Gebruikersnaam').fill(username);
  await found.page.getByLabel('Wachtwoord').fill(PASSWORD);
  await found.page.getByRole('button', { name: 'Inloggen' }).click();
  return found;
}

/** Presses Tab until the element with this name has the focus; gives how often, or -1 where it never came. */
async function tabTo(
  page: Page,
  role: 'link' | 'button' | 'textbox' | 'searchbox',
  name: string | RegExp,
  most = 40,
): Promise<number> {
  const wanted = page.getByRole(role, { name, exact: typeof name === 'string' }).first();
  for (let presses = 1; presses <= most; presses++) {
    await page.keyboard.press('Tab');
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return presses;
  }
  return -1;
}

describe('the first pages, without scripts', () => {
  inBrowser('lead from login to list to dossier with the keyboard alone', async () => {
    const { page } = await visitor();
    await page.goto(home);
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Naar de inhoud');
    expect(await page.locator(':focus').boundingBox()).toMatchObject({ x: expect.any(Number) });
    expect((await page.locator(':focus').boundingBox())!.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await tabTo(page, 'textbox', 'Gebruikersnaam')).toBe(1);
    await page.keyboard.type('leerplicht');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${home}/dossiers`);
    expect(await page.title()).toBe('Dossiers - Leerspoor');

    expect(await tabTo(page, 'searchbox', 'Naam, pgn of school')).toBeGreaterThan(0);
    await page.keyboard.type('bergh');
    await page.keyboard.press('Enter');
    await page.waitForURL(/zoek=/);
    expect(page.url()).not.toContain('bergh');
    expect(await tabTo(page, 'link', 'Sanne van den Bergh')).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${home}/dossiers/${dossier}`);
    expect(await page.locator('h1').innerText()).toBe('Sanne van den Bergh');
    expect(await tabTo(page, 'button', 'Uitloggen')).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${home}/inloggen`);
  });

  inBrowser.each<[name: string, username: string | null, path: () => string]>([
    ['inloggen', null, () => '/inloggen'],
    ['inloggen-gevraagd', null, () => `/dossiers/${dossier}`],
    ['dossiers', 'leerplicht', () => '/dossiers'],
    ['dossiers-leeg', 'leerplicht', () => '/dossiers?status=afgesloten'],
    ['dossiers-geen-toegang', 'beheer', () => '/dossiers'],
    ['dossier', 'leerplicht', () => `/dossiers/${dossier}`],
    ['niet-gevonden', 'leerplicht', () => '/bestaat-niet'],
  ])('have no axe violations and fit in 320 pixels: %s', async (name, username, path) => {
    const { browser: shown, page } = username ? await loggedIn(username) : await visitor();
    await page.goto(home + path());
    await pictures(page, name);
    expect(await inspect(shown, page)).toEqual({ violations: [], overflow: 0, moved: [] });
  });

  inBrowser('show errors of the login form and keep the name', async () => {
    const { page } = await visitor();
    await page.goto(`${home}/inloggen`);
    await page.getByLabel('Gebruikersnaam').fill('leerplicht');
    await page.getByLabel('Wachtwoord').fill('niet dit wachtwoord');
    await page.getByRole('button', { name: 'Inloggen' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('De gebruikersnaam of het wachtwoord klopt niet.');
    expect(await page.getByLabel('Gebruikersnaam').inputValue()).toBe('leerplicht');
    await pictures(page, 'inloggen-fout');
  });

  inBrowser('load nothing but the page, the stylesheet and the icon, within 100 KiB', async () => {
    const { page: first } = await loggedIn();
    // a page of its own: what logging in led to may still be coming in on the first
    const page = await first.context().newPage();
    const { loaded } = await loads(page, `${home}/dossiers/${dossier}`, { waitUntil: 'networkidle' });
    expect(loaded.length).toBeGreaterThan(1);
    for (const { path } of loaded) expect(path).toMatch(/^\/(stijl\/|dossiers)/);
    expect(weightOf(loaded)).toBeLessThan(100 * 1024);
  });

  inBrowser('keep their contrast and width in the theme of another municipality', async () => {
    const other = await startWeb({ LEERSPOOR_THEMA: 'gemeente-voorbeeld' });
    const own = [web, home] as const;
    try {
      const shownDossier = await aSmallMunicipality(other);
      [web, home] = [other, await listening(other)];
      const { browser: shown, page } = await loggedIn();
      await page.goto(`${home}/dossiers/${shownDossier}`);
      await pictures(page, 'dossier-gemeente-voorbeeld');
      expect(await inspect(shown, page)).toEqual({ violations: [], overflow: 0, moved: [] });
    } finally {
      [web, home] = own;
      await other.close();
    }
  });
});

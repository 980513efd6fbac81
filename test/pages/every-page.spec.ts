import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'playwright-core';
import { inBrowser, inspect, loads, openBrowser, openContext, pictures, weightOf } from './browser';
import { type Demonstration, startDemonstration } from './demonstration';
import { oneIn } from '../support/sample';
import { NOBODY, PAGES } from './pages';

// a browser on a busy machine takes its time
jest.setTimeout(60_000);
// and now and then a browser hangs: what is wrong with a page is wrong each time
jest.retryTimes(2, { logErrorsBeforeRetry: true });

const MOST_BYTES = 100 * 1024;

/** The standard, without what is taste: our forms and tables say more than it asks. */
const validator = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: {
    // roles of tables are written out: a browser forgets them where a narrow screen shows rows as blocks
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    // written by Preact
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
  },
});

/** A browser takes seconds for each page: a third of them today, another tomorrow. */
const LOOKED_AT = oneIn(3, Math.floor(Date.now() / 86_400_000), PAGES);

let demonstration: Demonstration;
let browser: Browser;
/** for each role the page it looks at everything in, as long as nothing goes wrong in it: a browser that hangs is left */
const pages = new Map<string, Page>();

beforeAll(async () => {
  browser = await openBrowser();
  demonstration = await startDemonstration();
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await demonstration?.stop();
});

/** Someone of this role, logged in once for all pages. */
async function as(role: string): Promise<Page> {
  const known = pages.get(role);
  pages.delete(role);
  if (known) return known;
  const page = await (await openContext(browser)).newPage();
  if (role !== NOBODY) {
    const login = demonstration.logins.find((one) => one.rol === role)!;
    await page.goto(`${demonstration.address}/inloggen`);
    await page.getByLabel('Gebruikersnaam').fill(login.gebruikersnaam);
    await page.getByLabel('Wachtwoord').fill(login.wachtwoord);
    await page.getByRole('button', { name: 'Inloggen' }).click();
    await page.waitForURL((url) => url.pathname !== '/inloggen');
  }
  return page;
}

describe('every page of the demonstration', () => {
  inBrowser.each(LOOKED_AT.map((page) => [`${page.role}: ${page.name}`, page] as const))(
    'is accessible, valid, light and fits a narrow screen: %s',
    async (_, { role, name, path, follow, then = '' }) => {
      const page = await as(role);
      let address = demonstration.address + path;
      for (const selector of [follow ?? []].flat()) {
        await page.goto(address);
        address = new URL((await page.locator(selector).first().getAttribute('href'))!, address).href;
      }
      address += then;
      const { answer, loaded } = await loads(page, address);
      const html = await answer.text();
      const { results } = await validator.validateString(html);
      const invalid = results.flatMap((result) => result.messages.map((one) => `${one.ruleId}: ${one.message}`));
      expect([...new Set(invalid)]).toEqual([]);
      expect(weightOf(loaded)).toBeLessThan(MOST_BYTES);
      expect(await page.locator('h1').count()).toBe(1);
      await pictures(page, `${role}-${name}`);
      expect(await inspect(browser, page)).toEqual({ violations: [], overflow: 0, moved: [] });
      pages.set(role, page);
    },
  );
});

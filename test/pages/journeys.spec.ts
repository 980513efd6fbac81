import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { inBrowser, inspect, openBrowser, openContext } from './browser';
import { type Demonstration, startDemonstration } from './demonstration';

// a browser on a busy machine takes its time
jest.setTimeout(60_000);

let demonstration: Demonstration;
let browser: Browser;
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  demonstration = await startDemonstration(3_000);
}, 180_000);
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});
afterAll(async () => {
  await browser?.close();
  await demonstration?.stop();
});

/** From the door to the first page of this role. */
async function arrive(role: string, scripts: boolean): Promise<Page> {
  const context = scripts ? await browser.newContext({ reducedMotion: 'reduce' }) : await openContext(browser);
  context.setDefaultTimeout(15_000);
  contexts.push(context);
  const login = demonstration.logins.find((one) => one.rol === role)!;
  const page = await context.newPage();
  await page.goto(demonstration.address);
  await page.getByLabel('Gebruikersnaam').fill(login.gebruikersnaam);
  await page.getByLabel('Wachtwoord').fill(login.wachtwoord);
  await press(page, 'Inloggen');
  return page;
}

/** Presses a button and waits for the page that it leads to. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name, exact: typeof name === 'string' }).first();
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()]);
}

async function follow(page: Page, name: string | RegExp): Promise<void> {
  const link = page.getByRole('link', { name, exact: typeof name === 'string' }).first();
  await Promise.all([page.waitForEvent('domcontentloaded'), link.click()]);
}

async function firstRow(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.locator('tbody th a').first().click()]);
}

/** With the tabulator to what has this label or name, and with Enter what stands there is done. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if ((await target.count()) > 0 && (await target.first().evaluate((one) => one === one.ownerDocument.activeElement)))
      return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Out of reach of the keyboard: ${String(target)}`);
}

async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')]);
}

async function type(page: Page, label: string, words: string): Promise<void> {
  await tabTo(page, page.getByLabel(label));
  await page.keyboard.type(words);
}

const title = (page: Page): Promise<string> => page.locator('h1').innerText();
const text = (page: Page): Promise<string> => page.locator('main').innerText();

const linesOf = (kind: string): string[][] =>
  readdirSync(demonstration.files)
    .filter((name) => name.startsWith(`${kind}-`))
    .flatMap((name) => readFileSync(join(demonstration.files, name), 'utf8').split('\n'))
    .map((line) => line.replaceAll('"', '').split(';'));

/** The row of the imported file behind a record that a page shows; each school numbers its own. */
function imported(number: string, shown: string): string[] {
  const schools = linesOf('scholen').filter(([, , name]) => name && shown.includes(name));
  return linesOf('verzuim').find((row) => row[0] === number && schools.some(([, place]) => row[3] === place))!;
}

/** Looks again until the queue has done its work. Pages with scripts do so by themselves. */
async function until(page: Page, wanted: RegExp, scripts: boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!wanted.test(await text(page))) {
    if (Date.now() > deadline) throw new Error(`Never came: ${wanted}`);
    await page.waitForTimeout(250);
    if (!scripts) await page.reload();
  }
}

describe.each([
  ['with scripts', true],
  ['without scripts', false],
] as const)('from login to done, %s', (_, scripts) => {
  inBrowser(
    'a school reports absence by form, and by pasting with a mistake mended in place and all of it undone',
    async () => {
      const page = await arrive('schoolmedewerker', scripts);
      expect(await title(page)).toBe('Leerlingen');
      expect(await text(page)).toMatch(/\d+ van 16 uur/);
      await firstRow(page);
      const pupil = page.url();
      const shown = await text(page);
      const [number] = /\d{4}-\d{6}/.exec(shown)!;
      const records = Number(/(\d+) registraties/.exec(shown)![1]);
      await page.getByLabel('Uren').fill('2');
      await press(page, 'Meld het verzuim');
      expect(await text(page)).toContain(`${records + 1} registraties`);

      const [, pgn, brin, location] = imported(number, shown);
      const row = (n: number, hours: string) =>
        [`REIS-${scripts}-${n}`, pgn, brin, location, `2026-06-0${n}`, hours, 'ongeoorloofd'].join(';');
      await follow(page, 'Aanleveren');
      const head = 'registratienummer;pgn;brin;vestiging;datum;uren;soort';
      await page.getByLabel('Regels met verzuim').fill([head, row(1, '3'), row(2, 'veel')].join('\n'));
      await press(page, 'Controleer');
      expect(await title(page)).toBe('Controle van uw regels');
      expect(await text(page)).toContain('Er is nog niets opgeslagen.');
      expect(await page.locator('#regel-3-fout').innerText()).toContain('uren');
      await page.getByLabel('Regel 3').fill(row(2, '4'));
      await press(page, 'Controleer opnieuw');
      await press(page, 'Verwerk 2 goede regels');
      await until(page, /Maak deze aanlevering ongedaan/, scripts);
      await page.goto(pupil);
      expect(await text(page)).toContain(`${records + 3} registraties`);
      await follow(page, 'Aanleveren');
      await firstRow(page);
      await press(page, 'Maak deze aanlevering ongedaan');
      await until(page, /ongedaan gemaakt/i, scripts);
      await page.goto(pupil);
      for (const n of [1, 2]) {
        const undone = page.locator('tbody tr').filter({ hasText: `REIS-${scripts}-${n}` });
        expect(await undone.innerText()).toMatch(/ingetrokken/i);
      }
    },
  );

  inBrowser('a leerplichtambtenaar takes up a new dossier, notes a talk and finds it in the history', async () => {
    const page = await arrive('leerplichtambtenaar', scripts);
    expect(await title(page)).toBe('Dossiers');
    const fresh = page.locator('tbody tr').filter({ has: page.locator('td', { hasText: /^Nieuw$/ }) });
    await Promise.all([page.waitForEvent('domcontentloaded'), fresh.first().locator('th a').click()]);
    expect(await text(page)).toContain('Volgende stap');
    await press(page, 'In behandeling nemen');
    expect(await page.locator('.ls-dossier__head').innerText()).toContain('In behandeling');
    await follow(page, '+ Notitie');
    await page.getByLabel('Tekst').fill('Met de moeder gesproken; morgen weer op school.');
    await press(page, 'Bewaar');
    expect(await text(page)).toContain('morgen weer op school');
    await follow(page, 'Alles wat in dit dossier is gebeurd');
    expect(await text(page)).toMatch(/Dossier: In behandeling/);
  });

  inBrowser('a leerplichtambtenaar holds a leerlingoverleg with the keyboard alone', async () => {
    const page = await arrive('leerplichtambtenaar', scripts);
    const well = async () => expect(await inspect(browser, page)).toEqual({ violations: [], overflow: 0, moved: [] });
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    await firstRow(page);
    const dossier = page.url();
    await page.goto(`${dossier}/gezin`);
    await enter(page, page.getByRole('link', { name: 'Plan een overleg' }));
    expect(await title(page)).toBe('Plan een overleg');
    await well();
    await type(page, 'Agenda', 'Hoe komt de leerling weer naar school?');
    // sent too early: what is missing is named, and one comes to it with a link; what was typed is still there
    await enter(page, button('Bewaar'));
    await tabTo(page, page.getByRole('alert').getByRole('link'));
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#deelnemers$/);
    await type(page, 'Deelnemer 1: naam', 'M. Mentor');
    await enter(page, button('Bewaar'));
    expect(await title(page)).toMatch(/^Overleg van/);
    expect(await text(page)).toContain('M. Mentor');
    await well();
    const meeting = page.url();
    await enter(page, page.getByRole('link', { name: /verslag/i }));
    await well();
    await type(page, 'Verslag', 'Er komt een rooster voor de middag.');
    await tabTo(page, page.getByLabel('M. Mentor'));
    await page.keyboard.press('Space');
    await type(page, 'Afspraak 1: wat', 'Maakt een rooster');
    await enter(page, button('Bewaar het verslag'));
    expect(await text(page)).toContain('Maakt een rooster');
    await well();
    await page.goto(`${dossier}/gezin`);
    expect(await text(page)).toContain('Maakt een rooster');
    await page.goto(meeting);
    await enter(page, button('Vandaag nagekomen'));
    await page.goto(`${dossier}/gezin`);
    expect(await text(page)).not.toContain('Maakt een rooster');
  });

  inBrowser('a trajectbegeleider looks at the plan together, ticks off a step and notes the contact', async () => {
    const page = await arrive('rmc-trajectbegeleider', scripts);
    expect(await title(page)).toBe('Jongeren');
    const done = page.getByRole('button', { name: /^Gedaan/ });
    const rows = await page.locator('tbody th a').all();
    const youths = await Promise.all(rows.map((link) => link.getAttribute('href')));
    let [youth, open] = ['', 0];
    for (const path of youths) {
      youth = demonstration.address + path!;
      await page.goto(`${youth}/plan`);
      open = await done.count();
      if (open > 0) break;
    }
    expect(open).toBeGreaterThan(0);
    await press(page, /^Gedaan/);
    await page.goto(`${youth}/plan`);
    expect(await done.count()).toBe(open - 1);
    await page.goto(`${youth}/contact`);
    await page.getByLabel('Ja', { exact: true }).check();
    await page.getByLabel('Verslag').fill(`Kwam langs, ${scripts}.`);
    await press(page, 'Bewaar');
    expect(await text(page)).toContain(`Kwam langs, ${scripts}.`);
  });

  inBrowser('a coordinator looks at the region and tries another threshold', async () => {
    const page = await arrive('rmc-coordinator', scripts);
    expect(await title(page)).toBe('Oost-Groningen in één oogopslag');
    await page.getByLabel('Schoolverlaters verdeeld naar').selectOption('gemeente');
    await press(page, 'Toon');
    expect(await page.locator('svg[aria-label*="Stadskanaal"]').count()).toBeGreaterThan(0);
    await follow(page, /^Simulatie/);
    await page.getByLabel('Uren ongeoorloofd verzuim voor een signaal').fill('30');
    await press(page, 'Reken het uit');
    const cells = await page
      .getByRole('row', { name: /^16 uur/ })
      .first()
      .getByRole('cell')
      .allInnerTexts();
    expect(Number(cells[1])).toBeLessThan(Number(cells[0]));
  });

  inBrowser('a functioneel beheerder changes an employee and looks at the queue', async () => {
    const page = await arrive('functioneel-beheerder', scripts);
    await follow(page, 'Medewerkers');
    await firstRow(page);
    await page.getByLabel('E-mailadres').fill(`nieuw-${scripts}@school.example`);
    await press(page, 'Bewaar');
    await page.goto(`${demonstration.address}/beheer/medewerkers`);
    await firstRow(page);
    expect(await page.getByLabel('E-mailadres').inputValue()).toBe(`nieuw-${scripts}@school.example`);
    await page.goto(`${demonstration.address}/beheer/taken`);
    expect(await text(page)).toMatch(/wacht/i);
  });

  inBrowser('a privacy-officer finds who looked at what, and keeps somebody off a destruction list', async () => {
    const page = await arrive('privacy-officer', scripts);
    await page.getByLabel('Handeling').selectOption({ label: 'Gelezen' });
    await press(page, 'Zoek');
    expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
    await page.goto(`${demonstration.address}/privacy/vernietiging`);
    await firstRow(page);
    const keep = page.getByRole('button', { name: /^Bewaar langer/ });
    const before = await keep.count();
    await page.getByLabel('Reden').first().fill('Er loopt een bezwaar.');
    await press(page, /^Bewaar langer/);
    expect(await text(page)).toContain('Bewaard.');
    expect(await keep.count()).toBe(before - 1);
  });
});

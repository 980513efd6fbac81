import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page, type Response } from 'playwright-core';
import { projectRoot } from '../../src/platform/config-file';

const CHROMIUM = '/usr/bin/chromium';
export const WIDTHS = [320, 768, 1280];
/** A telephone, a screen of 1280 at 200 %, a tablet, and what lies between where the shape of a page changes. */
const NARROW = [320, 640, 740, 768, 850, 1000];

/**
 * Tests in a real browser. Where there is none they are reported as not run, by name; with CI=true that is a failure.
 */
export const inBrowser: jest.It =
  existsSync(CHROMIUM) || process.env.CI === 'true' ? it : (it.skip as unknown as jest.It);

/** Without what it looks for by itself on the network: here that only fails, many at a time, and takes the time of tests. */
const QUIET = [
  ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: QUIET });
}

/** A visitor whose browser runs no scripts, and who wants no motion. */
export function openContext(browser: Browser, width = 1280): Promise<BrowserContext> {
  return browser.newContext({
    javaScriptEnabled: false,
    viewport: { width, height: 900 },
    locale: 'nl-NL',
    reducedMotion: 'reduce',
  });
}

export interface Loaded {
  path: string;
  /** bytes of the body as they were sent; NaN where the server did not say */
  size: number;
}

/** What this page loads while it goes there. What the browser still had counts too: a first visitor has nothing. */
export async function loads(
  page: Page,
  ...to: Parameters<Page['goto']>
): Promise<{ answer: Response; loaded: Loaded[] }> {
  const loaded: Loaded[] = [];
  const note = (response: Response) => {
    const size = Number(response.headers()['content-length'] ?? Number.NaN);
    loaded.push({ path: new URL(response.url()).pathname, size });
  };
  page.on('response', note);
  try {
    return { answer: (await page.goto(...to))!, loaded };
  } finally {
    page.off('response', note);
  }
}

export const weightOf = (loaded: readonly Loaded[]): number => loaded.reduce((sum, { size }) => sum + size, 0);

/** The layout shifts since the page began: what moved, from where to where. */
const MOVED = `new Promise((resolve) => {
  const box = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
  const line = ({ node, previousRect, currentRect }) =>
    (node?.nodeName ?? '?') + '.' + (node?.className ?? '') + ': ' + box(previousRect) + ' > ' + box(currentRect);
  const moved = [];
  new PerformanceObserver((list) => list.getEntries().forEach((one) => moved.push(...one.sources.map(line))))
    .observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => resolve(moved), 50);
})`;

export interface Findings {
  /** what axe finds wrong, as short lines: rule and place */
  violations: string[];
  /** how many pixels wider than the screen the page is at most, with every part unfolded: wide tables hide there */
  overflow: number;
  /** what moved while the page was shown */
  moved: string[];
}

/** What moves every time: on a busy machine half a page may be shown before the rest of it has come in. */
async function movedIn(page: Page, address: string): Promise<string[]> {
  let moved: string[] = [];
  for (let times = 0; times < 4; times++) {
    await page.goto(address);
    moved = (await page.evaluate(MOVED)) as string[];
    if (moved.length === 0) break;
  }
  return moved;
}

/** The copy of each visitor's browser that runs scripts, for as long as that visitor is there. */
const copies = new WeakMap<BrowserContext, Promise<Page>>();

async function copyOf(browser: Browser, visitor: BrowserContext): Promise<Page> {
  const storageState = await visitor.storageState();
  const context = await browser.newContext({ storageState, bypassCSP: true });
  // a browser that closes takes both with it
  visitor.once('close', () => void context.close().catch(() => undefined));
  return context.newPage();
}

/** Looks at a copy of the page in a browser that runs scripts: axe is one, and our own policy rightly forbids it. */
export async function inspect(browser: Browser, page: Page): Promise<Findings> {
  const visitor = page.context();
  if (!copies.has(visitor)) copies.set(visitor, copyOf(browser, visitor));
  const copy = await copies.get(visitor)!;
  await copy.setViewportSize(page.viewportSize()!);
  const moved = await movedIn(copy, page.url());
  await copy.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // the legacy mode leaves out frames of another origin, which we have none of, and saves a second for each page
  const { violations } = await new AxeBuilder({ page: copy }).withTags(tags).setLegacyMode(true).analyze();
  let overflow = 0;
  for (const width of NARROW) {
    await copy.setViewportSize({ width, height: 800 });
    const beyond = (await copy.evaluate('document.documentElement.scrollWidth - window.innerWidth')) as number;
    overflow = Math.max(overflow, beyond);
  }
  const lines = violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}`));
  return { violations: lines, overflow, moved };
}

/** A picture of the whole page at each width, to look at: with LEERSPOOR_LANG=1, for who looks at them. */
export async function pictures(page: Page, name: string): Promise<void> {
  if (!process.env.LEERSPOOR_LANG) return;
  const folder = join(projectRoot(), 'test-output', 'paginas');
  mkdirSync(folder, { recursive: true });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true });
  }
}

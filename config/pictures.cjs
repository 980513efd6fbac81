/**
 * `npm run pictures`: takes the pictures in the README anew from a fresh demonstration, with Debian's Chromium. They
 * stand with the tests of the pages, which look at the same pages; nothing that runs needs them.
 */
const { spawn } = require('node:child_process');
const { mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { chromium } = require('playwright-core');

const root = join(__dirname, '..');
const folder = join(root, 'test', 'pages', 'pictures');
const PICTURES = [
  ['werklijst', 'leerplichtambtenaar', '/dossiers'],
  ['dossier', 'leerplichtambtenaar', '/dossiers?sorteer=oudste', 'tbody th a'],
  ['school', 'schoolmedewerker', '/school'],
  ['plan', 'rmc-trajectbegeleider', '/doorstroompunt', 'tbody th a', '/plan'],
  ['regio', 'rmc-coordinator', '/regio?per=gemeente'],
];

/** Starts the demonstration in a folder of its own; gives what it said of itself. */
function demonstration(cwd) {
  const args = [join(root, 'dist', 'src', 'main.js'), 'demo', '--json', '--leerlingen', '6000'];
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, PORT: '0' } });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (text) => {
      said += text;
      if (/\}\s*$/.test(said)) resolve({ child, ...JSON.parse(said) });
    });
    child.on('close', (code) => reject(new Error(`The demonstration ended with ${code}.`)));
  });
}

async function loggedIn(browser, address, { gebruikersnaam, wachtwoord }) {
  const options = { viewport: { width: 1280, height: 860 }, locale: 'nl-NL', reducedMotion: 'reduce' };
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${address}/inloggen`);
  await page.getByLabel('Gebruikersnaam').fill(gebruikersnaam);
  await page.getByLabel('Wachtwoord').fill(wachtwoord);
  await page.getByRole('button', { name: 'Inloggen' }).click();
  await page.waitForURL((url) => url.pathname !== '/inloggen');
  return page;
}

async function main() {
  const own = mkdtempSync(join(tmpdir(), 'leerspoor-pictures-'));
  const { child, adres, logins } = await demonstration(own);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--lang=nl'] });
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, role, path, follow, then = ''] of PICTURES) {
      const login = logins.find(({ rol }) => rol === role);
      const page = await loggedIn(browser, adres, login);
      await page.goto(adres + path);
      if (follow) await page.goto(adres + (await page.locator(follow).first().getAttribute('href')) + then);
      await page.screenshot({ path: join(folder, `${name}.png`) });
      process.stdout.write(`${name}.png\n`);
    }
  } finally {
    await browser.close();
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(own, { recursive: true, force: true });
  }
}

main().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});

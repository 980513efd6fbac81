/** The demonstration lives its year week by week: that must come to what one import of the whole year comes to. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../../src/cli/app.module';
import { demoDay, demoStart, generateDemo } from '../../src/cli/demo/generate-demo';
import { Year } from '../../src/cli/demonstration/live-year';
import { ownDatabase } from '../../src/cli/demonstration/own-database';
import { prepareDemo } from '../../src/cli/demonstration/prepare';
import { signalExport } from '../../src/cli/export/signals';
import { PutClock } from '../../src/platform/clock';
import { Database } from '../../src/platform/database/database';
import { Encryption } from '../../src/platform/encryption';
import type { Settings } from '../../src/platform/settings';

const PUPILS = 600;
const SEED = 11;

interface Demo {
  app: INestApplicationContext;
  clock: PutClock;
  settings: Settings;
  folder: string;
}

let parent: string;
let before: string;
const open: INestApplicationContext[] = [];

async function newDemo(first = demoStart()): Promise<Demo> {
  const { settings, folder } = ownDatabase({});
  const clock = new PutClock(first);
  const app = await NestFactory.createApplicationContext(AppModule.forCommands(settings, 'silent', clock), {
    logger: false,
  });
  open.push(app);
  return { app, clock, settings, folder };
}

/** The export, without what belongs to one database alone (ids) and what people made of it. */
async function standing({ app, settings }: Demo): Promise<string[]> {
  const found: string[] = [];
  for await (const row of signalExport.rows(app.get(Database).read, app.get(Encryption), settings)) {
    const cells = Object.fromEntries(signalExport.columns.map((name, i) => [name, row[i]]));
    const { signaal: _, status, dossier: __, rol: ___, medewerker: ____, ...fact } = cells;
    if (status !== 'ingetrokken') found.push(JSON.stringify(fact));
  }
  return found.sort();
}

beforeAll(() => {
  before = process.cwd();
  parent = mkdtempSync(join(tmpdir(), 'leerspoor-jaar-'));
  process.chdir(parent);
});

afterAll(async () => {
  for (const app of open) await app.close();
  process.chdir(before);
  rmSync(parent, { recursive: true, force: true });
});

describe('a year that was lived', () => {
  it('leaves exactly the signals of the same year imported at once', async () => {
    const lived = await newDemo();
    const said: string[] = [];
    const { gestrand } = await prepareDemo({
      ...{ ...lived, seed: SEED, pupils: PUPILS, say: (line: string) => void said.push(line) },
      signal: new AbortController().signal,
    });
    const atOnce = await newDemo(demoDay());
    await atOnce.app.get(Database).migrate();
    const { files } = await generateDemo({ seed: SEED, pupils: PUPILS, folder: join(atOnce.folder, 'bestanden') });
    const year = await Year.open({ ...atOnce, files, signal: new AbortController().signal });
    expect(await year.day(demoDay())).toMatchObject({ rejected: 0, failed: 0 });

    const signals = await standing(atOnce);
    expect(await standing(lived)).toEqual(signals);
    expect(signals.length).toBeGreaterThan(30);
    expect(said.join('\n')).not.toMatch(/afgekeurd|mislukt/);
    // they were raised as the year went on
    const raised = await lived.app
      .get(Database)
      .read.all<{ month: string }>('SELECT DISTINCT SUBSTR(raised_at, 1, 7) AS "month" FROM signal');
    expect(raised.length).toBeGreaterThan(8);
    // people went on with nearly everything that they began
    expect([...gestrand.values()].reduce((sum, one) => sum + one, 0)).toBeLessThan(5);
  }, 60_000);
});

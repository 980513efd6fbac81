import { mkdirSync, mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSettings, type Settings } from '../../platform/settings';
import { demoDay } from '../demo/generate-demo';

/** A new folder for this demonstration, with settings that point at a database in it. */
export function ownDatabase(env: NodeJS.ProcessEnv): { settings: Settings; folder: string } {
  const parent = resolve('.leerspoor');
  mkdirSync(parent, { recursive: true });
  const moment = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const folder = mkdtempSync(join(parent, `demo-${moment}-`));
  const settings = readSettings({
    ...env,
    LEERSPOOR_DATABASE: join(folder, 'leerspoor.db'),
    LEERSPOOR_BIJLAGEN: join(folder, 'bijlagen'),
    LEERSPOOR_REDIS: undefined,
    LEERSPOOR_SLEUTEL: undefined,
    LEERSPOOR_PEILDATUM: demoDay(),
  });
  return { settings, folder };
}

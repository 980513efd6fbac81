import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, start, waitFor } from '../support/process';

export interface Demonstration {
  address: string;
  logins: { rol: string; gebruikersnaam: string; wachtwoord: string }[];
  /** the files it imported, by their names */
  files: string;
  stop(): Promise<void>;
}

/** The real demonstration, small, in a process of its own: the built program as a user starts it. */
export async function startDemonstration(pupils = 1_500): Promise<Demonstration> {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'leerspoor-paginas-'));
  const running = start(['demo', '--json', '--leerlingen', String(pupils)], { PORT: '0' }, folder);
  const [told] = await waitFor(running, /^\{[\s\S]*\}\s*$/, 120_000);
  const { adres, logins } = JSON.parse(told) as { adres: string; logins: Demonstration['logins'] };
  return {
    address: adres,
    logins,
    files: join(folder, '.leerspoor', readdirSync(join(folder, '.leerspoor'))[0]!, 'bestanden'),
    stop: async () => {
      running.child.kill('SIGTERM');
      await running.ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

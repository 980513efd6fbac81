import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, leerspoor, start, waitFor } from '../support/process';

interface Demo {
  adres: string | null;
  logins: { rol: string; gebruikersnaam: string; wachtwoord: string }[];
  aantallen: {
    leerlingen: number;
    verzuimregistraties: number;
    signalen: Record<string, number>;
    dossiers: number;
    toegewezen: number;
    verdeelbak: number;
  };
}

const ROLES = [
  ...['functioneel-beheerder', 'leerplichtambtenaar', 'privacy-officer', 'rmc-coordinator', 'rmc-trajectbegeleider'],
  'schoolmedewerker',
];

describe('leerspoor demo', () => {
  let folder: string;
  // what the environment says of databases is not for the demonstration
  const env = { LEERSPOOR_DATABASE: 'postgres://nergens/niets', LEERSPOOR_REDIS: 'redis://nergens', PORT: '0' };
  const small = ['demo', '--leerlingen', '300', '--json'];

  beforeAll(() => {
    ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'leerspoor-demo-'));
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function check({ logins, aantallen }: Demo): void {
    expect(logins.map((login) => login.rol).sort()).toEqual(ROLES);
    for (const login of logins) expect(login.wachtwoord.length).toBeGreaterThanOrEqual(12);
    expect(aantallen.leerlingen).toBe(300);
    expect(aantallen.verzuimregistraties).toBeGreaterThan(1_000);
    expect(aantallen.signalen['verzuim-16u']).toBeGreaterThan(0);
    expect(aantallen.dossiers).toBeGreaterThan(0);
    expect(aantallen.toegewezen + aantallen.verdeelbak).toBe(aantallen.dossiers);
  }

  it('ends without a server, with one object and other passwords each time', async () => {
    const runs = [];
    for (let time = 0; time < 2; time++) {
      const { code, stdout, stderr } = await leerspoor([...small, '--zonder-server'], env, folder);
      expect({ code, lines: stdout.split('\n').length }).toEqual({ code: 0, lines: 2 });
      expect(stderr).toMatch(/alles bij elkaar/);
      const demo = JSON.parse(stdout) as Demo;
      expect(demo.adres).toBeNull();
      check(demo);
      runs.push(demo);
    }
    expect(runs[0]!.aantallen).toEqual(runs[1]!.aantallen);
    expect(runs[0]!.logins[0]!.wachtwoord).not.toBe(runs[1]!.logins[0]!.wachtwoord);
  });

  it('serves, and its logins open the door', async () => {
    const running = start(small, env, folder);
    const [line] = await waitFor(running, /^\{.*\}\n/, 60_000);
    const demo = JSON.parse(line) as Demo;
    check(demo);
    expect((await fetch(`${demo.adres}/readyz`)).status).toBe(200);
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0 });
  });
});

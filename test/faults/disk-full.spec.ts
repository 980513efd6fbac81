import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoDay, generateDemo } from '../../src/cli/demo/generate-demo';
import { newSecret } from '../../src/platform/encryption';
import { lookInside } from '../jobs/support/region';
import { describeWhere } from '../support/not-run';
import { canStartPostgres, type OwnPostgres, startOwnPostgres } from '../support/own-postgres';
import { ensureBuilt, leerspoor } from '../support/process';
import { canMountDisk, mountDisk, type SmallDisk } from '../support/small-disk';

const PUPILS = 200;
const NEEDED = ['scholen', 'vrije-dagen', 'medewerkers', 'leerlingen', 'inschrijvingen', 'diplomas', 'vrijstellingen'];

interface Engine {
  name: string;
  there: () => boolean;
  megabytes: number;
  /** too little for the absence */
  left: number;
  arrive: (folder: string) => Promise<{ address: string; server: OwnPostgres | null }>;
}

const ENGINES: Engine[] = [
  {
    name: 'SQLite',
    there: () => true,
    megabytes: 100,
    left: 200_000,
    arrive: async (folder) => ({ address: join(folder, 'leerspoor.db'), server: null }),
  },
  {
    name: 'PostgreSQL',
    there: canStartPostgres,
    megabytes: 250,
    left: 200_000,
    arrive: async (folder) => {
      const server = await startOwnPostgres(folder);
      return { address: server.url, server };
    },
  },
];

for (const engine of ENGINES) {
  const there = canMountDisk() && engine.there();
  describeWhere(there, 'root to mount a disk', `a full disk [${engine.name}]`, () => {
    let disk: SmallDisk;
    let server: OwnPostgres | null = null;
    let files: { soort: string; path: string }[];
    let folder: string;
    let env: Record<string, string>;

    const run = (...args: string[]) => leerspoor(args, env);
    const importFile = (soort: string) =>
      run('import', soort, files.find((file) => file.soort === soort)!.path, '--json');

    beforeAll(async () => {
      ensureBuilt();
      folder = mkdtempSync(join(tmpdir(), 'leerspoor-full-'));
      disk = mountDisk(engine.megabytes)!;
      const data = join(disk.path, 'data');
      mkdirSync(data);
      const { address, server: started } = await engine.arrive(data);
      server = started;
      ({ files } = await generateDemo({ seed: 7, folder: join(folder, 'bestanden'), pupils: PUPILS }));
      env = { LEERSPOOR_DATABASE: address, LEERSPOOR_SLEUTEL: newSecret(), LEERSPOOR_PEILDATUM: demoDay() };
      expect(await run('migrate')).toMatchObject({ code: 0 });
      for (const soort of NEEDED) expect(await importFile(soort)).toMatchObject({ code: 0 });
    }, 240_000);

    afterAll(async () => {
      await server?.down();
      disk.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    it('ends an import with a sentence that says so; with room again the same file is imported whole', async () => {
      disk.fill(engine.left);
      const full = await importFile('verzuim');
      expect(full).toMatchObject({ code: 1 });
      // a server whose own journal does not fit goes down; the command then says that it does not answer
      expect(full.stderr).toMatch(/^(De schijf is vol|De databaseserver antwoordt niet)[^\n]*\n$/);
      disk.free();
      if (server) {
        await server.down();
        await server.up();
      }
      expect(await importFile('verzuim')).toMatchObject({ code: 0 });
      expect(await run('werk', '--tot-leeg')).toMatchObject({ code: 0 });
      const { absence, faults } = await lookInside(env);
      expect(faults).toEqual([]);
      // and once more: nothing of it was there twice
      const again = JSON.parse((await importFile('verzuim')).stdout) as Record<string, number>;
      expect(again).toMatchObject({ nieuw: 0, gewijzigd: 0 });
      expect((await lookInside(env)).absence).toBe(absence);
    }, 120_000);
  });
}

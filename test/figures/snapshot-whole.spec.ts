import { ProcessingLog } from '../../src/access/log/processing';
import { systemActor } from '../../src/access/actor';
import { Audit } from '../../src/access/audit';
import { StoreSnapshot } from '../../src/figures/vsv/store-snapshot';
import { migrations, tables } from '../../src/cli/schema';
import type { Database } from '../../src/platform/database/database';
import { openDatabase } from '../../src/platform/database/open-database';
import { VsvFigures } from '../../src/figures/vsv/vsv-figures';
import { forEachEngine, freshDatabase } from '../support/database';
import { Builders } from '../support/builders';
import { TestClock } from '../support/house';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { Settings } from '../../src/platform/settings';
import { asDay } from '../../src/law/day';

const PEOPLE = 60;
const clock = new TestClock(asDay('2027-02-01'));
const actor = systemActor('opdracht');
const QUESTION = {
  ...{ schoolYear: 2025, region: null, municipality: null, per: 'gemeente' as const, publication: false },
};
/** Half of the people live in the one town and half in the other; who moves does so together with somebody back. */
const TOWNS = ['0114', '0363'] as const;

forEachEngine('a stored count', (engine) => {
  let database: Database;
  /** another process on the same database */
  let other: Database;
  let remove: () => Promise<void>;
  let ids: string[];

  let audit: Audit;

  beforeEach(async () => {
    const fresh = await freshDatabase(engine);
    remove = fresh.remove;
    database = fresh.database;
    const build = new Builders(database);
    audit = new Audit(database, clock, new ProcessingLog(new Settings(), new Encryption(newSecret())));
    other = await openDatabase({ address: fresh.path, tables, migrations });
    ids = [];
    for (let i = 0; i < PEOPLE; i++) {
      const pupil = await build.pupil('2007-05-01', {}, TOWNS[i % 2]!);
      await build.enrolment(pupil, '2024-08-01', '2026-02-01', 'mbo');
      ids.push(pupil);
    }
  });
  afterEach(async () => {
    await audit.beforeApplicationShutdown();
    await other.close();
    await remove();
  });

  const store = () => new StoreSnapshot(database, audit, clock).run(actor, { schoolYear: 2025, state: 'voorlopig' });
  const stored = async (id: string) => {
    const { rijen } = await new VsvFigures(database, clock).run(QUESTION, 'voorlopig', id);
    return rijen.map(({ cells }) => cells['deelnemers']);
  };
  /** Somebody moves out and somebody moves in, in one unit of work with time between. */
  const swap = (n: number, between: () => Promise<void>) =>
    other.work(async (work) => {
      const [a, b] = [ids[(2 * n) % PEOPLE]!, ids[(2 * n + 1) % PEOPLE]!];
      const home = (id: string) =>
        work.get<{ town: string }>('SELECT municipality AS "town" FROM residence WHERE pupil_id = ?', [id]);
      const [from, to] = [(await home(a))!.town, (await home(b))!.town];
      await work.run('UPDATE residence SET municipality = ? WHERE pupil_id = ?', [to, a]);
      await between();
      await work.run('UPDATE residence SET municipality = ? WHERE pupil_id = ?', [from, b]);
    });
  const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

  it('never holds half of what somebody else writes meanwhile', async () => {
    let busy = true;
    let swaps = 0;
    const writing = (async () => {
      try {
        while (busy) {
          await swap(swaps++, () => pause(3));
          await pause(1);
        }
      } finally {
        busy = false;
      }
    })();
    // twelve counts, and more where the machine is slow: what was written between them is what this test is about
    for (let i = 0; busy && (i < 12 || swaps < 4); i++) {
      const { id } = await store();
      expect(await stored(id)).toEqual([PEOPLE / 2, PEOPLE / 2]);
      // SQLite answers at once: without this the writer's pause would never end
      await pause(1);
    }
    busy = false;
    await writing;
    expect(swaps).toBeGreaterThanOrEqual(4);
  }, 60_000);

  it('made while a write is halfway has none of it', async () => {
    let making: Promise<{ id: string }> | undefined;
    await swap(0, async () => {
      making = store();
      await pause(300);
    });
    const { id } = await making!;
    expect(await stored(id)).toEqual([PEOPLE / 2, PEOPLE / 2]);
  });

  it('is all there or not at all', async () => {
    const broken = {
      write: () => {
        throw new Error('stroom weg');
      },
    } as unknown as Audit;
    const failing = new StoreSnapshot(database, broken, clock).run(actor, { schoolYear: 2025, state: 'voorlopig' });
    await expect(failing).rejects.toThrow('stroom weg');
    for (const table of ['vsv_snapshot', 'vsv_snapshot_person']) {
      expect(await database.read.all(`SELECT 1 FROM ${table}`)).toEqual([]);
    }
  });
});

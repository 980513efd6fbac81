import type { Transport } from '../../src/jobs/transport';
import { forEachEngine } from '../support/database';
import { describeWhere } from '../support/not-run';
import { hasRedis } from '../support/redis';
import { note, noted, queueUnderTest } from './support/queue-under-test';
import { bullmq, embedded, type Kind, LeapTime, type UnderTest, until } from './support/transports';

const DAY_MS = 86_400_000;
const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `p${String(i).padStart(3, '0')}`);

/** The clock of a machine jumps, as after a repair of its time: what was written under the wrong time must not lie. */
function clockJumps(kind: Kind): void {
  forEachEngine(`clocks that jump: ${kind.name}`, (engine) => {
    let it_: UnderTest;
    let time: LeapTime;
    let place: Awaited<ReturnType<Kind['arrive']>>;
    const transports: Transport[] = [];
    const empty = async (): Promise<boolean> => (await it_.rows()).length === 0;
    const work = (): void => {
      const transport = place.make(it_);
      transports.push(transport);
      transport.work();
    };

    beforeEach(async () => {
      time = new LeapTime();
      [it_, place] = [await queueUnderTest({ engine, time }), await kind.arrive()];
    });
    afterEach(async () => {
      await Promise.all(transports.splice(0).map((transport) => transport.stop()));
      await place.leave();
      await it_.remove();
    });

    it.each([
      ['a day ahead', DAY_MS],
      ['a day back', -DAY_MS],
    ])('%s in the middle: everything is done once', async (_, leap) => {
      it_.handle({ 'beoordeel-leerling': note });
      await it_.add('beoordeel-leerling', names(100));
      work();
      await until(async () => (await noted(it_.database)).length > 0);
      time.leap(leap);
      await it_.add('beoordeel-leerling', ['later']);
      await until(empty);
      expect(await noted(it_.database)).toEqual(['later', ...names(100)]);
    });

    it('back by a day after work failed under a clock that ran ahead: it is tried again at once, not tomorrow', async () => {
      let failing = true;
      it_.handle({
        'beoordeel-leerling': async (unit, subjects) => {
          if (failing) throw new Error('nee');
          await note(unit, subjects);
        },
      });
      time.leap(DAY_MS);
      await it_.add('beoordeel-leerling', ['a']);
      work();
      await until(async () => (await it_.rows())[0]?.attempts === 1);
      failing = false;
      time.leap(-DAY_MS);
      await until(empty);
      expect(await noted(it_.database)).toEqual(['a']);
    });

    it('back by a day after work was handed over under a clock that ran ahead, and lost', async () => {
      it_.handle({ 'beoordeel-leerling': note });
      await it_.add('beoordeel-leerling', ['a']);
      const tomorrow = new Date(Date.now() + DAY_MS).toISOString();
      await it_.database.work((unit) => unit.run('UPDATE outbox SET handed_at = ?', [tomorrow]));
      work();
      await until(empty);
      expect(await noted(it_.database)).toEqual(['a']);
    });
  });
}

clockJumps(embedded);
describeWhere(hasRedis(), 'Redis', 'through Redis', () => clockJumps(bullmq));

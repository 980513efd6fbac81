import { MAX_ATTEMPTS } from '../../src/jobs/failure';
import type { Transport } from '../../src/jobs/transport';
import { Problem } from '../../src/platform/errors';
import { forEachEngine } from '../support/database';
import { describeWhere } from '../support/not-run';
import { hasRedis } from '../support/redis';
import { note, noted, queueUnderTest } from './support/queue-under-test';
import { bullmq, embedded, type Kind, LeapTime, timed, type UnderTest, until } from './support/transports';

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `p${String(i).padStart(3, '0')}`);

/** What every transport promises, on either engine. */
function contract(kind: Kind): void {
  forEachEngine(`every transport: ${kind.name}`, (engine) => {
    let it_: UnderTest;
    let time: LeapTime;
    let place: Awaited<ReturnType<Kind['arrive']>>;
    let transports: Transport[];
    const make = (): Transport => {
      const transport = place.make(it_);
      transports.push(transport);
      return transport;
    };
    const empty = async (): Promise<boolean> => (await it_.rows()).length === 0;

    beforeEach(async () => {
      time = new LeapTime();
      [it_, place] = [await queueUnderTest({ engine, time }), await kind.arrive()];
      transports = [];
    });
    afterEach(async () => {
      await Promise.all(transports.map((transport) => transport.stop()));
      await place.leave();
      await it_.remove();
    });

    it('does all rows, each once', async () => {
      const seen: string[] = [];
      const tell = async (_: unknown, subjects: string[]) => void seen.push(...subjects);
      it_.handle({ 'beoordeel-leerling': tell, 'wijs-toe': tell });
      await it_.add('beoordeel-leerling', names(130));
      await it_.add('wijs-toe', ['x', 'y']);
      make().work();
      await until(empty);
      await it_.add('beoordeel-leerling', ['later']);
      await until(empty);
      expect(seen.sort()).toEqual([...names(130), 'later', 'x', 'y'].sort());
    });

    it('does each row once where two processes work', async () => {
      const seen: string[] = [];
      it_.handle({
        'beoordeel-leerling': async (work, subjects) => {
          await note(work, subjects);
          seen.push(...subjects);
        },
      });
      make().work();
      make().work();
      for (const part of [names(300).slice(0, 100), names(300).slice(100)]) await it_.add('beoordeel-leerling', part);
      await until(empty);
      expect(seen.sort()).toEqual(names(300));
      expect(await noted(it_.database)).toEqual(names(300));
    });

    it('does what a handler adds', async () => {
      it_.handle({
        'beoordeel-locatie': async (work) => it_.outbox.add(work, 'beoordeel-leerling', names(30)),
        'beoordeel-leerling': note,
      });
      make().work();
      await it_.add('beoordeel-locatie', ['99AA00']);
      await until(async () => (await noted(it_.database)).length === 30 && (await empty()));
      expect(await noted(it_.database)).toEqual(names(30));
    });

    it('sets a poisoned row apart, lets it wait, parks it, and does it once somebody asks again', async () => {
      let poisoned = true;
      it_.handle({
        'beoordeel-leerling': async (work, subjects) => {
          await note(work, subjects);
          if (poisoned && subjects.includes('gif')) throw new Problem('gegevens-kapot', 'tekst met een naam');
        },
      });
      await it_.add('beoordeel-leerling', [...names(20), 'gif', 'zz']);
      const transport = make();
      transport.work();
      for (let attempts = 1; attempts <= MAX_ATTEMPTS; attempts++) {
        await until(async () => (await it_.rows()).every((row) => row.subject === 'gif' && row.attempts === attempts));
        if (attempts === MAX_ATTEMPTS) break;
        await new Promise((resolve) => setTimeout(resolve, 300));
        // before its time it is left alone
        expect((await it_.rows())[0]).toMatchObject({ state: 'wacht', attempts });
        time.leap(2_000 * 3 ** (attempts - 1));
      }
      expect(await it_.rows()).toMatchObject([{ state: 'mislukt', attempts: 5, last_error: 'gegevens-kapot' }]);
      expect(await noted(it_.database)).toEqual([...names(20), 'zz']);
      poisoned = false;
      await it_.queue.retry([]);
      await until(empty);
      expect(await noted(it_.database)).toEqual(['gif', ...names(20), 'zz'].sort());
    });

    it('changes nothing where a job runs twice', async () => {
      const seen: string[] = [];
      it_.handle({
        'beoordeel-leerling': async (work, subjects) => {
          await note(work, subjects);
          seen.push(...subjects);
        },
      });
      await it_.add('beoordeel-leerling', names(40));
      const ids = (await it_.rows()).map((row) => row.id);
      make().work();
      const twice = await Promise.all([it_.batches.workThese(ids), it_.batches.workThese(ids)]);
      await until(empty);
      expect(await it_.batches.workThese(ids)).toEqual({ done: 0, failed: 0 });
      expect(twice.map((outcome) => outcome.failed)).toEqual([0, 0]);
      expect(seen.sort()).toEqual(names(40));
    });

    it('finishes the job in hand when it stops, and takes nothing more', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let started = false;
      it_.handle({
        'wijs-toe': async (work, subjects) => {
          started = true;
          await held;
          await note(work, subjects);
        },
        'beoordeel-leerling': note,
      });
      await it_.add('wijs-toe', ['a']);
      await it_.add('beoordeel-leerling', ['b']);
      const transport = make();
      transport.work();
      await until(() => started);
      const stopped = transport.stop();
      setTimeout(release, 200);
      await stopped;
      expect(await noted(it_.database)).toEqual(['a']);
      expect((await it_.rows()).map((row) => row.subject)).toEqual(['b']);
    });

    it('does not wait for ever for a job that hangs when it stops', async () => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      let started = false;
      it_.handle({
        'wijs-toe': async () => {
          started = true;
          await held;
        },
      });
      await it_.add('wijs-toe', ['a']);
      const transport = make();
      transport.work();
      await until(() => started);
      expect(await timed(() => transport.stop())).toBeLessThan(8_000);
      release();
    });

    it('says that it answers', async () => {
      it_.handle({});
      const transport = make();
      transport.start();
      await until(() => transport.answers());
    });

    it('can be stopped before it started, and twice', async () => {
      it_.handle({});
      const transport = make();
      await transport.stop();
      transport.work();
      await transport.stop();
      await transport.stop();
    });
  });
}

contract(embedded);
describeWhere(hasRedis(), 'Redis', 'through Redis', () => contract(bullmq));

import { Logger } from '@nestjs/common';
import { Queue } from 'bullmq';
import type { Transport } from '../../src/jobs/transport';
import { forEachEngine } from '../support/database';
import { describeWhere } from '../support/not-run';
import { canStartRedis, onRedis, type OwnRedis, startRedis } from '../support/redis';
import { note, noted, queueUnderTest } from './support/queue-under-test';
import { LeapTime, newPrefix, onRedisAt, QuickLimits, timed, type UnderTest, until } from './support/transports';

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `p${String(i).padStart(3, '0')}`);
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Everything that stands in Redis, keys and values, as text. */
function everything(url: string): Promise<string[]> {
  return onRedis(url, async (client) => {
    const said: string[] = [];
    for (const key of await client.keys('*')) {
      const type = await client.type(key);
      const value =
        type === 'hash'
          ? await client.hgetall(key)
          : type === 'list'
            ? await client.lrange(key, 0, -1)
            : type === 'zset'
              ? await client.zrange(key, 0, -1)
              : type === 'set'
                ? await client.smembers(key)
                : type === 'stream'
                  ? await client.xrange(key, '-', '+')
                  : await client.get(key);
      said.push(`${key} ${JSON.stringify(value)}`);
    }
    return said;
  });
}

/** A Redis of our own is stopped, emptied and held still; never the shared one. */
describeWhere(canStartRedis(), 'a redis-server to start', 'faults of the shared queue', () => {
  forEachEngine('nothing is lost', (engine) => {
    let it_: UnderTest;
    let time: LeapTime;
    let redis: OwnRedis;
    let prefix: string;
    let transports: Transport[];
    const make = (options: Parameters<typeof onRedisAt>[2] = {}): Transport => {
      const transport = onRedisAt(redis.url, it_, { prefix, ...options });
      transports.push(transport);
      return transport;
    };
    const empty = async (): Promise<boolean> => (await it_.rows()).length === 0;
    const slowly = async (...[work, subjects]: Parameters<typeof note>): Promise<void> => {
      await pause(150);
      await note(work, subjects);
    };

    beforeEach(async () => {
      time = new LeapTime();
      it_ = await queueUnderTest({ engine, time });
      redis = await startRedis();
      prefix = newPrefix();
      transports = [];
    });
    afterEach(async () => {
      jest.restoreAllMocks();
      await Promise.all(transports.map((transport) => transport.stop()));
      await redis.down();
      await it_.remove();
    });

    it('when Redis goes away in the middle and comes back empty', async () => {
      it_.handle({ 'beoordeel-leerling': slowly });
      await it_.add('beoordeel-leerling', names(100));
      make().work();
      make().work();
      await until(async () => (await noted(it_.database)).length > 0);
      await redis.down();
      await it_.add('beoordeel-leerling', ['under-way']);
      await pause(4_000);
      await redis.up();
      await until(empty, 30_000);
      expect(await noted(it_.database)).toEqual([...names(100), 'under-way'].sort());
    });

    it('when Redis is flushed in the middle', async () => {
      it_.handle({ 'beoordeel-leerling': slowly });
      await it_.add('beoordeel-leerling', names(200));
      make().work();
      await until(async () => (await noted(it_.database)).length > 0);
      await onRedis(redis.url, (client) => client.flushall());
      await until(empty, 30_000);
      expect(await noted(it_.database)).toEqual(names(200));
    });

    it('when Redis is not there yet at the start', async () => {
      await redis.down();
      it_.handle({ 'beoordeel-leerling': note });
      await it_.add('beoordeel-leerling', names(50));
      const transport = make();
      transport.work();
      await pause(1_500);
      expect(await transport.answers()).toBe(false);
      expect((await it_.rows()).length).toBe(50);
      await redis.up();
      await until(empty, 30_000);
      expect(await transport.answers()).toBe(true);
    });

    it('when Redis holds still for longer than anybody waits', async () => {
      it_.handle({ 'beoordeel-leerling': note });
      const transport = make();
      transport.work();
      await until(() => transport.answers());
      redis.freeze();
      const added = await timed(() => it_.add('beoordeel-leerling', names(50)));
      expect(added).toBeLessThan(1_000);
      expect(await timed(async () => expect(await transport.answers()).toBe(false))).toBeLessThan(2_000);
      await pause(2_000);
      redis.goOn();
      await until(empty, 30_000);
      expect(await noted(it_.database)).toEqual(names(50));
    });

    it('when the database fails for a moment under a job', async () => {
      it_.handle({ 'beoordeel-leerling': note });
      const fails = jest.spyOn(it_.batches, 'workThese').mockRejectedValueOnce(new Error('Jan de Vries'));
      await it_.add('beoordeel-leerling', names(5));
      make().work();
      await until(empty);
      expect(fails.mock.calls.length).toBeGreaterThan(1);
      expect((await everything(redis.url)).join('\n')).not.toContain('Jan');
    });

    it('when the relay died between marking and handing over', async () => {
      it_.handle({ 'beoordeel-leerling': note });
      await it_.add('beoordeel-leerling', names(5));
      const now = new Date().toISOString();
      await it_.database.work((work) => work.run('UPDATE outbox SET handed_at = ?', [now]));
      make().work();
      await until(empty);
    });

    it('and Redis is told ids and nothing else', async () => {
      it_.handle({ 'beoordeel-leerling': async () => Promise.reject(new Error('Jan de Vries 999990019')) });
      const subjects = ['999990019', 'Jan de Vries'];
      await it_.add('beoordeel-leerling', subjects);
      await it_.add('wijs-toe', ['dossier van Jan']);
      const ids = (await it_.rows()).map((row) => row.id);
      const handing = make();
      handing.start();
      await until(async () => (await everything(redis.url)).filter((line) => line.includes('"data"')).length === 2);
      const waiting = await everything(redis.url);
      await handing.stop();
      make().work();
      await until(async () => (await it_.rows()).every((row) => row.attempts === 1));
      const worked = await everything(redis.url);
      for (const line of [...waiting, ...worked]) expect(line).not.toMatch(/Jan|Vries|999990019|dossier/);
      const jobs = waiting.filter((line) => line.includes('"data"'));
      const data = jobs.map((line) => (JSON.parse(line.slice(line.indexOf(' '))) as { data: string }).data);
      for (const text of data) expect(Object.keys(JSON.parse(text) as object)).toEqual(['ids']);
      const named = data.flatMap((text) => (JSON.parse(text) as { ids: string[] }).ids);
      expect(named.sort()).toEqual(ids.sort());
      for (const line of waiting) for (const id of line.match(UUID) ?? []) expect(ids).toContain(id);
      expect(worked.filter((line) => line.includes('"data"'))).toEqual([]);
    });

    it('and Redis holds a bounded number of jobs, the outbox the rest', async () => {
      it_.handle({ 'beoordeel-leerling': note });
      await it_.add('beoordeel-leerling', names(200));
      const limits = Object.assign(new QuickLimits(), { jobs: 3 });
      const handing = make({ limits });
      handing.start();
      await pause(1_500);
      const jobs = (await everything(redis.url)).filter((line) => line.includes('"data"'));
      expect(jobs).toHaveLength(3);
      await handing.stop();
      make({ limits }).work();
      await until(empty);
    });

    it('and a job that never ran does not stand in the way of a new one with the same rows', async () => {
      it_.handle({ 'beoordeel-leerling': note });
      await it_.add('beoordeel-leerling', names(10));
      const handing = make();
      handing.start();
      const jobs = async () => (await everything(redis.url)).filter((line) => line.includes('"data"')).length;
      await until(async () => (await jobs()) === 1);
      time.leap(new QuickLimits().againMs);
      await until(async () => (await jobs()) === 2);
      await handing.stop();
      make().work();
      await until(empty);
      await until(async () => (await jobs()) === 0);
      expect(await noted(it_.database)).toEqual(names(10));
    });

    it('and a job of rows that are gone, or of another installation, changes nothing', async () => {
      it_.handle({ 'beoordeel-leerling': note });
      const queue = new Queue('taken', { connection: { url: redis.url }, prefix });
      await queue.add('beoordeel-leerling', { ids: ['0190a3b4-0000-7000-8000-000000000000'] });
      make().work();
      await it_.add('beoordeel-leerling', ['a']);
      await until(empty);
      await queue.close();
      expect(await noted(it_.database)).toEqual(['a']);
    });

    it('and an outage is told once, not every second', async () => {
      const errors = jest.spyOn(Logger.prototype, 'error').mockImplementation();
      const told = jest.spyOn(Logger.prototype, 'log').mockImplementation();
      it_.handle({ 'beoordeel-leerling': note });
      const transport = make();
      transport.work();
      await until(() => transport.answers());
      await redis.down();
      await pause(3_000);
      expect(errors).toHaveBeenCalledTimes(1);
      await redis.up();
      await until(() => transport.answers());
      await pause(1_000);
      expect(errors).toHaveBeenCalledTimes(1);
      expect(told).toHaveBeenCalledTimes(1);
    });

    it('and stopping is bounded where Redis is not there', async () => {
      it_.handle({});
      const never = make();
      await redis.down();
      never.work();
      await pause(500);
      expect(await timed(() => never.stop())).toBeLessThan(5_000);
      await redis.up();
      const lost = make();
      lost.work();
      await until(() => lost.answers());
      await redis.down();
      await pause(500);
      expect(await timed(() => lost.stop())).toBeLessThan(5_000);
    });
  });
});

import { AT_ONCE, JobTime } from '../../src/jobs/job-time';
import { newId } from '../../src/platform/ids';
import { forEachEngine } from '../support/database';
import { note, noted, queueUnderTest } from './support/queue-under-test';

type UnderTest = Awaited<ReturnType<typeof queueUnderTest>>;

/** Sleeps through every long pause, until it is woken. */
class NoPolls extends JobTime {
  asleep = false;

  override async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.asleep = milliseconds >= 200;
    await super.sleep(this.asleep ? 3_600_000 : milliseconds, signal);
    this.asleep = false;
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const start = Date.now();
  while (!(await condition())) {
    if (Date.now() - start > 5_000) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

forEachEngine('the worker inside a serving process', (engine) => {
  let it_: UnderTest;

  beforeEach(async () => {
    it_ = await queueUnderTest({ engine, time: new JobTime() });
  });
  afterEach(async () => {
    await it_.transport.stop();
    await it_.remove();
  });

  it('works at once what is added while it runs, without waiting for its next look', async () => {
    const time = new NoPolls();
    const woken = await queueUnderTest({ engine, time });
    woken.handle({ 'beoordeel-leerling': note });
    woken.transport.start();
    await until(async () => time.asleep);
    for (const subject of ['a', 'b', 'c']) {
      await woken.add('beoordeel-leerling', [subject]);
      await until(async () => (await noted(woken.database)).includes(subject));
      await until(async () => time.asleep);
    }
    await woken.transport.stop();
    await woken.remove();
  });

  it('finds what another process added', async () => {
    it_.handle({ 'beoordeel-leerling': note });
    it_.transport.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const columns = ['id', 'kind', 'subject', 'state', 'not_before', 'attempts', 'asked_at', 'created_at'];
    const row = [newId(), 'beoordeel-leerling', 'q', 'wacht', AT_ONCE, 0, AT_ONCE, AT_ONCE];
    await it_.database.work((work) => work.insert('outbox', columns, [row]));
    await until(async () => (await noted(it_.database)).includes('q'));
  });

  it('finishes the batch in hand and takes nothing more when it stops', async () => {
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
    it_.transport.start();
    await until(async () => started);
    const stopped = it_.transport.stop();
    release();
    await stopped;
    expect(await noted(it_.database)).toEqual(['a']);
    expect((await it_.rows()).map((row) => row.subject)).toEqual(['b']);
  });

  it('goes on after the database failed for a moment', async () => {
    it_.handle({ 'beoordeel-leerling': note });
    const fails = jest.spyOn(it_.batches, 'workNext').mockRejectedValueOnce(new Error('weg'));
    it_.transport.start();
    await it_.add('beoordeel-leerling', ['a']);
    await until(async () => (await noted(it_.database)).includes('a'));
    expect(fails.mock.calls.length).toBeGreaterThan(1);
  });
});

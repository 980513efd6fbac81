import { JobTime } from '../../src/jobs/job-time';
import { note, noted, queueUnderTest } from './support/queue-under-test';

type UnderTest = Awaited<ReturnType<typeof queueUnderTest>>;

async function until(condition: () => Promise<boolean>): Promise<number> {
  const start = Date.now();
  while (!(await condition())) {
    if (Date.now() - start > 5_000) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Date.now() - start;
}

describe('the worker inside a serving process', () => {
  let it_: UnderTest;

  beforeEach(async () => {
    it_ = await queueUnderTest({ time: new JobTime() });
  });
  afterEach(async () => {
    await it_.transport.stop();
    await it_.remove();
  });

  it('works what is added while it runs, at once', async () => {
    it_.handle({ 'beoordeel-leerling': note });
    it_.transport.start();
    await until(async () => true);
    for (const subject of ['a', 'b', 'c']) {
      await it_.add('beoordeel-leerling', [subject]);
      const took = await until(async () => (await noted(it_.database)).includes(subject));
      expect(took).toBeLessThan(150);
    }
  });

  it('finds what another process added', async () => {
    it_.handle({ 'beoordeel-leerling': note });
    it_.transport.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const other = await it_.database.work((work) =>
      work.run(
        "INSERT INTO outbox SELECT 'x', 'beoordeel-leerling', 'q', 'wacht', '1970-01-01', 0, '1970-01-01', NULL, '1970-01-01'",
      ),
    );
    expect(other).toBe(1);
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

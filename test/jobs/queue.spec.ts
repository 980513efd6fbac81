import { newId } from '../../src/platform/ids';
import { forEachEngine } from '../support/database';
import { queueUnderTest } from './support/queue-under-test';

type UnderTest = Awaited<ReturnType<typeof queueUnderTest>>;

forEachEngine('what waits and what failed', (engine) => {
  let it_: UnderTest;
  let broken: boolean;

  beforeEach(async () => {
    it_ = await queueUnderTest({ engine });
    broken = true;
    it_.handle({ 'wijs-toe': async () => (broken ? Promise.reject(new RangeError('geheim')) : undefined) });
    await it_.add('wijs-toe', ['a', 'b']);
    await it_.relay.workUntilEmpty();
  });
  afterEach(() => it_.remove());

  it('lists jobs without saying whom they are about', async () => {
    await it_.add('verdeel', ['']);
    const jobs = await it_.queue.list({ limit: 10 });
    expect(jobs.map((job) => [job.kind, job.state, job.attempts, job.lastError])).toEqual([
      ['wijs-toe', 'mislukt', 5, expect.stringMatching(/^RangeError\b/)],
      ['wijs-toe', 'mislukt', 5, expect.stringMatching(/^RangeError\b/)],
      ['verdeel', 'wacht', 0, null],
    ]);
    expect(Object.keys(jobs[0]!).sort()).toEqual(['attempts', 'id', 'kind', 'lastError', 'since', 'state']);
    expect(await it_.queue.list({ state: 'wacht', limit: 10 })).toHaveLength(1);
    expect(await it_.queue.counts()).toEqual([
      { kind: 'verdeel', state: 'wacht', count: 1 },
      { kind: 'wijs-toe', state: 'mislukt', count: 2 },
    ]);
  });

  it('tries one again', async () => {
    const [first] = await it_.queue.list({ limit: 1 });
    expect(await it_.queue.retry([first!.id])).toBe(1);
    broken = false;
    expect(await it_.relay.workUntilEmpty()).toEqual({ done: 1, waiting: 0, failed: 1 });
  });

  it('tries all again where none is named', async () => {
    expect(await it_.queue.retry([])).toBe(2);
    broken = false;
    expect(await it_.relay.workUntilEmpty()).toEqual({ done: 2, waiting: 0, failed: 0 });
  });

  it('joins the same work where it waits already', async () => {
    await it_.add('wijs-toe', ['a', 'b']);
    expect(await it_.queue.retry([])).toBe(2);
    expect((await it_.rows()).map((row) => [row.subject, row.state, row.attempts])).toEqual([
      ['a', 'wacht', 0],
      ['b', 'wacht', 0],
    ]);
  });

  it('changes nothing where an id is not that of a failed job', async () => {
    const [first] = await it_.queue.list({ limit: 1 });
    const unknown = newId();
    await expect(it_.queue.retry([first!.id, unknown])).rejects.toThrow(`Geen mislukte taak met nummer ${unknown}.`);
    expect(await it_.queue.count('mislukt')).toBe(2);
  });
});

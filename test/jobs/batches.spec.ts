import { MAX_ATTEMPTS } from '../../src/jobs/failure';
import { Problem } from '../../src/platform/errors';
import { forEachEngine } from '../support/database';
import { note, noted, queueUnderTest, TestTime } from './support/queue-under-test';

type UnderTest = Awaited<ReturnType<typeof queueUnderTest>>;

forEachEngine('working the outbox', (engine) => {
  let it_: UnderTest;

  beforeEach(async () => {
    it_ = await queueUnderTest({ engine });
  });
  afterEach(() => it_.remove());

  it('does everything once and leaves nothing behind', async () => {
    const seen: string[][] = [];
    it_.handle({
      'beoordeel-leerling': async (work, subjects) => {
        seen.push(subjects);
        await note(work, subjects);
      },
    });
    await it_.add('beoordeel-leerling', ['a', 'b', 'c', 'a']);
    await it_.add('beoordeel-leerling', ['b']);
    expect(await it_.relay.workUntilEmpty()).toEqual({ done: 3, waiting: 0, failed: 0 });
    expect(seen).toEqual([['a', 'b', 'c']]);
    expect(await noted(it_.database)).toEqual(['a', 'b', 'c']);
    expect(await it_.rows()).toEqual([]);
  });

  it('keeps the order of arrival over all kinds, in runs of one kind', async () => {
    const seen: string[] = [];
    const tell = (kind: string) => async (_: unknown, subjects: string[]) =>
      void seen.push(`${kind}:${subjects.join('')}`);
    it_.handle({ 'beoordeel-leerling': tell('leerling'), 'wijs-toe': tell('wijs') });
    await it_.add('beoordeel-leerling', ['a', 'b']);
    await it_.add('wijs-toe', ['x']);
    await it_.add('beoordeel-leerling', ['c']);
    await it_.relay.workUntilEmpty();
    expect(seen).toEqual(['leerling:ab', 'wijs:x', 'leerling:c']);
  });

  it('takes no more than the size of a batch', async () => {
    const sizes: number[] = [];
    it_.handle({ 'wijs-toe': async (_, subjects) => void sizes.push(subjects.length) });
    await it_.add('wijs-toe', ['a', 'b', 'c', 'd', 'e']);
    for (let left = 5; left > 0;) left -= (await it_.batches.workNext(2)).done;
    expect(sizes).toEqual([2, 2, 1]);
  });

  it('does what handlers add, also when a handler asks for its own subject again', async () => {
    let again = true;
    const seen: string[] = [];
    it_.handle({
      'beoordeel-locatie': async (work) => it_.outbox.add(work, 'beoordeel-leerling', ['a', 'b']),
      'beoordeel-leerling': async (work, subjects) => {
        seen.push(subjects.join(''));
        if (again) await it_.outbox.add(work, 'beoordeel-leerling', ['a']);
        again = false;
      },
    });
    await it_.add('beoordeel-locatie', ['99AA00']);
    expect(await it_.relay.workUntilEmpty()).toEqual({ done: 4, waiting: 0, failed: 0 });
    expect(seen).toEqual(['ab', 'a']);
  });

  it('splits a failing batch until the row at fault stands alone; the others are done', async () => {
    it_.handle({
      'beoordeel-leerling': async (work, subjects) => {
        await note(work, subjects);
        if (subjects.includes('gif')) throw new Problem('gegevens-kapot', 'tekst met een naam');
      },
    });
    const good = Array.from({ length: 40 }, (_, i) => `p${String(i).padStart(2, '0')}`);
    await it_.add('beoordeel-leerling', [...good.slice(0, 17), 'gif', ...good.slice(17)]);
    expect(await it_.batches.workNext(100)).toEqual({ done: 40, failed: 1 });
    expect(await noted(it_.database)).toEqual(good);
    expect(await it_.rows()).toMatchObject([
      { subject: 'gif', state: 'wacht', attempts: 1, last_error: 'gegevens-kapot' },
    ]);
  });

  it('waits ever longer between attempts and parks after the fifth', async () => {
    let attempts = 0;
    it_.handle({
      'wijs-toe': async () => {
        attempts++;
        throw new TypeError('Jan de Vries 999990019');
      },
    });
    await it_.add('wijs-toe', ['a']);
    const start = it_.time.now();
    expect(await it_.relay.workUntilEmpty()).toEqual({ done: 0, waiting: 0, failed: 1 });
    expect(attempts).toBe(MAX_ATTEMPTS);
    const waited = (it_.time as TestTime).now() - start;
    expect(waited).toBeGreaterThanOrEqual(80_000);
    expect(waited).toBeLessThan(90_000);
    expect(await it_.rows()).toMatchObject([{ state: 'mislukt', attempts: 5 }]);
    // where it happened helps to find the fault; its words could name a person
    expect((await it_.rows())[0]!.last_error).toMatch(/^TypeError( \([\w./-]+:\d+\))?$/);
  });

  it('leaves a row alone before its time', async () => {
    it_.handle({ 'wijs-toe': () => Promise.reject(new Error('nee')) });
    await it_.add('wijs-toe', ['a']);
    expect(await it_.batches.workNext(10)).toEqual({ done: 0, failed: 1 });
    expect(await it_.batches.workNext(10)).toEqual({ done: 0, failed: 0 });
    await it_.time.sleep(2_000);
    expect(await it_.batches.workNext(10)).toEqual({ done: 0, failed: 1 });
  });

  it('parks work of a kind that this version does not know', async () => {
    it_.handle({});
    await it_.add('wijs-toe', ['a']);
    await it_.database.work((work) => work.run("UPDATE outbox SET kind = 'van-later'"));
    expect(await it_.relay.workUntilEmpty()).toMatchObject({ failed: 1 });
    expect(await it_.rows()).toMatchObject([{ kind: 'van-later', last_error: 'taak-onbekend' }]);
  });

  it('forgets an old failure once the same subject has been done', async () => {
    let broken = true;
    it_.handle({ 'wijs-toe': async () => (broken ? Promise.reject(new Error('nee')) : undefined) });
    await it_.add('wijs-toe', ['a', 'b']);
    await it_.relay.workUntilEmpty();
    broken = false;
    await it_.add('wijs-toe', ['a']);
    expect(await it_.relay.workUntilEmpty()).toEqual({ done: 1, waiting: 0, failed: 1 });
    expect(await it_.rows()).toMatchObject([{ subject: 'b', state: 'mislukt' }]);
  });

  it('is the same when what was done is asked for again', async () => {
    it_.handle({ 'beoordeel-leerling': note });
    for (let time = 0; time < 2; time++) {
      await it_.add('beoordeel-leerling', ['a', 'b']);
      await it_.relay.workUntilEmpty();
      expect(await noted(it_.database)).toEqual(['a', 'b']);
    }
  });

  it('stops between batches when asked to', async () => {
    const stop = new AbortController();
    it_.handle({ 'wijs-toe': async () => stop.abort() });
    await it_.add('wijs-toe', ['a']);
    await it_.add('verdeel', ['']);
    expect(await it_.relay.workUntilEmpty({ signal: stop.signal })).toEqual({ done: 1, waiting: 1, failed: 0 });
  });

  it('tells how far it is', async () => {
    it_.handle({});
    await it_.add('wijs-toe', ['a', 'b']);
    await it_.add('verdeel', ['']);
    const seen: unknown[] = [];
    await it_.relay.workUntilEmpty({ onProgress: (progress) => seen.push(progress) });
    expect(seen).toEqual([
      { done: 2, waiting: 1 },
      { done: 3, waiting: 0 },
    ]);
  });

  it('works at once what was asked for under another peildatum', async () => {
    it_.handle({});
    await it_.add('wijs-toe', ['a']);
    expect((await it_.queue.nextAt())!).toBeLessThanOrEqual(0);
  });
});

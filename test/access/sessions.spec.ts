import { Attempts, loginLimits } from '../../src/access/accounts/attempts';
import { SessionService } from '../../src/access/sessions';
import { ATTEMPT_TERMS, SESSION_TERMS } from '../../src/access/terms';
import { type Day } from '../../src/law/day';
import { Clock } from '../../src/platform/clock';
import { Encryption, newSecret } from '../../src/platform/encryption';
import { newId } from '../../src/platform/ids';
import { freshDatabase } from '../support/database';

class HandClock extends Clock {
  at = Date.parse('2026-03-25T08:00:00.000Z');
  now = () => new Date(this.at);
  today = () => '2026-03-25' as Day;
}

describe('a session', () => {
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  let clock: HandClock;
  let sessions: SessionService;
  const account = newId();

  beforeEach(async () => {
    fresh = await freshDatabase();
    clock = new HandClock();
    sessions = new SessionService(fresh.database, clock);
    const columns = ['id', 'username', 'password_hash', 'employee', 'made_at'];
    await fresh.database.work((work) => work.insert('account', columns, [[account, 'a', 'x', 'm', clock.instant()]]));
  });
  afterEach(() => fresh.remove());

  const left = async () => (await fresh.database.read.all('SELECT token_hash FROM session')).length;

  it('lasts while it is used, and ends after half an hour without use', async () => {
    const token = await sessions.open(account);
    for (let i = 0; i < 4; i++) {
      clock.at += SESSION_TERMS.idle - 1;
      expect(await sessions.find(token)).toMatchObject({ accountId: account, employee: 'm' });
    }
    clock.at += SESSION_TERMS.idle;
    expect(await sessions.find(token)).toBeNull();
    expect(await left()).toBe(0);
  });

  it('ends after eight hours however busy', async () => {
    const token = await sessions.open(account);
    const end = clock.at + SESSION_TERMS.absolute;
    while (clock.at + SESSION_TERMS.idle / 2 < end) {
      clock.at += SESSION_TERMS.idle / 2;
      expect(await sessions.find(token)).not.toBeNull();
    }
    clock.at = end;
    expect(await sessions.find(token)).toBeNull();
  });

  it('ends when the clock goes back before its beginning', async () => {
    const token = await sessions.open(account);
    clock.at -= SESSION_TERMS.clockSlack + 1;
    expect(await sessions.find(token)).toBeNull();
  });

  it('is not written to on each request', async () => {
    const token = await sessions.open(account);
    const seen = async () =>
      (await fresh.database.read.get<{ seen_at: string }>('SELECT seen_at FROM session'))!.seen_at;
    const before = await seen();
    clock.at += SESSION_TERMS.touchAfter - 1;
    await sessions.find(token);
    expect(await seen()).toBe(before);
    clock.at += 1;
    await sessions.find(token);
    expect(await seen()).not.toBe(before);
  });

  it('can be ended for all of an account, and an unknown token opens nothing', async () => {
    const tokens = [await sessions.open(account), await sessions.open(account)];
    expect(await sessions.find('onbekend')).toBeNull();
    await sessions.closeAllOf(account);
    for (const token of tokens) expect(await sessions.find(token)).toBeNull();
  });
});

describe('attempts', () => {
  let fresh: Awaited<ReturnType<typeof freshDatabase>>;
  let clock: HandClock;
  let attempts: Attempts;
  const terms = { ...ATTEMPT_TERMS, perPair: 2, perUsername: 4, perAddress: 3 };
  const take = (name: string, address: string) => attempts.take(loginLimits(name, address, terms));
  const series = async (...asked: [string, string][]) => {
    const answers: boolean[] = [];
    for (const [name, address] of asked) answers.push(await take(name, address));
    return answers;
  };

  beforeEach(async () => {
    fresh = await freshDatabase();
    clock = new HandClock();
    attempts = new Attempts(fresh.database, clock, new Encryption(newSecret()));
  });
  afterEach(() => fresh.remove());

  it('are limited per name and address together, per name, and per address', async () => {
    expect(await series(['a', '1'], ['a', '1'], ['a', '1'])).toEqual([true, true, false]);
    expect(await series(['b', '1'], ['c', '1'])).toEqual([true, false]);
    expect(await series(['a', '2'], ['a', '3'], ['a', '4'])).toEqual([true, true, false]);
  });

  it('hold for every process, and for many at once', async () => {
    const other = new Attempts(fresh.database, clock, attempts['encryption']);
    const all = await Promise.all([take('a', '1'), other.take(loginLimits('a', '1', terms)), take('a', '1')]);
    expect(all.filter(Boolean)).toHaveLength(2);
  });

  it('do not count when they were good', async () => {
    for (let i = 0; i < 20; i++) {
      expect(await take('a', '1')).toBe(true);
      await attempts.succeed(loginLimits('a', '1', terms));
    }
  });

  it('count again from nothing after the window, and not later because of more attempts', async () => {
    expect(await series(['a', '1'], ['a', '1'])).toEqual([true, true]);
    clock.at += ATTEMPT_TERMS.window - 1;
    expect(await take('a', '1')).toBe(false);
    clock.at += 1;
    expect(await take('a', '1')).toBe(true);
  });

  it('keep nothing of what was typed', async () => {
    await take('geheim wachtwoord in het verkeerde veld', '10.0.0.1');
    expect(JSON.stringify(await fresh.database.read.all('SELECT * FROM attempt'))).not.toMatch(/geheim|10\.0/);
  });
});

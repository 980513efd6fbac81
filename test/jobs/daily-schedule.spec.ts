import { Logger } from '@nestjs/common';
import { DailySchedule } from '../../src/jobs/daily-schedule';
import { asDay } from '../../src/law/day';
import { Clock } from '../../src/platform/clock';
import { readSettings } from '../../src/platform/settings';
import { forEachEngine } from '../support/database';
import { queueUnderTest } from './support/queue-under-test';
import { LeapTime, until } from './support/transports';

/** It is that moment, by the clock on the wall. */
class At extends Clock {
  constructor(public moment: string) {
    super();
  }

  now(): Date {
    return new Date(this.moment);
  }

  today() {
    return asDay(this.moment.slice(0, 10));
  }
}

const MONTHLY = 'maak-vernietigingslijsten 2026-03-01';

forEachEngine('the daily sweep', (engine) => {
  let it_: Awaited<ReturnType<typeof queueUnderTest>>;
  let time: LeapTime;
  const clock = new At('2026-03-02T06:00:00Z');
  const made: DailySchedule[] = [];

  const schedule = (env: Record<string, string> = {}): DailySchedule => {
    const settings = readSettings({ LEERSPOOR_DATABASE: 'x.db', ...env });
    made.push(new DailySchedule(settings, it_.database, it_.outbox, clock, time));
    return made.at(-1)!;
  };
  const asked = async (): Promise<string[]> => (await it_.rows()).map((row) => `${row.kind} ${row.subject}`);

  beforeEach(async () => {
    time = new LeapTime();
    it_ = await queueUnderTest({ engine, time });
    clock.moment = '2026-03-02T06:00:00Z';
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(made.splice(0).map((one) => one.beforeApplicationShutdown()));
    await it_.remove();
  });

  it('is asked for once, however many look at the same time', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => schedule().look()));
    expect(all.flat()).toEqual(['peil', 'maak-vernietigingslijsten']);
    expect(await asked()).toEqual(['peil 2026-03-02', MONTHLY]);
  });

  it('is not asked for again where it was done, also by a process that starts later that day', async () => {
    it_.handle({});
    await schedule().look();
    await it_.relay.workUntilEmpty();
    clock.moment = '2026-03-02T21:00:00Z';
    expect(await schedule().look()).toEqual([]);
    expect(await asked()).toEqual([]);
  });

  it('is asked for again the next day', async () => {
    await schedule().look();
    clock.moment = '2026-03-03T04:00:00Z';
    expect(await schedule().look()).toEqual(['peil']);
    expect(await asked()).toEqual(['peil 2026-03-02', MONTHLY, 'peil 2026-03-03']);
  });

  it('asks for the work of the month once a month, on the first day that somebody looks', async () => {
    const monthly = async (moment: string) => {
      clock.moment = moment;
      return (await schedule().look()).filter((kind) => kind !== 'peil');
    };
    expect(await monthly('2026-03-30T06:00:00Z')).toEqual(['maak-vernietigingslijsten']);
    expect(await monthly('2026-03-31T06:00:00Z')).toEqual([]);
    expect(await monthly('2026-04-01T06:00:00Z')).toEqual(['maak-vernietigingslijsten']);
    expect(await monthly('2026-04-02T06:00:00Z')).toEqual([]);
  });

  it('waits for its time of day in Amsterdam, in winter and in summer', async () => {
    clock.moment = '2026-03-02T03:59:59Z';
    expect(await schedule().look()).toEqual([]);
    clock.moment = '2026-03-02T04:00:00Z';
    expect(await schedule().look()).toEqual(['peil', 'maak-vernietigingslijsten']);
    clock.moment = '2026-07-02T02:59:59Z';
    expect(await schedule().look()).toEqual([]);
    clock.moment = '2026-07-02T03:00:00Z';
    expect(await schedule().look()).toEqual(['peil', 'maak-vernietigingslijsten']);
    clock.moment = '2026-07-03T20:29:00Z';
    expect(await schedule({ LEERSPOOR_PEILTIJD: '22:30' }).look()).toEqual([]);
    clock.moment = '2026-07-03T20:30:00Z';
    expect(await schedule({ LEERSPOOR_PEILTIJD: '22:30' }).look()).toEqual(['peil']);
  });

  it.each([
    ['ahead', 1],
    ['behind', -1],
  ])(
    'is not asked for by a machine whose clock is %s of that of the database, and that is told once',
    async (_, way) => {
      const told = jest.spyOn(Logger.prototype, 'error').mockImplementation();
      time.leap(way * 3_600_000);
      const looking = schedule();
      expect(await looking.look()).toEqual([]);
      expect(await looking.look()).toEqual([]);
      expect(told).toHaveBeenCalledTimes(1);
      time.leap(-way * 3_600_000);
      expect(await looking.look()).toEqual(['peil', 'maak-vernietigingslijsten']);
    },
  );

  it('is looked for by itself once started', async () => {
    schedule().start();
    await until(async () => (await asked()).length === 2);
  });

  it.each([
    ['where today is fixed', { LEERSPOOR_PEILDATUM: '2026-03-02' }],
    ['where it is turned off', { LEERSPOOR_PEILTIJD: 'uit' }],
  ])('is not looked for %s', async (_, env) => {
    schedule(env as Record<string, string>).start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await asked()).toEqual([]);
  });
});

describe('the time of the daily sweep', () => {
  it.each(['24:00', '5:00', '05:60', 'nooit', ''])('is refused as %s', (value) => {
    expect(() => readSettings({ LEERSPOOR_PEILTIJD: value })).toThrow(
      'LEERSPOOR_PEILTIJD moet een tijd zijn als 05:00',
    );
  });

  it.each(['00:00', '23:59', 'uit'])('can be %s', (value) => {
    expect(readSettings({ LEERSPOOR_PEILTIJD: value }).LEERSPOOR_PEILTIJD).toBe(value);
  });
});

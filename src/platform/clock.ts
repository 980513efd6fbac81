import { asDay, type Day } from '../law/day';

const amsterdam = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });

/** What time it is: the one source of "now" and "today". Today is the day in Europe/Amsterdam. */
export abstract class Clock {
  abstract now(): Date;
  abstract today(): Day;

  /** The instant as it is stored: ISO 8601 in UTC with milliseconds. */
  instant(): string {
    return this.now().toISOString();
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  today(): Day {
    return asDay(amsterdam.format(this.now()));
  }
}

/**
 * A fixed today (LEERSPOOR_PEILDATUM), for tests and demonstrations. The time of day goes on, as in Amsterdam, so that
 * what happens keeps its order and `now` is always on `today`.
 */
export class FixedDayClock extends Clock {
  constructor(private readonly day: Day) {
    super();
  }

  now(): Date {
    const time = wallClock(new Date()).slice(11);
    const asUtc = new Date(`${this.day}T${time}Z`);
    const ahead = new Date(`${wallClock(asUtc).replace(' ', 'T')}Z`).getTime() - asUtc.getTime();
    return new Date(asUtc.getTime() - ahead);
  }

  today(): Day {
    return this.day;
  }
}

const amsterdamTime = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `yyyy-mm-dd hh:mm:ss.mmm` as the clock on the wall in Amsterdam says. */
function wallClock(moment: Date): string {
  return `${amsterdamTime.format(moment)}.${moment.toISOString().slice(20, 23)}`;
}

export function makeClock(fixedDay: Day | null): Clock {
  return fixedDay ? new FixedDayClock(fixedDay) : new SystemClock();
}

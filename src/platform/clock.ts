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

/** A fixed today (LEERSPOOR_PEILDATUM), for tests and demonstrations. The time of day goes on. */
export class FixedDayClock extends Clock {
  constructor(private readonly day: Day) {
    super();
  }

  now(): Date {
    const time = new Date().toISOString().slice(10);
    return new Date(`${this.day}${time}`);
  }

  today(): Day {
    return this.day;
  }
}

export function makeClock(fixedDay: Day | null): Clock {
  return fixedDay ? new FixedDayClock(fixedDay) : new SystemClock();
}

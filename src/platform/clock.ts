import { asDay, type Day } from '../law/day';

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
    return asDay(wallClock(this.now()).slice(0, 10));
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
    return momentOf(this.day, wallClock(new Date()).slice(11));
  }

  today(): Day {
    return this.day;
  }
}

/**
 * A clock that goes where it is put: the demonstration lives a year with it. Between two puts time goes on a
 * millisecond a look, so that what happens keeps its order and is the same each time.
 */
export class PutClock extends Clock {
  private moment = -Infinity;

  /** Begins at midnight of this day. */
  constructor(private day: Day) {
    super();
    this.put(day, '00:00');
  }

  /** Puts it on a time of day (`hh:mm`, in Amsterdam). Throws a RangeError where that lies before now. */
  put(day: Day, time: string): void {
    const moment = momentOf(day, `${time}:00.000`).getTime();
    if (moment < this.moment) throw new RangeError(`de klok gaat niet terug naar ${day} ${time}`);
    [this.day, this.moment] = [day, moment];
  }

  now(): Date {
    return new Date(this.moment++);
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

/** The moment at which the clock on the wall in Amsterdam says this (`hh:mm:ss.mmm`). */
export function momentOf(day: Day, time: string): Date {
  const asUtc = Date.parse(`${day}T${time}Z`);
  return new Date(asUtc - aheadOfUtc(asUtc));
}

const QUARTER_MS = 15 * 60_000;
const QUARTERS_KNOWN = 16;
const ahead = new Map<number, number>();

/** How far the wall is ahead, in milliseconds. It changes on a whole quarter only: asked once for each, as asking is slow. */
function aheadOfUtc(moment: number): number {
  const since = Math.floor(moment / QUARTER_MS) * QUARTER_MS;
  const known = ahead.get(since);
  if (known !== undefined) return known;
  const told = Date.parse(`${amsterdamTime.format(since).replace(' ', 'T')}Z`) - since;
  if (ahead.size >= QUARTERS_KNOWN) ahead.clear();
  ahead.set(since, told);
  return told;
}

/** The time of day on the clock in Amsterdam, as `hh:mm`. */
export function wallTime(moment: Date): string {
  return wallClock(moment).slice(11, 16);
}

/** `yyyy-mm-dd hh:mm:ss.mmm` as the clock on the wall in Amsterdam says. */
function wallClock(moment: Date): string {
  const wall = new Date(moment.getTime() + aheadOfUtc(moment.getTime())).toISOString();
  return `${wall.slice(0, 10)} ${wall.slice(11, 23)}`;
}

export function makeClock(fixedDay: Day | null): Clock {
  return fixedDay ? new FixedDayClock(fixedDay) : new SystemClock();
}

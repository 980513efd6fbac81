import { type Day, toNumber } from '../../law/day';
import type { Calendars } from '../../law/judge';

/** What these numbers do not prove; stands beside every one of them. */
export const NO_PROOF =
  'Dit bewijst niet dat de maatregel werkt. Een maatregel volgt vaak op veel verzuim, en dat neemt ook zonder maatregel ' +
  'vaak weer af. Andere hulp, een andere school of het seizoen kan de reden zijn.';

export interface AbsentDay {
  location: string;
  day: Day;
  hundredths: number;
}

/** Unauthorised hours (hundredths) per lesweek before and after a measure, the oldest first. */
export interface Effect {
  before: number[];
  after: number[];
  /** whether all weeks after it have passed; until then `after` is not to be compared */
  complete: boolean;
}

/**
 * Absence in so many lesweken before and after a measure. The first week after it begins on its own day. Weeks are
 * counted by positions of the location's calendar (contract 3), so that holidays are no weeks without absence; what is
 * on no teaching day does not count.
 * @param home location whose calendar says whether the weeks after it have passed
 */
export function effectOf(
  absence: readonly AbsentDay[],
  measure: Day,
  weeks: number,
  today: Day,
  calendars: Calendars,
  home: string,
): Effect {
  const before = Array<number>(weeks).fill(0);
  const after = Array<number>(weeks).fill(0);
  for (const { location, day, hundredths } of absence) {
    const calendar = calendars.ofLocation(location);
    const n = toNumber(day);
    const position = calendar.isTeachingDay(n) ? calendar.position(n) : null;
    if (position === null) continue;
    const week = Math.floor((position - start(calendar, measure)) / 7);
    if (week >= 0 && week < weeks) after[week]! += hundredths;
    else if (week < 0 && week >= -weeks) before[weeks + week]! += hundredths;
  }
  const calendar = calendars.ofLocation(home);
  const passed = calendar.clock(toNumber(today)) - start(calendar, measure);
  return { before, after, complete: passed >= weeks * 7 };
}

/** The position of the day of the measure; in a week that is no lesweek that of the next Monday. */
function start(calendar: ReturnType<Calendars['ofLocation']>, measure: Day): number {
  const m = toNumber(measure);
  return calendar.position(m) ?? calendar.clock(m) + 1;
}

export const sum = (hours: readonly number[]): number => hours.reduce((total, one) => total + one, 0);

/** Fewer pupils than this say nothing, and could be recognised. */
export const FEWEST_PUPILS = 10;

/** How absence went for all who got a measure. With too few of them every number is null, also how many they are. */
export interface RegionEffect {
  pupils: number | null;
  /** hundredths, of all pupils together */
  before: number | null;
  after: number | null;
  less: number | null;
  same: number | null;
  more: number | null;
  sentence: string;
}

/** Adds effects up; those that are not complete do not count. Pure. */
export function together(effects: readonly Effect[]): RegionEffect {
  const whole = effects.filter((one) => one.complete).map(({ before, after }) => [sum(before), sum(after)] as const);
  const pupils = whole.length;
  if (pupils < FEWEST_PUPILS) {
    const sentence = `Van minder dan ${FEWEST_PUPILS} leerlingen zijn de weken erna voorbij: te weinig om iets te laten zien.`;
    return { pupils: null, before: null, after: null, less: null, same: null, more: null, sentence };
  }
  return {
    pupils,
    before: sum(whole.map(([before]) => before)),
    after: sum(whole.map(([, after]) => after)),
    less: whole.filter(([before, after]) => after < before).length,
    same: whole.filter(([before, after]) => after === before).length,
    more: whole.filter(([before, after]) => after > before).length,
    sentence: NO_PROOF,
  };
}

import { type Day, parseDay } from '../law/day';

/** What of a birth date is known where it is not known whole (BRP: unknown parts are 00). */
export const BIRTH_KNOWN = ['maand', 'jaar'] as const;
export type BirthKnown = (typeof BIRTH_KNOWN)[number];

/** `day`: what the law counts with. `known` null: the whole date is known; `maand`: month and year; `jaar`: the year. */
export interface Birth {
  day: Day;
  known: BirthKnown | null;
}

/**
 * A birth date as registers write it: `2010-05-04`, or `1968-05-00` and `1968-00-00` where day or month are not known.
 * The Leerplichtwet says nothing of these. Counted is with the first day of a month of which the day is unknown, and with
 * 1 July where only the year is known: as the Netherlands do in practice; what is not known is kept beside it.
 * Null where it is no date.
 */
export function birthOf(text: string): Birth | null {
  const [, year, month] = /^(\d{4})-(\d\d)-00$/.exec(text) ?? [];
  if (year === undefined || month === undefined) {
    const day = parseDay(text);
    return day === null ? null : { day, known: null };
  }
  const day = parseDay(month === '00' ? `${year}-07-01` : `${year}-${month}-01`);
  return day === null ? null : { day, known: month === '00' ? 'jaar' : 'maand' };
}

/** As it came: with 00 for what is not known. */
export function birthText({ day, known }: Birth): string {
  if (known === null) return day;
  return known === 'jaar' ? `${day.slice(0, 4)}-00-00` : `${day.slice(0, 7)}-00`;
}

/** Dates and times as a Dutch reader writes them. */
import { type Day, parseDay, weekday } from '../../law/day';

const MONTHS = [
  ...['januari', 'februari', 'maart', 'april', 'mei', 'juni'],
  ...['juli', 'augustus', 'september', 'oktober', 'november', 'december'],
];
const WEEKDAYS = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'];

const moment = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'short',
});

export function monthName(month: number): string {
  return MONTHS[month - 1] ?? '';
}

/** `12 maart 2026` */
export function writtenDay(day: Day): string {
  return `${Number(day.slice(8, 10))} ${monthName(Number(day.slice(5, 7)))} ${day.slice(0, 4)}`;
}

/** `do 12 maart 2026` */
export function writtenWeekday(day: Day): string {
  return `${WEEKDAYS[weekday(day)]} ${writtenDay(day)}`;
}

/** `3 tot en met 20 maart 2026`, as short as it can be; one day where both are the same. */
export function writtenPeriod(from: Day, until: Day): string {
  if (from === until) return writtenDay(from);
  const start = Number(from.slice(8, 10));
  if (from.slice(0, 7) === until.slice(0, 7)) return `${start} tot en met ${writtenDay(until)}`;
  if (from.slice(0, 4) === until.slice(0, 4)) {
    return `${start} ${monthName(Number(from.slice(5, 7)))} tot en met ${writtenDay(until)}`;
  }
  return `${writtenDay(from)} tot en met ${writtenDay(until)}`;
}

/** An instant (ISO, UTC) as the day and the time in the Netherlands: `12 maart 2026, 14:03`. */
export function writtenInstant(instant: string): string {
  const [date = '', time = ''] = moment.format(new Date(instant)).split(' ');
  const day = parseDay(date);
  return day ? `${writtenDay(day)}, ${time}` : instant;
}

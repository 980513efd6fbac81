/** Dates and times as a Dutch reader writes them. */
import { type Day, parseDay, weekday } from '../../law/day';
import { t } from './language';

const MONTH_NAMES = [
  ...['januari', 'februari', 'maart', 'april', 'mei', 'juni'],
  ...['juli', 'augustus', 'september', 'oktober', 'november', 'december'],
];
const WEEKDAY_NAMES = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'];

const moment = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Amsterdam',
  dateStyle: 'short',
  timeStyle: 'short',
});

export function monthName(month: number): string {
  return t(MONTH_NAMES[month - 1] ?? '');
}

/** `mrt`, `sep`; as a Dutch calendar shortens them. */
export function monthAbbreviation(month: number): string {
  const name = monthName(month);
  return name === 'maart' ? 'mrt' : name.slice(0, 3);
}

/** `12 maart 2026` */
export function writtenDay(day: Day): string {
  return `${Number(day.slice(8, 10))} ${monthName(Number(day.slice(5, 7)))} ${day.slice(0, 4)}`;
}

/** `do 12 maart 2026` */
export function writtenWeekday(day: Day): string {
  return `${t(WEEKDAY_NAMES[weekday(day)] ?? '')} ${writtenDay(day)}`;
}

/** `3 tot en met 20 maart 2026`, as short as it can be; one day where both are the same. */
export function writtenPeriod(from: Day, until: Day): string {
  if (from === until) return writtenDay(from);
  return t('{{van}} tot en met {{tot}}', { van: shortStart(from, until), tot: writtenDay(until) });
}

/** The first day of a period without what its last day says as well. */
function shortStart(from: Day, until: Day): string {
  const start = String(Number(from.slice(8, 10)));
  if (from.slice(0, 7) === until.slice(0, 7)) return start;
  if (from.slice(0, 4) === until.slice(0, 4)) return `${start} ${monthName(Number(from.slice(5, 7)))}`;
  return writtenDay(from);
}

/** An instant (ISO, UTC) as the day and the time in the Netherlands: `12 maart 2026, 14:03`. */
export function writtenInstant(instant: string): string {
  const [date = '', time = ''] = moment.format(new Date(instant)).split(' ');
  const day = parseDay(date);
  return day ? `${writtenDay(day)}, ${time}` : instant;
}

/** An instant as the field of a form shows it: the time on the clock in the Netherlands. */
export function localMoment(instant: string): string {
  return moment.format(new Date(instant)).replace(' ', 'T');
}

/**
 * A moment as a form sends it (`2026-11-24T10:00`, the time on the clock in the Netherlands) with its offset, as use
 * cases take it. What is no moment is given back as it is, so that the use case can say so.
 */
export function momentWithOffset(local: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local)) return local;
  for (const offset of ['+01:00', '+02:00']) {
    const instant = new Date(`${local}${offset}`);
    if (!Number.isNaN(instant.getTime()) && moment.format(instant).replace(' ', 'T') === local)
      return `${local}${offset}`;
  }
  return local;
}

import { type Day, fromNumber, numberOf, weekdayOf } from '../../law/day';
import { type ShownKind, SHOWN_KINDS } from '../text/absence';

export interface DayAbsence {
  day: Day;
  kind: ShownKind;
  hundredths: number;
}

/** A weekday in the picture of a month: `row` is its week, `column` Monday 0 to Friday 4. */
export interface GridDay {
  day: Day;
  row: number;
  column: number;
  /** all kinds of that day, the heaviest first; empty: present */
  absence: DayAbsence[];
}

export interface MonthGrid {
  year: number;
  /** 1 to 12 */
  month: number;
  days: GridDay[];
}

const FIRST_MONTH = 8;

/** The twelve months of a school year, each with its weekdays and what was missed on them. */
export function monthGrids(schoolYear: number, absence: readonly DayAbsence[]): MonthGrid[] {
  const byDay = new Map<Day, DayAbsence[]>();
  for (const one of absence) byDay.set(one.day, [...(byDay.get(one.day) ?? []), one]);
  const heaviestFirst = (a: DayAbsence, b: DayAbsence) => SHOWN_KINDS.indexOf(a.kind) - SHOWN_KINDS.indexOf(b.kind);
  for (const list of byDay.values()) list.sort(heaviestFirst);
  return Array.from({ length: 12 }, (_, i) => {
    const month = ((FIRST_MONTH - 1 + i) % 12) + 1;
    const year = month >= FIRST_MONTH ? schoolYear : schoolYear + 1;
    return { year, month, days: weekdaysOf(year, month, byDay) };
  });
}

function weekdaysOf(year: number, month: number, byDay: ReadonlyMap<Day, DayAbsence[]>): GridDay[] {
  const first = numberOf(year, month, 1);
  const next = month === 12 ? numberOf(year + 1, 1, 1) : numberOf(year, month + 1, 1);
  const monday = first - weekdayOf(first);
  const days: GridDay[] = [];
  for (let n = first; n < next; n++) {
    const column = weekdayOf(n);
    if (column > 4) continue;
    const day = fromNumber(n);
    days.push({ day, column, row: Math.floor((n - monday) / 7), absence: byDay.get(day) ?? [] });
  }
  return days;
}

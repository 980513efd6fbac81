import { schoolYearOf } from '../law/day';
import type { CalendarRow } from '../registry/calendar-store';
import type { ReadRow } from './kinds';
import type { HeaderReader } from './readers/columns';
import { locationOf } from './readers/combined';
import { Bad, brin, day, vestiging } from './readers/values';

/**
 * A location's own holidays of a school year replace those of its region, so half of them would be worse than none:
 * where one row of them is rejected, the others of this file are left too and what stood stays (contract section 1).
 */
export class OwnHolidays {
  /** "location year", or "location" where the rejected row does not say its year */
  private readonly untouched = new Set<string>();

  /** Remembers what a rejected row leaves as it was. */
  rejected(header: HeaderReader<CalendarRow>, fields: readonly string[]): void {
    const cell = (name: string) => header.cell(fields, name);
    if (cell('soort').toLowerCase() !== 'vakantie') return;
    const school = brin(cell('brin'));
    const place = vestiging(cell('vestiging'));
    if (school instanceof Bad || place instanceof Bad) return;
    const location = locationOf(school, place);
    if (typeof location !== 'string') return;
    const from = day(cell('begindatum'));
    this.untouched.add(from instanceof Bad ? location : yearKey(location, from));
  }

  /** Whether the row is of holidays that stay as they were. */
  stay({ row }: ReadRow<CalendarRow>): boolean {
    const { kind, location, from } = row;
    return kind === 'vakantie' && (this.untouched.has(location) || this.untouched.has(yearKey(location, from)));
  }
}

function yearKey(location: string, from: CalendarRow['from']): string {
  return `${location} ${schoolYearOf(from)}`;
}

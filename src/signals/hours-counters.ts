import { Inject, Injectable } from '@nestjs/common';
import { loadAbsence } from '../absence/absence-history';
import { type HoursCounter, hoursCounter, hoursWindowStart } from '../law/counter';
import type { Day } from '../law/day';
import { LawParameters } from '../law/parameters';
import type { Sql } from '../platform/database/sql';
import { CalendarBook } from '../registry/calendars';
import { loadFacts } from '../registry/pupil-facts';

export interface PupilAtLocation {
  pupilId: string;
  /** brin + vestiging, six characters */
  location: string;
}

/** The live counter "x van 16 uur" (LPW 21a) of many pupils at once: shown, never stored. */
@Injectable()
export class HoursCounters {
  constructor(
    @Inject(CalendarBook) private readonly calendarBook: CalendarBook,
    @Inject(LawParameters) private readonly parameters: LawParameters,
  ) {}

  /** As it stands on `day`, in the order of `pairs`; null for a pupil that does not exist. Queries do not grow with pupils. */
  async on(sql: Sql, pairs: readonly PupilAtLocation[], day: Day): Promise<(HoursCounter | null)[]> {
    const ids = [...new Set(pairs.map((pair) => pair.pupilId))];
    if (ids.length === 0) return [];
    const facts = await loadFacts(sql, ids);
    const absence = await loadAbsence(sql, ids, 'ongeoorloofd');
    const calendars = await this.calendarBook.open(sql);
    return pairs.map(({ pupilId, location }) => {
      const known = facts.get(pupilId);
      if (!known) return null;
      const history = { ...known, absence: absence.get(pupilId) ?? [] };
      return hoursCounter(history, location, day, calendars.ofLocation(location), this.parameters);
    });
  }

  /** The earliest day that counts on `day` at one of these locations; the day itself where there are none. */
  async windowStart(sql: Sql, locations: readonly string[], day: Day): Promise<Day> {
    const calendars = await this.calendarBook.open(sql);
    const starts = locations.map((code) => hoursWindowStart(day, calendars.ofLocation(code), this.parameters));
    return starts.reduce((first, one) => (one < first ? one : first), day);
  }
}

import { Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import type { OwnPeriod } from '../law/teaching-weeks';
import type { Work } from '../platform/database/sql';
import type { Found, Refusal, Settled } from '../platform/incoming';
import { calendarsChanged } from './calendars';
import { knownLocations } from './locations';
import { unknownLocation } from './pupil-table-store';
import { type Change, type Draft, type TableShape, TableStore } from './table-store';

/** A row of the file vrije-dagen. `undefined`: the file has no such column. */
export interface CalendarRow {
  location: string;
  from: Day;
  until: Day | null;
  kind: OwnPeriod['kind'];
  description: string | null | undefined;
  remove: boolean;
}

/** A location's own holidays and days off. */
@Injectable()
export class CalendarStore extends TableStore<CalendarRow> {
  protected readonly shape: TableShape = {
    table: 'calendar_period',
    key: ['location', 'from_date', 'kind'],
    owner: 'code',
    columns: ['until_date', 'description'],
    hasId: false,
  };

  async resolve(work: Work, rows: readonly CalendarRow[]): Promise<(Found<Draft> | Refusal)[]> {
    const known = await knownLocations(
      work,
      rows.map(({ location }) => location),
    );
    return rows.map(({ location, from, until, kind, description, remove }) => {
      if (!known.has(location)) return unknownLocation(location);
      return this.found({ location, from_date: from, kind, until_date: until, description }, remove);
    });
  }

  protected async follow(work: Work, changes: Change[]): Promise<Omit<Settled, 'outcomes'>> {
    await calendarsChanged(work);
    return { locations: [...new Set(changes.map(({ before, after }) => String((after ?? before)!['location'])))] };
  }
}

import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/database/sql';
import type { Found, Refusal, Settled } from '../platform/incoming';
import { calendarsChanged } from './calendars';
import type { HolidayRegion } from './facts';
import { type Change, type Draft, type TableShape, TableStore } from './table-store';

/** A row of the file scholen. `undefined`: the file has no such column. */
export interface SchoolRow {
  location: string;
  name: string;
  municipality: string;
  holidayRegion: HolidayRegion;
  education: string | null | undefined;
  place: string | null | undefined;
}

@Injectable()
export class SchoolStore extends TableStore<SchoolRow> {
  protected readonly shape: TableShape = {
    table: 'school_location',
    key: ['code'],
    owner: 'code',
    columns: ['brin', 'name', 'municipality', 'holiday_region', 'education', 'place'],
    hasId: false,
  };

  async resolve(_work: Work, rows: readonly SchoolRow[]): Promise<(Found<Draft> | Refusal)[]> {
    return rows.map((row) => {
      const values = {
        code: row.location,
        brin: row.location.slice(0, 4),
        name: row.name,
        municipality: row.municipality,
        holiday_region: row.holidayRegion,
        education: row.education,
        place: row.place,
      };
      return this.found(values, false);
    });
  }

  /** A new location has no absence yet, since absence at an unknown location is refused: nobody to judge again. */
  protected async follow(work: Work, changes: Change[]): Promise<Omit<Settled, 'outcomes'>> {
    const changed = changes.filter(({ before, after }) => before?.['holiday_region'] !== after?.['holiday_region']);
    if (changed.length === 0) return {};
    await calendarsChanged(work);
    const known = changed.filter(({ before }) => before !== null);
    return { locations: known.map(({ before }) => String(before!['code'])) };
  }
}

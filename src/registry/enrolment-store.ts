import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import type { EducationKind, VsoProfile } from '../law/facts';
import type { Work } from '../platform/database/sql';
import type { Refusal } from '../platform/incoming';
import { knownLocations } from './locations';
import { PupilDirectory } from './pupil-directory';
import { PupilTableStore, unknownLocation } from './pupil-table-store';
import type { Draft, TableShape } from './table-store';

/** A row of the file inschrijvingen. `undefined`: the file has no such column. */
export interface EnrolmentRow {
  pgn: string;
  location: string;
  from: Day;
  until: Day | null | undefined;
  education: EducationKind | null;
  level: string | null | undefined;
  year: string | null | undefined;
  profile: VsoProfile | null | undefined;
  /** bit 0 = Monday … bit 4 = Friday */
  teachingDays: number | null | undefined;
  leaveReason: string | null | undefined;
  remove: boolean;
}

@Injectable()
export class EnrolmentStore extends PupilTableStore<EnrolmentRow> {
  protected readonly shape: TableShape = {
    table: 'enrolment',
    key: ['pupil_id', 'location', 'from_date'],
    owner: 'id',
    columns: ['until_date', 'education', 'level', 'year', 'profile', 'teaching_days', 'leave_reason'],
    hasId: true,
  };

  constructor(@Inject(PupilDirectory) directory: PupilDirectory) {
    super(directory);
  }

  protected override async refusals(work: Work, rows: readonly EnrolmentRow[]): Promise<(Refusal | null)[]> {
    const known = await knownLocations(
      work,
      rows.map(({ location }) => location),
    );
    return rows.map(({ location }) => (known.has(location) ? null : unknownLocation(location)));
  }

  protected draft(row: EnrolmentRow, pupilId: string): Draft {
    return {
      values: {
        pupil_id: pupilId,
        location: row.location,
        from_date: row.from,
        until_date: row.until,
        education: row.education,
        level: row.level,
        year: row.year,
        profile: row.profile,
        teaching_days: row.teachingDays,
        leave_reason: row.leaveReason,
      },
      remove: row.remove,
    };
  }
}

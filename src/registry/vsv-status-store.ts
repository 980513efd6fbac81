import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import { PupilDirectory } from './pupil-directory';
import { PupilTableStore } from './pupil-table-store';
import type { Draft, TableShape } from './table-store';

export const VSV_STATUSES = [
  'ho',
  'niet-bekostigd',
  'dji',
  'politie-defensie',
  'werkend',
  'nieuwkomer',
  'geen-vast-adres',
  'buitenland',
] as const;
export type VsvStatus = (typeof VSV_STATUSES)[number];

/** A row of the file vsv-status. */
export interface VsvStatusRow {
  pgn: string;
  referenceDate: Day;
  status: VsvStatus;
}

/** What no school file tells and the vsv statistic needs. No rule reads it: nobody is judged again. */
@Injectable()
export class VsvStatusStore extends PupilTableStore<VsvStatusRow> {
  protected readonly shape: TableShape = {
    table: 'vsv_status',
    key: ['pupil_id', 'reference_date'],
    owner: 'id',
    columns: ['status'],
    hasId: false,
  };

  constructor(@Inject(PupilDirectory) directory: PupilDirectory) {
    super(directory);
  }

  protected draft({ referenceDate, status }: VsvStatusRow, pupilId: string): Draft {
    return { values: { pupil_id: pupilId, reference_date: referenceDate, status }, remove: false };
  }
}

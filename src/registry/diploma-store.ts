import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import type { DiplomaKind } from '../law/facts';
import { PupilDirectory } from './pupil-directory';
import { PupilTableStore } from './pupil-table-store';
import type { Draft, TableShape } from './table-store';

/** A row of the file diplomas. */
export interface DiplomaRow {
  pgn: string;
  kind: DiplomaKind;
  day: Day;
  remove: boolean;
}

@Injectable()
export class DiplomaStore extends PupilTableStore<DiplomaRow> {
  protected readonly shape: TableShape = {
    table: 'diploma',
    key: ['pupil_id', 'kind', 'day'],
    owner: 'id',
    columns: [],
    hasId: false,
  };

  constructor(@Inject(PupilDirectory) directory: PupilDirectory) {
    super(directory);
  }

  protected draft({ kind, day, remove }: DiplomaRow, pupilId: string): Draft {
    return { values: { pupil_id: pupilId, kind, day }, remove };
  }
}

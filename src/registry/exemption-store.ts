import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../law/day';
import type { ExemptionArticle } from '../law/facts';
import { PupilDirectory } from './pupil-directory';
import { PupilTableStore } from './pupil-table-store';
import type { Draft, TableShape } from './table-store';

/** A row of the file vrijstellingen. `undefined`: the file has no such column. */
export interface ExemptionRow {
  pgn: string;
  article: ExemptionArticle;
  from: Day;
  until: Day | null | undefined;
  remove: boolean;
}

@Injectable()
export class ExemptionStore extends PupilTableStore<ExemptionRow> {
  protected readonly shape: TableShape = {
    table: 'exemption',
    key: ['pupil_id', 'article', 'from_date'],
    owner: 'id',
    columns: ['until_date'],
    hasId: false,
  };

  constructor(@Inject(PupilDirectory) directory: PupilDirectory) {
    super(directory);
  }

  protected draft({ article, from, until, remove }: ExemptionRow, pupilId: string): Draft {
    return { values: { pupil_id: pupilId, article, from_date: from, until_date: until }, remove };
  }
}

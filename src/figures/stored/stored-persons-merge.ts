import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Work } from '../../platform/database/sql';
import { type PupilMerge, PupilMerges } from '../../registry/pupil-merge';

/** When two pupils turn out to be one, what was counted of both is found by that one; it was counted as two. */
@Injectable()
export class StoredPersonsMerge implements PupilMerge, OnModuleInit {
  constructor(@Inject(PupilMerges) private readonly merges: PupilMerges) {}

  onModuleInit(): void {
    this.merges.register(this);
  }

  async merge(work: Work, from: string, into: string): Promise<void> {
    await work.run('UPDATE stored_figure_person SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
  }
}

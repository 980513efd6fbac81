import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Work } from '../platform/database/sql';
import { type PupilMerge, PupilMerges } from '../registry/pupil-merge';

/** When two pupils turn out to be one, the absence of both is that one's. */
@Injectable()
export class AbsenceMerge implements PupilMerge, OnModuleInit {
  constructor(@Inject(PupilMerges) private readonly merges: PupilMerges) {}

  onModuleInit(): void {
    this.merges.register(this);
  }

  async merge(work: Work, from: string, into: string): Promise<void> {
    await work.run('UPDATE absence_record SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
    await work.run('UPDATE absence_revision SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
  }
}

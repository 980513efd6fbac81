import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Work } from '../../platform/database/sql';
import { type PupilMerge, PupilMerges } from '../../registry/pupil-merge';

/** Where two numbers turn out to be one pupil's, holds, restrictions and corrections of both hold for that pupil. */
@Injectable()
export class RightsMerge implements PupilMerge, OnModuleInit {
  constructor(@Inject(PupilMerges) private readonly merges: PupilMerges) {}

  onModuleInit(): void {
    this.merges.register(this);
  }

  /** Of two restrictions that stand, that of the number that goes on is kept. */
  async merge(work: Work, from: string, into: string): Promise<void> {
    await work.run(
      `DELETE FROM restriction WHERE pupil_id = ? AND lifted_on IS NULL
         AND EXISTS (SELECT 1 FROM restriction other WHERE other.pupil_id = ? AND other.lifted_on IS NULL)`,
      [from, into],
    );
    for (const table of ['restriction', 'legal_hold', 'correction', 'destruction_item']) {
      await work.run(`UPDATE ${table} SET pupil_id = ? WHERE pupil_id = ?`, [into, from]);
    }
  }
}

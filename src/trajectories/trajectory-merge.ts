import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../platform/clock';
import type { Work } from '../platform/database/sql';
import { moveRows, type PupilMerge, PupilMerges } from '../registry/pupil-merge';

/** When two pupils turn out to be one: of two trajectories that run, the one of the pupil who stays goes on. */
@Injectable()
export class TrajectoryMerge implements PupilMerge, OnModuleInit {
  constructor(
    @Inject(PupilMerges) private readonly merges: PupilMerges,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.merges.register(this);
  }

  async merge(work: Work, from: string, into: string): Promise<void> {
    const today = this.clock.today();
    const runs = 'SELECT id FROM trajectory WHERE pupil_id = ? AND ended_on IS NULL';
    if (await work.get(runs, [into])) {
      await work.run(
        `UPDATE trajectory SET ended_on = ?, state = 'niet_gestart' WHERE pupil_id = ? AND ended_on IS NULL
            AND started_on IS NULL`,
        [today, from],
      );
      await work.run(
        `UPDATE trajectory SET ended_on = ?, state = 'afgesloten', outcome = 'overig', destination = 'overig'
          WHERE pupil_id = ? AND ended_on IS NULL`,
        [today, from],
      );
    }
    await work.run('UPDATE trajectory SET pupil_id = ? WHERE pupil_id = ?', [into, from]);
    await moveRows(work, 'school_statement', ['kind', 'day'], from, into);
    await work.run(
      `DELETE FROM leaver_moment WHERE leaver_id IN (SELECT l.id FROM leaver l WHERE l.pupil_id = ? AND EXISTS (
         SELECT 1 FROM leaver k WHERE k.pupil_id = ? AND k.education = l.education AND k.left_on = l.left_on))`,
      [from, into],
    );
    await moveRows(work, 'leaver', ['education', 'left_on'], from, into);
  }
}

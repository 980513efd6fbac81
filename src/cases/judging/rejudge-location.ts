import { Inject, Injectable } from '@nestjs/common';
import { Outbox } from '../../jobs/outbox';
import type { Work } from '../../platform/database/sql';

/** The calendar of a location changed: everyone who was ever absent there is judged again. */
@Injectable()
export class RejudgeLocation {
  constructor(@Inject(Outbox) private readonly outbox: Outbox) {}

  async handle(work: Work, locations: readonly string[]): Promise<void> {
    for (const location of locations) {
      // brin first: that column leads the index on the school's own numbers
      const pupils = await work.all<{ id: string }>(
        'SELECT DISTINCT pupil_id AS "id" FROM absence_record WHERE brin = ? AND location = ? ORDER BY pupil_id',
        [location.slice(0, 4), location],
      );
      await this.outbox.add(
        work,
        'beoordeel-leerling',
        pupils.map((one) => one.id),
      );
    }
  }
}

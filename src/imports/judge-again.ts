import { Inject, Injectable } from '@nestjs/common';
import { Homes } from '../cases/dossier/homes';
import { Outbox } from '../jobs/outbox';
import type { Work } from '../platform/database/sql';
import type { Settled } from '../platform/incoming';
import type { ImportKind } from './kinds';

/** Puts in the outbox what must be judged or assigned again, in the unit of work of the change. */
@Injectable()
export class JudgeAgain {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Homes) private readonly homes: Homes,
  ) {}

  async after(work: Work, settled: Settled, judges: ImportKind<never, never>['judges']): Promise<void> {
    const { pupils = [], locations = [], staffChanged = false } = settled;
    if (judges === 'watched') await this.homes.follow(work, pupils);
    if (pupils.length > 0 && judges !== 'nobody') {
      const concerned = judges === 'always' ? pupils : await this.watched(work, pupils);
      await this.outbox.add(work, 'beoordeel-leerling', concerned);
    }
    if (locations.length > 0) await this.outbox.add(work, 'beoordeel-locatie', locations);
    if (staffChanged) await this.outbox.add(work, 'verdeel', ['']);
  }

  /** Before the first sweep only pupils with absence or a signal can be judged otherwise; after it, everybody. */
  private async watched(work: Work, pupils: string[]): Promise<string[]> {
    if (await work.get('SELECT day FROM sweep LIMIT 1')) return pupils;
    const { sql, value } = work.oneOf('pupil_id', pupils);
    const rows = await work.all<{ id: string }>(
      `SELECT pupil_id AS "id" FROM absence_record WHERE ${sql} UNION SELECT pupil_id AS "id" FROM signal WHERE ${sql}`,
      [value, value],
    );
    const found = new Set(rows.map(({ id }) => id));
    return pupils.filter((id) => found.has(id));
  }
}

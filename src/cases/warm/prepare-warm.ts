import { Inject, Injectable } from '@nestjs/common';
import { addDays, addMonths, birthday, type Day, parseDay, toNumber } from '../../law/day';
import { LawParameters } from '../../law/parameters';
import type { Work } from '../../platform/database/sql';
import { newId } from '../../platform/ids';
import { STORED_WARM, type StoredWarm, WarmStore } from './warm-store';

/** Months before the 18th birthday in which the hand-over is prepared (domain.md 4). */
export const PREPARED_MONTHS = 3;

/** Whether the hand-over of someone born then is prepared on that day: from three months before until the day before. */
export function isPrepared(birthDate: Day, day: Day): boolean {
  const grown = birthday(birthDate, 18);
  return day < grown && day >= addMonths(grown, -PREPARED_MONTHS);
}

/**
 * At the sweep: prepares the warm hand-over of who turns 18 with an open dossier of leerplicht and no
 * startkwalificatie, and lets it lapse where that is no longer so. Doing it twice changes nothing.
 */
@Injectable()
export class PrepareWarm {
  constructor(
    @Inject(WarmStore) private readonly store: WarmStore,
    @Inject(LawParameters) private readonly parameters: LawParameters,
  ) {}

  async handle(work: Work, days: readonly string[]): Promise<void> {
    for (const text of days) {
      const day = parseDay(text);
      if (day === null) continue;
      await this.prepare(work, day);
      await this.lapse(work, day);
    }
  }

  private async prepare(work: Work, day: Day): Promise<void> {
    const qualified = this.qualified(work, day);
    const rows = await work.all<{ dossier: string; pupil: string; birth: Day }>(
      `SELECT d.id AS "dossier", d.pupil_id AS "pupil", p.birth_date AS "birth"
         FROM pupil p JOIN dossier d ON d.pupil_id = p.id
        WHERE p.birth_date BETWEEN ? AND ? AND p.death_date IS NULL AND d.regime = 'leerplicht'
          AND d.status <> 'afgesloten' AND NOT ${qualified.sql}
          AND NOT EXISTS (SELECT 1 FROM warm_handover w WHERE w.dossier_id = d.id) ORDER BY d.id`,
      [addDays(birthday(day, -18), -1), addDays(birthday(addMonths(day, PREPARED_MONTHS), -18), 3), qualified.value],
    );
    const changes = rows
      .filter(({ birth }) => isPrepared(birth, day))
      .map(({ dossier, pupil, birth }) => {
        const grown = birthday(birth, 18);
        const warm: StoredWarm = {
          ...{ id: newId(), dossierId: dossier, pupilId: pupil, state: 'voorbereiding', birthday: grown },
          ...{ preparedOn: day, endedOn: null, summary: null, toDossierId: null },
        };
        return { warm, step: 'voorbereiden', from: null, reason: `Wordt 18 op ${grown}.` };
      });
    await this.store.write(work, changes, null);
  }

  private async lapse(work: Work, day: Day): Promise<void> {
    const qualified = this.qualified(work, day);
    const rows = await work.all<StoredWarm & { closed: number }>(
      `SELECT ${STORED_WARM}, CASE WHEN d.status = 'afgesloten' THEN 1 ELSE 0 END AS "closed"
         FROM warm_handover w JOIN dossier d ON d.id = w.dossier_id JOIN pupil p ON p.id = w.pupil_id
        WHERE w.ended_on IS NULL AND (d.status = 'afgesloten' OR p.death_date IS NOT NULL OR ${qualified.sql})
        ORDER BY w.id`,
      [qualified.value],
    );
    const changes = rows.map(({ closed, ...warm }) => ({
      warm: { ...warm, state: 'vervallen' as const, endedOn: day },
      ...{ step: 'laten_vervallen', from: warm.state },
      reason: closed ? 'Het dossier van leerplicht is gesloten.' : 'Overdracht is niet meer nodig.',
    }));
    await this.store.write(work, changes, null);
  }

  private qualified(work: Work, day: Day): { sql: string; value: ReturnType<Work['oneOf']>['value'] } {
    const { startQualifications } = this.parameters.at(toNumber(day));
    const { sql, value } = work.oneOf('q.kind', startQualifications, 'code');
    return { sql: `EXISTS (SELECT 1 FROM diploma q WHERE q.pupil_id = p.id AND ${sql})`, value };
  }
}

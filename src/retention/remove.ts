import { Inject, Injectable } from '@nestjs/common';
import { birthday, type Day, toNumber } from '../law/day';
import { LawParameters } from '../law/parameters';
import type { Work } from '../platform/database/sql';
import { Ownership, type RowCounts } from './ownership';

/** Which side of the 18th birthday: that of leerplicht and kwalificatieplicht, or that of the Doorstroompunt. */
type Side = 'before' | 'from';

/** Removes records of a class with all that hangs on them. */
@Injectable()
export class Remove {
  constructor(
    @Inject(Ownership) private readonly ownership: Ownership,
    @Inject(LawParameters) private readonly law: LawParameters,
  ) {}

  /**
   * Dossiers, and the absence that their signals counted: left alone it would raise them anew. With the last dossier of
   * a regime the other absence of those years goes too.
   */
  async dossiers(work: Work, ids: readonly string[], today: Day, counts: RowCounts): Promise<void> {
    const these = work.oneOf('d.id', ids);
    const rows = await work.all<{ pupilId: string; regime: string }>(
      `SELECT DISTINCT d.pupil_id AS "pupilId", d.regime FROM dossier d WHERE ${these.sql}`,
      [these.value],
    );
    const own = work.oneOf('s.dossier_id', ids);
    const counted = await work.all<{ id: string }>(
      `SELECT DISTINCT a.id FROM signal s JOIN absence_record a ON a.pupil_id = s.pupil_id AND a.location = s.location
          AND a.day BETWEEN s.from_date AND s.until_date WHERE ${own.sql}`,
      [own.value],
    );
    await this.ownership.destroy(
      work,
      'absence_record',
      counted.map(({ id }) => id),
      counts,
    );
    await this.ownership.destroy(work, 'dossier', ids, counts);
    for (const [regime, side] of [
      ['leerplicht', 'before'],
      ['doorstroompunt', 'from'],
    ] as const) {
      const pupils = rows.filter((one) => one.regime === regime).map((one) => one.pupilId);
      await this.years(work, await this.without(work, pupils, regime), side, today, counts);
    }
  }

  /** The Wpg part of a dossier; the rest of it stays. */
  async wpg(work: Work, dossiers: readonly string[], counts: RowCounts): Promise<void> {
    for (const table of ['dossier_item', 'letter', 'state_change']) {
      const these = work.oneOf('dossier_id', dossiers);
      const rows = await work.all<{ id: string }>(`SELECT id FROM ${table} WHERE room = 'wpg' AND ${these.sql}`, [
        these.value,
      ]);
      await this.ownership.destroy(
        work,
        table,
        rows.map(({ id }) => id),
        counts,
      );
    }
  }

  /**
   * One exemption or leave with what was applied for, or one application. Absence on its days goes along: it was
   * excused, and without the exemption it would count.
   */
  async exemption(work: Work, pupilId: string, part: string, counts: RowCounts): Promise<void> {
    const [article = '', rest = ''] = part.split(' ');
    if (article === 'aanvraag') {
      await this.ownership.destroy(work, 'leave_application', [rest], counts);
      return;
    }
    const key = [pupilId, article, rest];
    const which = 'pupil_id = ? AND article = ? AND from_date = ?';
    const found = await work.get<{ until: Day | null }>(
      `SELECT until_date AS "until" FROM exemption WHERE ${which}`,
      key,
    );
    if (!found) return;
    const until = found.until === null ? '' : 'AND a.day <= ?';
    const excused = await work.all<{ id: string }>(
      `SELECT a.id FROM absence_record a WHERE a.pupil_id = ? AND a.day >= ? ${until}`,
      [pupilId, rest, ...(found.until === null ? [] : [found.until])],
    );
    await this.ownership.destroy(
      work,
      'absence_record',
      excused.map(({ id }) => id),
      counts,
    );
    const applied = await work.all<{ id: string }>(`SELECT id FROM leave_application WHERE ${which}`, key);
    await this.ownership.destroy(
      work,
      'leave_application',
      applied.map(({ id }) => id),
      counts,
    );
    const gone = await work.run(`DELETE FROM exemption WHERE ${which}`, key);
    counts.set('exemption', (counts.get('exemption') ?? 0) + gone);
  }

  /** Absence of who is grown, from before that; what hangs on a dossier stays with it. */
  childhood(work: Work, pupils: readonly string[], today: Day, counts: RowCounts): Promise<void> {
    return this.years(work, pupils, 'before', today, counts);
  }

  async pupils(work: Work, ids: readonly string[], counts: RowCounts): Promise<void> {
    await this.ownership.destroy(work, 'pupil', ids, counts);
  }

  /** Those of `pupils` that have no dossier of the regime (any more). */
  private async without(work: Work, pupils: readonly string[], regime: string): Promise<string[]> {
    const these = work.oneOf('p.id', pupils);
    const rows = await work.all<{ id: string }>(
      `SELECT p.id FROM pupil p WHERE ${these.sql}
         AND NOT EXISTS (SELECT 1 FROM dossier d WHERE d.pupil_id = p.id AND d.regime = ?)`,
      [these.value, regime],
    );
    return rows.map(({ id }) => id);
  }

  private async years(work: Work, pupils: readonly string[], side: Side, today: Day, counts: RowCounts): Promise<void> {
    if (pupils.length === 0) return;
    const { qualificationAge } = this.law.at(toNumber(today));
    const these = work.oneOf('p.id', pupils);
    const born = await work.all<{ id: string; birthDate: Day }>(
      `SELECT p.id, p.birth_date AS "birthDate" FROM pupil p WHERE ${these.sql}`,
      [these.value],
    );
    const grown = new Map(born.map(({ id, birthDate }) => [id, birthday(birthDate, qualificationAge)]));
    // meldingen before signals: a melding goes with its signal, and may have none
    for (const [table, column, condition] of [
      ['melding', 'from_date', 'x.dossier_id IS NULL'],
      ['signal', 'from_date', 'x.dossier_id IS NULL'],
      ['absence_record', 'day', '1 = 1'],
    ] as const) {
      const own = work.oneOf('x.pupil_id', pupils);
      const rows = await work.all<{ id: string; pupil: string; day: Day }>(
        `SELECT x.id, x.pupil_id AS "pupil", x.${column} AS "day" FROM ${table} x WHERE ${own.sql} AND ${condition}`,
        [own.value],
      );
      const gone = rows.filter(({ pupil, day }) => day < grown.get(pupil)! === (side === 'before'));
      await this.ownership.destroy(
        work,
        table,
        gone.map(({ id }) => id),
        counts,
      );
    }
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { addDays, type Day, parseDay } from '../law/day';
import type { Work } from '../platform/database/sql';
import { Outbox } from '../jobs/outbox';
import { newId } from '../platform/ids';
import { regionOf } from '../registry/facts';
import { FollowLeavers } from './leavers/follow-leavers';

/**
 * What time alone changes for trajectories, on the day of a sweep: an alarm where contact stopped, dossiers that have
 * no trajectory yet, the region of who moved, leavers to follow. Doing it twice changes nothing.
 */
@Injectable()
export class SweepTrajectories {
  constructor(
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(FollowLeavers) private readonly leavers: FollowLeavers,
  ) {}

  /** `days`: the days swept, as text. */
  async handle(work: Work, days: readonly string[]): Promise<void> {
    for (const text of days) {
      const day = parseDay(text);
      if (day === null) continue;
      await this.raiseAlarms(work, day);
      await this.beginMissing(work);
      await this.followHomes(work, day);
      await this.leavers.sweep(work, day);
    }
  }

  /** One alarm per last contact: `about` is unique, so the next sweep raises it no more. */
  private async raiseAlarms(work: Work, day: Day): Promise<void> {
    const frequencies = await work.all<{ every: number }>(
      'SELECT DISTINCT contact_every AS "every" FROM trajectory WHERE ended_on IS NULL',
    );
    for (const { every } of frequencies) {
      // the day after the last one on which contact was in time
      const silent = await work.all<{ id: string; about: Day }>(
        `SELECT id, COALESCE(contact_on, delivered_on) AS "about" FROM trajectory
          WHERE ended_on IS NULL AND contact_every = ? AND COALESCE(contact_on, delivered_on) < ?
            AND NOT EXISTS (SELECT 1 FROM pupil p WHERE p.id = trajectory.pupil_id AND p.death_date <= ?)`,
        [every, addDays(day, -every), day],
      );
      await work.insertNew(
        'trajectory_alarm',
        ['id', 'trajectory_id', 'about', 'raised_on', 'settled_on'],
        silent.map(({ id, about }) => [newId(), id, about, day, null]),
        ['trajectory_id', 'about'],
      );
    }
  }

  private async beginMissing(work: Work): Promise<void> {
    const rows = await work.all<{ id: string }>(
      `SELECT d.id FROM dossier d WHERE d.regime = 'doorstroompunt' AND d.status <> 'afgesloten'
          AND NOT EXISTS (SELECT 1 FROM trajectory t WHERE t.dossier_id = d.id) ORDER BY d.id`,
    );
    await this.outbox.add(
      work,
      'begin-traject',
      rows.map((row) => row.id),
    );
  }

  /** The region and municipality of an open trajectory are those of its dossier. */
  private async followHomes(work: Work, day: Day): Promise<void> {
    const moved = await work.all<{ id: string; municipality: string | null }>(
      `SELECT t.id, d.municipality FROM trajectory t JOIN dossier d ON d.id = t.dossier_id
        WHERE t.ended_on IS NULL AND d.municipality IS NOT NULL
          AND (t.municipality IS NULL OR t.municipality <> d.municipality)`,
    );
    for (const { id, municipality } of moved) {
      const region = municipality === null ? null : regionOf(municipality, day);
      await work.run('UPDATE trajectory SET municipality = ?, region = ? WHERE id = ?', [municipality, region, id]);
    }
  }
}

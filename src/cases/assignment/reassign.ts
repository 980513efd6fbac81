import { Inject, Injectable } from '@nestjs/common';
import { Outbox } from '../../jobs/outbox';
import { Clock } from '../../platform/clock';
import type { Sql, Work } from '../../platform/database/sql';
import { loadFacts } from '../../registry/pupil-facts';
import { Assigner, municipalityOn } from './assign-dossiers';
import { Homes } from '../dossier/homes';
import { DossierStore } from '../dossier/dossier-store';

/** Sends dossiers through the steps of assignment again: the verdeelbak, and those whose worker left or may not see them. */
@Injectable()
export class Reassign {
  constructor(
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(Homes) private readonly homes: Homes,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Goes through the steps for these dossiers, in this order. */
  async assign(work: Work, dossierIds: readonly string[]): Promise<void> {
    const pupils = [...new Set((await this.dossiers.open(work, dossierIds)).map((one) => one.pupilId))];
    await this.homes.follow(work, pupils);
    const dossiers = await this.dossiers.open(work, dossierIds);
    const facts = await loadFacts(work, pupils);
    const locations = await locationsOf(work, dossierIds);
    const today = this.clock.today();
    const assigner = new Assigner(work, this.dossiers, today);
    for (const dossier of dossiers) {
      const home = municipalityOn(facts.get(dossier.pupilId)?.residences ?? [], today);
      await assigner.assign(dossier, home, locations.get(dossier.id) ?? null);
    }
    await assigner.write();
  }

  /** Staff changed: every dossier in the verdeelbak is tried again, oldest first. */
  async distribute(work: Work): Promise<void> {
    const waiting = await work.all<{ id: string }>(
      `SELECT id FROM dossier WHERE employee IS NULL AND status <> 'afgesloten' ORDER BY id`,
    );
    await this.outbox.add(
      work,
      'wijs-toe',
      waiting.map((one) => one.id),
    );
  }
}

/** Per dossier the location of its first standing signal that has one: what decides whose school it is. */
async function locationsOf(sql: Sql, dossierIds: readonly string[]): Promise<Map<string, string>> {
  const { sql: condition, value } = sql.oneOf('dossier_id', dossierIds);
  const rows = await sql.all<{ dossier: string; location: string }>(
    `SELECT dossier_id AS "dossier", location FROM signal
      WHERE ${condition} AND status <> 'ingetrokken' AND location <> '' ORDER BY from_date DESC, rule DESC`,
    [value],
  );
  return new Map(rows.map(({ dossier, location }) => [dossier, location]));
}

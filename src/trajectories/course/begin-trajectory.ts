import { Inject, Injectable } from '@nestjs/common';
import { type Actor, SYSTEM } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import type { StoredDossier } from '../../cases/dossier/dossier-store';
import { DossierStore } from '../../cases/dossier/dossier-store';
import { regionOf } from '../../registry/facts';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Work } from '../../platform/database/sql';
import { newId } from '../../platform/ids';
import { type StoredTrajectory, TrajectoryStore } from '../trajectory-store';
import type { Source } from '../vocabulary';

/** Days between two contacts, at most, until youth and counsellor agree otherwise (practice). */
export const CONTACT_EVERY = 28;

/**
 * A dossier of the Doorstroompunt leads to a trajectory: it begins when the youth is delivered, so that the days to the
 * intake can be counted. Doing it twice changes nothing.
 */
@Injectable()
export class BeginTrajectory {
  constructor(
    @Inject(DossierStore) private readonly dossiers: DossierStore,
    @Inject(TrajectoryStore) private readonly trajectories: TrajectoryStore,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** For the open dossiers among these. */
  async handle(work: Work, dossierIds: readonly string[]): Promise<void> {
    const open = await this.dossiers.open(work, dossierIds);
    const { sql, value } = work.oneOf(
      'pupil_id',
      open.map((one) => one.pupilId),
    );
    const known = await work.all<{ pupil: string; dossier: string; ended: Day | null }>(
      `SELECT pupil_id AS "pupil", dossier_id AS "dossier", ended_on AS "ended" FROM trajectory WHERE ${sql}`,
      [value],
    );
    for (const dossier of open) {
      // one that did not start, or ended, inside this dossier is not begun again by itself
      const has = known.some((one) => one.dossier === dossier.id || (one.pupil === dossier.pupilId && !one.ended));
      if (dossier.regime !== 'doorstroompunt' || has) continue;
      const warm = await work.get('SELECT id FROM warm_handover WHERE to_dossier_id = ?', [dossier.id]);
      const taken = await work.get('SELECT number FROM takeover WHERE dossier_id = ?', [dossier.id]);
      await this.begin(work, SYSTEM, dossier, warm ? 'leerplicht' : taken ? 'overname' : 'dossier', null);
    }
  }

  /** Writes a new trajectory in the state aangemeld; the caller sees to it that none is open. */
  async begin(
    work: Work,
    actor: Actor,
    dossier: StoredDossier,
    source: Source,
    reason: string | null,
  ): Promise<StoredTrajectory> {
    const today = this.clock.today();
    const { municipality } = dossier;
    const trajectory: StoredTrajectory = {
      ...{ id: newId(), pupilId: dossier.pupilId, dossierId: dossier.id, state: 'aangemeld', source, municipality },
      region: municipality === null ? null : regionOf(municipality, today),
      // a dossier that was found today, or worked elsewhere before, was delivered on the day it was opened
      deliveredOn: source === 'dossier' || source === 'overname' ? dossier.openedOn : today,
      ...{ approachedOn: null, intakeOn: null, startedOn: null, endedOn: null, outcome: null },
      ...{ outcomeHundredths: null, destination: null, returning: 0, contactEvery: CONTACT_EVERY, contactOn: null },
    };
    await this.trajectories.write(work, [trajectory]);
    await this.trajectories.tell(work, actor, trajectory, { from: null, day: today, reason });
    this.audit.write(work, actor, {
      ...{ action: 'toevoegen', object: 'traject', objectId: trajectory.id, pupils: [dossier.pupilId] },
      purpose: PURPOSES.doorstroompunt,
    });
    return trajectory;
  }
}

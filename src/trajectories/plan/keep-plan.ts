import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { ConsentStore } from '../../cases/consent/consent-store';
import { dossierNotFound, requireRole } from '../../cases/dossier/reach';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { isId } from '../../platform/ids';
import { type StoredTrajectory, TrajectoryStore } from '../trajectory-store';
import { checkPlan, type Plan, sensitiveKinds } from './plan';
import { PlanStore } from './plan-store';

/** Writes versions of the trajectplan, has them agreed, and keeps what is reached and done. */
@Injectable()
export class KeepPlan implements OnModuleInit {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TrajectoryStore) private readonly trajectories: TrajectoryStore,
    @Inject(PlanStore) private readonly plans: PlanStore,
    @Inject(ConsentStore) private readonly consents: ConsentStore,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.consents.onWithdrawal((work, pupilId, kind) => this.plans.forget(work, pupilId, kind));
  }

  /**
   * Writes the plan as it is to be: in the version that waits for agreement, else in a new one. Gives its number.
   * Throws a Problem: 404 out of reach, 403 another role, 409 where the trajectory has ended or consent for health or
   * criminal data is missing (WEB 9.2.7), 400 bad fields.
   */
  async draft(actor: Actor, trajectoryId: string, plan: Plan): Promise<number> {
    return this.change(actor, trajectoryId, async (work, trajectory) => {
      const today = this.clock.today();
      checkPlan(plan, today);
      await this.consents.require(work, trajectory.pupilId, sensitiveKinds(plan));
      const [last] = await this.plans.versions(work, trajectoryId);
      const version = last ? last.version + (last.agreedOn === null ? 0 : 1) : 1;
      const made = { version, madeOn: today, madeBy: visitorOf(actor).employee };
      await this.plans.write(work, trajectoryId, made, plan);
      return version;
    });
  }

  /** The youth agreed with this version on that day; from then on it stands. Also 409 where it is agreed already. */
  async agree(actor: Actor, trajectoryId: string, version: number, day: Day): Promise<void> {
    await this.change(actor, trajectoryId, async (work) => {
      const found = (await this.plans.versions(work, trajectoryId)).find((one) => one.version === version);
      if (!found) throw dossierNotFound();
      if (found.agreedOn !== null) {
        throw new Problem('plan-staat-vast', 'Met deze versie is al ingestemd. Maak een nieuwe versie.', {
          status: 409,
        });
      }
      new Checks()
        .that(day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.')
        .that(day >= found.madeOn, '/datum', `Kies een dag vanaf ${found.madeOn}: toen is deze versie gemaakt.`)
        .done();
      await work.run('UPDATE trajectory_plan SET agreed_on = ? WHERE id = ?', [day, found.id]);
    });
  }

  /** A goal was reached on that day (null: not after all). Only of the newest version. */
  reach(actor: Actor, trajectoryId: string, goalId: string, day: Day | null): Promise<void> {
    return this.progress(actor, trajectoryId, day, async (work, planId) =>
      isId(goalId)
        ? work.run('UPDATE trajectory_goal SET reached_on = ? WHERE id = ? AND plan_id = ?', [day, goalId, planId])
        : 0,
    );
  }

  /** A step was done on that day (null: not after all). Only of the newest version. */
  finish(actor: Actor, trajectoryId: string, stepId: string, day: Day | null): Promise<void> {
    return this.progress(actor, trajectoryId, day, async (work, planId) =>
      isId(stepId)
        ? work.run(
            `UPDATE trajectory_goal_step SET done_on = ?
              WHERE id = ? AND goal_id IN (SELECT id FROM trajectory_goal WHERE plan_id = ?)`,
            [day, stepId, planId],
          )
        : 0,
    );
  }

  private progress(
    actor: Actor,
    trajectoryId: string,
    day: Day | null,
    change: (work: Work, planId: string) => Promise<number>,
  ): Promise<void> {
    return this.change(actor, trajectoryId, async (work) => {
      const good = day === null || day <= this.clock.today();
      new Checks().that(good, '/datum', 'Kies vandaag of een eerdere dag.').done();
      const [last] = await this.plans.versions(work, trajectoryId);
      if (!last || (await change(work, last.id)) === 0) throw dossierNotFound();
    });
  }

  private change<T>(
    actor: Actor,
    trajectoryId: string,
    change: (work: Work, trajectory: StoredTrajectory) => Promise<T>,
  ): Promise<T> {
    return this.database.work(async (work) => {
      const trajectory = await this.trajectories.toChange(work, actor, trajectoryId);
      requireRole(actor, 'rmc-trajectbegeleider');
      if (trajectory.endedOn !== null) {
        throw new Problem('traject-beeindigd', 'Dit traject is beëindigd. Het plan staat vast.', { status: 409 });
      }
      const result = await change(work, trajectory);
      this.audit.write(work, actor, {
        ...{ action: 'wijzigen', object: 'trajectplan', objectId: trajectoryId, pupils: [trajectory.pupilId] },
        purpose: PURPOSES.doorstroompunt,
      });
      return result;
    });
  }
}

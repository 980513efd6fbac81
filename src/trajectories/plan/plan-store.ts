import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import type { SensitiveKind } from '../../cases/consent/consent-store';
import { newId } from '../../platform/ids';
import { LIFE_AREAS, type LifeArea, SENSITIVE_AREAS, type StepTaker } from '../vocabulary';
import type { Plan, PlanGoal, PlanStep } from './plan';
import { cell, type Place } from '../../platform/place';
import { trajectoryGoal, trajectoryGoalStep, trajectoryPlan } from '../tables';

/** A version as it lies in the database, without its goals. */
export interface PlanVersion {
  id: string;
  version: number;
  madeOn: Day;
  madeBy: string;
  agreedOn: Day | null;
  summary: string | null;
}

export type KeptGoal = Omit<PlanGoal, 'steps'> & { id: string; steps: (PlanStep & { id: string })[] };

/** A version with all that it says. */
export type WholePlan = PlanVersion & { goals: KeptGoal[] };

type WholeRow = PlanVersion & {
  goal: string | null;
  area: LifeArea | null;
  goalText: string | null;
  reachedOn: Day | null;
  step: string | null;
  stepText: string | null;
  taker: StepTaker | null;
  dueOn: Day | null;
  doneOn: Day | null;
};

/** Versions of trajectplans in the database; what they say is encrypted. */
@Injectable()
export class PlanStore {
  constructor(@Inject(Encryption) private readonly encryption: Encryption) {}

  /** Every version of a trajectory, the newest first. */
  async versions(sql: Sql, trajectoryId: string): Promise<PlanVersion[]> {
    const rows = await sql.all<PlanVersion>(
      `SELECT id, version, made_on AS "madeOn", made_by AS "madeBy", agreed_on AS "agreedOn", summary
         FROM trajectory_plan WHERE trajectory_id = ? ORDER BY version DESC`,
      [trajectoryId],
    );
    return rows.map((row) => ({ ...row, summary: this.summaryOf(row) }));
  }

  /** Every version with its goals and their steps in order, the newest first; one query. */
  async whole(sql: Sql, trajectoryId: string): Promise<WholePlan[]> {
    const rows = await sql.all<WholeRow>(
      `SELECT p.id, p.version, p.made_on AS "madeOn", p.made_by AS "madeBy", p.agreed_on AS "agreedOn", p.summary,
              g.id AS "goal", g.area, g.description AS "goalText", g.reached_on AS "reachedOn",
              s.id AS "step", s.description AS "stepText", s.taker, s.due_on AS "dueOn", s.done_on AS "doneOn"
         FROM trajectory_plan p LEFT JOIN trajectory_goal g ON g.plan_id = p.id
              LEFT JOIN trajectory_goal_step s ON s.goal_id = g.id
        WHERE p.trajectory_id = ? ORDER BY p.version DESC, g.place, s.place`,
      [trajectoryId],
    );
    const plans: WholePlan[] = [];
    for (const { id, version, madeOn, madeBy, agreedOn, summary, goal, area, goalText, reachedOn, ...step } of rows) {
      let plan = plans.at(-1);
      if (plan?.id !== id) {
        plan = { ...{ id, version, madeOn, madeBy, agreedOn, goals: [] }, summary: this.summaryOf({ id, summary }) };
        plans.push(plan);
      }
      if (goal === null) continue;
      let kept = plan.goals.at(-1);
      if (kept?.id !== goal) {
        const description = this.encryption.decrypt(goalText!, cell(trajectoryGoal, 'description', { id: goal }));
        kept = { id: goal, area: area!, reachedOn, description, steps: [] };
        plan.goals.push(kept);
      }
      if (step.step === null) continue;
      const { taker, dueOn, doneOn } = step;
      const description = this.encryption.decrypt(
        step.stepText!,
        cell(trajectoryGoalStep, 'description', { id: step.step }),
      );
      kept.steps.push({ id: step.step, description, taker: taker!, dueOn, doneOn });
    }
    return plans;
  }

  /** Writes a version that is not agreed; one of that number that was not agreed either is replaced. */
  async write(
    work: Work,
    trajectoryId: string,
    { version, madeOn, madeBy }: Pick<PlanVersion, 'version' | 'madeOn' | 'madeBy'>,
    plan: Plan,
  ): Promise<void> {
    await this.remove(work, trajectoryId, version);
    const planId = newId();
    const columns = ['id', 'trajectory_id', 'version', 'made_on', 'made_by', 'agreed_on', 'summary'];
    const seal = (text: string, place: Place) => this.encryption.encrypt(text.trim(), place);
    const summary = plan.summary?.trim() ? seal(plan.summary, cell(trajectoryPlan, 'summary', { id: planId })) : null;
    await work.insert('trajectory_plan', columns, [[planId, trajectoryId, version, madeOn, madeBy, null, summary]]);
    const goals: Value[][] = [];
    const steps: Value[][] = [];
    plan.goals.forEach((goal, place) => {
      const id = newId();
      const sealed = seal(goal.description, cell(trajectoryGoal, 'description', { id }));
      goals.push([id, planId, goal.area, place, sealed, goal.reachedOn]);
      goal.steps.forEach(({ description, taker, dueOn, doneOn }, at) => {
        const own = newId();
        const sealed = seal(description, cell(trajectoryGoalStep, 'description', { id: own }));
        steps.push([own, id, at, sealed, taker, dueOn, doneOn]);
      });
    });
    await work.insert('trajectory_goal', ['id', 'plan_id', 'area', 'place', 'description', 'reached_on'], goals);
    await work.insert(
      'trajectory_goal_step',
      ['id', 'goal_id', 'place', 'description', 'taker', 'due_on', 'done_on'],
      steps,
    );
  }

  /** Consent was withdrawn: what the plans of this youth say of that kind goes, in every version. */
  async forget(work: Work, pupilId: string, kind: SensitiveKind): Promise<void> {
    const areas = LIFE_AREAS.filter((area) => area in SENSITIVE_AREAS && SENSITIVE_AREAS[area as 'justitie'] === kind);
    const { sql, value } = work.oneOf('area', areas, 'code');
    const goals = `SELECT id FROM trajectory_goal WHERE ${sql} AND plan_id IN (SELECT p.id FROM trajectory_plan p
      JOIN trajectory t ON t.id = p.trajectory_id WHERE t.pupil_id = ?)`;
    await work.run(`DELETE FROM trajectory_goal_step WHERE goal_id IN (${goals})`, [value, pupilId]);
    await work.run(`DELETE FROM trajectory_goal WHERE id IN (${goals})`, [value, pupilId]);
  }

  private summaryOf({ id, summary }: Pick<PlanVersion, 'id' | 'summary'>): string | null {
    return summary === null ? null : this.encryption.decrypt(summary, cell(trajectoryPlan, 'summary', { id }));
  }

  private async remove(work: Work, trajectoryId: string, version: number): Promise<void> {
    const plans = 'SELECT id FROM trajectory_plan WHERE trajectory_id = ? AND version = ?';
    const goals = `SELECT id FROM trajectory_goal WHERE plan_id IN (${plans})`;
    await work.run(`DELETE FROM trajectory_goal_step WHERE goal_id IN (${goals})`, [trajectoryId, version]);
    await work.run(`DELETE FROM trajectory_goal WHERE plan_id IN (${plans})`, [trajectoryId, version]);
    await work.run('DELETE FROM trajectory_plan WHERE trajectory_id = ? AND version = ?', [trajectoryId, version]);
  }
}

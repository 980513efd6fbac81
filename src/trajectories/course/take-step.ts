import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor';
import { Audit, PURPOSES } from '../../access/audit';
import { requireRole } from '../../cases/dossier/reach';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Work } from '../../platform/database/sql';
import { Problem } from '../../platform/errors';
import { destinationOf } from '../destination';
import { SchoolFirstReader } from '../school/school-first-reader';
import { type GuardFacts, refusal, type TrajectoryState } from '../states';
import { type StoredTrajectory, TrajectoryStore } from '../trajectory-store';
import { type Outcome, OUTCOMES } from '../vocabulary';

export interface Step {
  trajectoryId: string;
  to: TrajectoryState;
  day: Day;
  reason?: string | null;
  /** with `afgesloten` */
  outcome?: Outcome | null;
  /** with the outcome `werk`: hundredths of an hour a week */
  weeklyHundredths?: number | null;
}

/** A full week, in hundredths of an hour. */
const LONGEST_WEEK = 16_800;

/** The day that a state leaves behind. */
const DAY_OF: Record<TrajectoryState, 'approachedOn' | 'intakeOn' | 'startedOn' | 'endedOn' | null> = {
  aangemeld: null,
  benaderd: 'approachedOn',
  intake: 'intakeOn',
  lopend: 'startedOn',
  afgesloten: 'endedOn',
  niet_gestart: 'endedOn',
};

/** Takes a trajectory a step further: approach, intake, start, end. Voluntary: nothing here forces the youth. */
@Injectable()
export class TakeStep {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TrajectoryStore) private readonly trajectories: TrajectoryStore,
    @Inject(SchoolFirstReader) private readonly schoolFirst: SchoolFirstReader,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem: 404 out of reach, 403 another role, 409 where the step may not be taken now, 400 bad fields. */
  async take(actor: Actor, step: Step): Promise<void> {
    await this.database.work(async (work) => {
      const trajectory = await this.trajectories.toChange(work, actor, step.trajectoryId);
      requireRole(actor, 'rmc-trajectbegeleider');
      this.check(step, trajectory);
      const { state } = trajectory;
      const reasonAgainst = refusal(state, step.to, await this.guardFacts(work, trajectory, step));
      if (reasonAgainst) throw new Problem('stap-kan-niet', reasonAgainst, { status: 409 });
      this.apply(trajectory, step);
      if (step.to === 'lopend') trajectory.returning = await hadOneBefore(work, trajectory);
      await this.trajectories.write(work, [trajectory]);
      await this.trajectories.tell(work, actor, trajectory, {
        from: state,
        day: step.day,
        reason: step.reason?.trim() || null,
      });
      if (trajectory.endedOn !== null) await settleAlarms(work, trajectory.id, step.day);
      this.audit.write(work, actor, {
        ...{ action: 'wijzigen', object: 'traject', objectId: trajectory.id, pupils: [trajectory.pupilId] },
        purpose: PURPOSES.doorstroompunt,
      });
    });
  }

  private check({ day, to, reason, outcome, weeklyHundredths }: Step, trajectory: StoredTrajectory): void {
    const { deliveredOn, approachedOn, intakeOn, startedOn } = trajectory;
    const earliest = [deliveredOn, approachedOn, intakeOn, startedOn]
      .filter((one) => one !== null)
      .sort()
      .at(-1)!;
    const checks = new Checks()
      .that(day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.')
      .that(day >= earliest, '/datum', `Kies een dag vanaf ${earliest}: toen was de vorige stap.`)
      .that((reason ?? '').length <= 2000, '/reden', 'Gebruik hoogstens 2000 tekens.');
    if (to === 'afgesloten' && outcome) {
      const hours = weeklyHundredths ?? null;
      checks.word(outcome, '/uitkomst', OUTCOMES);
      const isCount = hours !== null && Number.isInteger(hours) && hours > 0 && hours <= LONGEST_WEEK;
      checks.that(outcome !== 'werk' || isCount, '/urenPerWeek', 'Geef de uren werk per week, meer dan 0.');
      checks.that(outcome === 'werk' || hours === null, '/urenPerWeek', 'Geef uren alleen bij werk.');
    } else checks.that(!outcome, '/uitkomst', 'Geef een uitkomst alleen bij afsluiten.');
    checks.done();
  }

  private apply(trajectory: StoredTrajectory, { to, day, outcome, weeklyHundredths }: Step): void {
    trajectory.state = to;
    const property = DAY_OF[to];
    if (property) trajectory[property] = day;
    // who was never approached before the intake was approached on that day
    if (to === 'intake') {
      trajectory.approachedOn ??= day;
      trajectory.contactOn = trajectory.contactOn !== null && trajectory.contactOn > day ? trajectory.contactOn : day;
    }
    if (to !== 'afgesloten' || !outcome) return;
    trajectory.outcome = outcome;
    trajectory.outcomeHundredths = weeklyHundredths ?? null;
    trajectory.destination = destinationOf(outcome, trajectory.outcomeHundredths);
  }

  private async guardFacts(work: Work, trajectory: StoredTrajectory, step: Step): Promise<GuardFacts> {
    const agreed = 'SELECT id FROM trajectory_plan WHERE trajectory_id = ? AND agreed_on IS NOT NULL LIMIT 1';
    return {
      planAgreed: (await work.get(agreed, [trajectory.id])) !== undefined,
      schoolToConsult: step.to === 'lopend' && (await this.schoolFirst.isToConsult(work, trajectory, step.day)),
      intakeOn: trajectory.intakeOn,
      destination: step.outcome ?? null,
      reason: step.reason?.trim() || null,
    };
  }
}

/** 1 where an earlier trajectory of this youth was started and has ended. */
async function hadOneBefore(work: Work, { id, pupilId }: StoredTrajectory): Promise<0 | 1> {
  const before = await work.get(
    'SELECT id FROM trajectory WHERE pupil_id = ? AND id <> ? AND started_on IS NOT NULL AND ended_on IS NOT NULL LIMIT 1',
    [pupilId, id],
  );
  return before ? 1 : 0;
}

async function settleAlarms(work: Work, trajectoryId: string, day: Day): Promise<void> {
  await work.run('UPDATE trajectory_alarm SET settled_on = ? WHERE trajectory_id = ? AND settled_on IS NULL', [
    day,
    trajectoryId,
  ]);
}

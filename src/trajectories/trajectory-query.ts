import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { Audit, PURPOSES } from '../access/audit';
import { DossierReach } from '../cases/dossier/reach';
import type { Day } from '../law/day';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { all, type TrajectoryWish, wished } from './caseload';
import { PlanStore, type WholePlan } from './plan/plan-store';
import type { SchoolFirst } from './school-first';
import { SchoolFirstReader } from './school/school-first-reader';
import { type TrajectoryLines, TrajectoryLinesReader } from './trajectory-lines';
import { type StoredTrajectory, STORED_TRAJECTORY, TrajectoryStore } from './trajectory-store';

/** Everything of one trajectory. */
export interface TrajectoryView extends TrajectoryLines {
  trajectory: StoredTrajectory & { employee: string | null };
  /** the newest first */
  plans: WholePlan[];
  /** the leaving that asks for a talk with the school first (WEB 9.2.5); null: none, or the talk was held */
  schoolFirst: SchoolFirst | null;
}

export interface TrajectoryFilter extends TrajectoryWish {
  /** id of the last one of the page before */
  after?: string;
  /** rows to skip; instead of `after` */
  offset?: number;
  limit: number;
}

export type TrajectoryRow = StoredTrajectory & { employee: string | null; alarmSince: Day | null };

const ALARM_SINCE = `(SELECT MIN(a.about) FROM trajectory_alarm a WHERE a.trajectory_id = t.id AND a.settled_on IS NULL)`;

/** Reads trajectories, as far as the one who asks may reach them. */
@Injectable()
export class TrajectoryQuery {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(TrajectoryStore) private readonly trajectories: TrajectoryStore,
    @Inject(TrajectoryLinesReader) private readonly lines: TrajectoryLinesReader,
    @Inject(PlanStore) private readonly plans: PlanStore,
    @Inject(SchoolFirstReader) private readonly schoolFirst: SchoolFirstReader,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** A page of the list, oldest first. */
  async list(actor: Actor, { after, offset = 0, limit, ...wish }: TrajectoryFilter): Promise<TrajectoryRow[]> {
    const read = this.database.read;
    const where = this.where(actor, wish);
    const rows = await read.all<TrajectoryRow>(
      `SELECT ${STORED_TRAJECTORY}, d.employee, ${ALARM_SINCE} AS "alarmSince"
         FROM trajectory t JOIN dossier d ON d.id = t.dossier_id
        WHERE ${where.sql}${after ? ' AND t.id > ?' : ''} ORDER BY t.id LIMIT ${limit} OFFSET ${offset}`,
      [...where.values, ...(after ? [after] : [])],
    );
    const pupils = rows.map((one) => one.pupilId);
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'traject', objectId: null, pupils },
      purpose: PURPOSES.doorstroompunt,
    });
    return rows;
  }

  /** How many of these there are in reach; tells of no person. */
  async count(actor: Actor, wish: TrajectoryWish): Promise<number> {
    const where = this.where(actor, wish);
    const sql = `SELECT COUNT(*) AS "count" FROM trajectory t JOIN dossier d ON d.id = t.dossier_id WHERE ${where.sql}`;
    return (await this.database.read.get<{ count: number }>(sql, where.values))!.count;
  }

  /** Four queries. Throws a Problem (404) where it does not exist or is out of scope. */
  async find(actor: Actor, id: string): Promise<TrajectoryView> {
    const read = this.database.read;
    const trajectory = await this.trajectories.selected<TrajectoryView['trajectory']>(
      read,
      actor,
      id,
      `${STORED_TRAJECTORY}, d.employee`,
    );
    this.audit.read(actor, {
      ...{ action: 'lezen', object: 'traject', objectId: id, pupils: [trajectory.pupilId] },
      purpose: PURPOSES.doorstroompunt,
    });
    const lines = await this.lines.of(read, id);
    const talks = lines.consultations.map((one) => one.day);
    return {
      ...lines,
      trajectory,
      plans: await this.plans.whole(read, id),
      schoolFirst: await this.schoolFirst.stillAsked(read, trajectory.pupilId, talks, this.clock.today()),
    };
  }

  private where(actor: Actor, wish: TrajectoryWish) {
    return all([this.reach.condition(this.database.read, actor), wished(wish, this.clock.today())]);
  }
}

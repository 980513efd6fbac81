import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor';
import { DossierReach, dossierNotFound } from '../cases/dossier/reach';
import type { Day } from '../law/day';
import { Clock } from '../platform/clock';
import type { Sql, Value, Work } from '../platform/database/sql';
import { isId, newId } from '../platform/ids';
import type { TrajectoryState } from './states';
import type { Destination, Outcome, Source } from './vocabulary';
import { Encryption } from '../platform/encryption';
import { cell } from '../platform/place';
import { trajectoryEvent } from './tables';

/** A trajectory as it lies in the database. */
export interface StoredTrajectory {
  id: string;
  pupilId: string;
  dossierId: string;
  state: TrajectoryState;
  source: Source;
  region: string | null;
  municipality: string | null;
  deliveredOn: Day;
  approachedOn: Day | null;
  intakeOn: Day | null;
  startedOn: Day | null;
  endedOn: Day | null;
  outcome: Outcome | null;
  /** hundredths of an hour a week */
  outcomeHundredths: number | null;
  destination: Destination | null;
  returning: number;
  contactEvery: number;
  contactOn: Day | null;
}

/** Property by column, in the order of the columns. */
const COLUMNS: readonly (readonly [column: string, property: keyof StoredTrajectory])[] = [
  ['id', 'id'],
  ['pupil_id', 'pupilId'],
  ['dossier_id', 'dossierId'],
  ['state', 'state'],
  ['source', 'source'],
  ['region', 'region'],
  ['municipality', 'municipality'],
  ['delivered_on', 'deliveredOn'],
  ['approached_on', 'approachedOn'],
  ['intake_on', 'intakeOn'],
  ['started_on', 'startedOn'],
  ['ended_on', 'endedOn'],
  ['outcome', 'outcome'],
  ['outcome_hundredths', 'outcomeHundredths'],
  ['destination', 'destination'],
  ['came_back', 'returning'],
  ['contact_every', 'contactEvery'],
  ['contact_on', 'contactOn'],
];

/** Select list of a `StoredTrajectory`, from `trajectory t`. */
export const STORED_TRAJECTORY = COLUMNS.map(([column, property]) => `t.${column} AS "${property}"`).join(', ');

/** A step of a trajectory, as it is kept. `from` null: it began. */
export interface TrajectoryEvent {
  from: TrajectoryState | null;
  day: Day;
  reason: string | null;
}

/** Trajectories and their history in the database, as far as the one who asks may reach them. */
@Injectable()
export class TrajectoryStore {
  constructor(
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Throws a Problem (404) where it does not exist or is out of scope. */
  async one(sql: Sql, actor: Actor, id: string): Promise<StoredTrajectory> {
    return this.selected<StoredTrajectory>(sql, actor, id, STORED_TRAJECTORY);
  }

  /** These columns of `trajectory t` beside its `dossier d`. Throws as `one`. */
  async selected<T>(sql: Sql, actor: Actor, id: string, columns: string): Promise<T> {
    const scope = this.reach.condition(sql, actor);
    const found = isId(id)
      ? await sql.get<T>(
          `SELECT ${columns} FROM trajectory t JOIN dossier d ON d.id = t.dossier_id WHERE t.id = ? AND ${scope.sql}`,
          [id, ...scope.values],
        )
      : undefined;
    if (!found) throw dossierNotFound();
    return found;
  }

  /** As `one`, and nobody else changes it until this unit of work ends. */
  async toChange(work: Work, actor: Actor, id: string): Promise<StoredTrajectory> {
    if (isId(id)) await work.get(`SELECT id FROM trajectory WHERE id = ?${work.lock}`, [id]);
    const found = await this.one(work, actor, id);
    await actor.premise?.();
    return found;
  }

  async write(work: Work, trajectories: readonly StoredTrajectory[]): Promise<void> {
    const now = this.clock.instant();
    const columns = [...COLUMNS.map(([column]) => column), 'changed_at'];
    const rows = trajectories.map((one): Value[] => [...COLUMNS.map(([, property]) => one[property]), now]);
    await work.insert('trajectory', columns, rows, { key: ['id'], update: columns.slice(1) });
  }

  /** Keeps a step with who took it. */
  async tell(work: Work, actor: Actor, trajectory: StoredTrajectory, event: TrajectoryEvent): Promise<void> {
    const columns = ['id', 'trajectory_id', 'at', 'day', 'from_state', 'to_state', 'employee', 'reason'];
    const id = newId();
    const reason = event.reason && this.encryption.encrypt(event.reason, cell(trajectoryEvent, 'reason', { id }));
    await work.insert('trajectory_event', columns, [
      [
        ...[id, trajectory.id, this.clock.instant(), event.day, event.from, trajectory.state],
        ...[actor.visitor?.employee ?? null, reason],
      ],
    ]);
  }
}

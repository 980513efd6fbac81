import { Inject, Injectable } from '@nestjs/common';
import { Announcer } from '../../jobs/announcer';
import type { Room } from '../../access/rooms';
import type { Day } from '../../law/day';
import { Clock } from '../../platform/clock';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { newId } from '../../platform/ids';
import { cell } from '../../platform/place';
import { stateChange } from './tables';

/** One step taken. `employee` null: Leerspoor itself. */
export interface TakenStep {
  machine: string;
  objectId: string;
  dossierId: string | null;
  room: Room;
  step: string;
  from: string | null;
  to: string;
  employee: string | null;
  reason: string | null;
}

/** A step as it is shown. */
export interface ShownStep extends TakenStep {
  id: string;
  at: string;
  day: Day;
  /** null: no such employee any more, or Leerspoor itself */
  employeeName: string | null;
}

const COLUMNS = [
  ...['id', 'machine', 'object_id', 'dossier_id', 'room', 'at', 'day', 'step', 'from_state', 'to_state'],
  ...['employee', 'reason'],
];

const SHOWN = `s.id, s.machine, s.object_id AS "objectId", s.dossier_id AS "dossierId", s.room, s.at, s.day, s.step,
  s.from_state AS "from", s.to_state AS "to", s.employee, e.name AS "employeeName", s.reason
  FROM state_change s LEFT JOIN employee e ON e.code = s.employee`;

/** The history of every state: written with each step, never changed. */
@Injectable()
export class StateHistory {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Announcer) private readonly announcer: Announcer,
  ) {}

  async write(work: Work, steps: readonly TakenStep[]): Promise<void> {
    const [at, today] = [this.clock.instant(), this.clock.today()];
    const rows = steps.map((one): Value[] => {
      const id = newId();
      const reason = one.reason && this.encryption.encrypt(one.reason, cell(stateChange, 'reason', { id }));
      return [
        ...[id, one.machine, one.objectId, one.dossierId, one.room, at, today, one.step, one.from, one.to],
        ...[one.employee, reason],
      ];
    });
    await work.insert('state_change', COLUMNS, rows);
    // what falls under the Wpg is told to nobody
    const open = steps.filter(({ room }) => room === 'avg');
    await this.announcer.announce(
      work,
      open.map(({ machine, objectId, to, dossierId }) => ({
        ...{ object: machine, objectId, what: to },
        ...(dossierId === null ? {} : { dossierId }),
      })),
    );
  }

  /** The steps of one thing, oldest first. */
  ofObject(sql: Sql, objectId: string): Promise<ShownStep[]> {
    return this.rows(sql, 's.object_id = ?', objectId);
  }

  /** The steps of everything in a dossier that lies in these rooms, oldest first. */
  async ofDossier(sql: Sql, dossierId: string, rooms: readonly Room[]): Promise<ShownStep[]> {
    const rows = await this.rows(sql, 's.dossier_id = ?', dossierId);
    return rows.filter((row) => rooms.includes(row.room));
  }

  private async rows(sql: Sql, condition: string, value: string): Promise<ShownStep[]> {
    const rows = await sql.all<ShownStep>(`SELECT ${SHOWN} WHERE ${condition} ORDER BY s.id`, [value]);
    return rows.map((row) => ({ ...row, reason: row.reason && this.reasonOf(row.id, row.reason) }));
  }

  /** The reason of a step, as it was typed. */
  reasonOf(id: string, sealed: string): string {
    return this.encryption.decrypt(sealed, cell(stateChange, 'reason', { id }));
  }
}

import { Injectable } from '@nestjs/common';
import type { Day } from '../../law/day';
import type { Sql } from '../../platform/database/sql';
import { type Leaving, type SchoolFirst, schoolFirst } from '../school-first';

interface Youth {
  id: string;
  pupilId: string;
}

/** Whether the school must be consulted before support of this youth starts, from diplomas and statements (WEB 9.2.5). */
@Injectable()
export class SchoolFirstReader {
  /** The leaving that asks for it; null where none does. */
  async find(sql: Sql, pupilId: string, day: Day): Promise<SchoolFirst | null> {
    const leavings = await sql.all<Leaving>(
      `SELECT kind, day FROM diploma WHERE pupil_id = ? UNION ALL SELECT kind, day FROM school_statement WHERE pupil_id = ?`,
      [pupilId, pupilId],
    );
    return schoolFirst(leavings, day);
  }

  /** As `find`, but null where the talk was held on one of these days. */
  async stillAsked(sql: Sql, pupilId: string, talks: readonly Day[], day: Day): Promise<SchoolFirst | null> {
    const needed = await this.find(sql, pupilId, day);
    return needed === null || talks.some((one) => one >= needed.day && one <= day) ? null : needed;
  }

  /** Whether the talk is needed on that day and was not held since the leaving that asks for it. */
  async isToConsult(sql: Sql, { id, pupilId }: Youth, day: Day): Promise<boolean> {
    const needed = await this.find(sql, pupilId, day);
    if (needed === null) return false;
    const held = 'SELECT id FROM school_consultation WHERE trajectory_id = ? AND day BETWEEN ? AND ? LIMIT 1';
    return (await sql.get(held, [id, needed.day, day])) === undefined;
  }
}

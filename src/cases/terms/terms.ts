import { Inject, Injectable } from '@nestjs/common';
import { type Day, toNumber } from '../../law/day';
import { reminderDay, termDays } from '../../law/terms/term';
import type { AlsoFree } from '../../law/terms/working-days';
import type { Calendars } from '../../law/judge';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { newId } from '../../platform/ids';
import { CalendarBook } from '../../registry/calendars';
import { type TermKind, TermSettings } from './term-settings';

export type TermOutcome = 'gehaald' | 'te_laat' | 'vervallen';

/** A term that begins. `dueOn` is given where somebody chose the day; else the settings decide. */
export interface NewTerm {
  kind: TermKind;
  subjectId: string;
  dossierId: string | null;
  pupilId: string;
  municipality: string | null;
  location: string | null;
  employee?: string | null;
  startedOn: Day;
  dueOn?: Day;
}

export interface StoredTerm {
  id: string;
  kind: TermKind;
  subjectId: string;
  dossierId: string | null;
  startedOn: Day;
  remindOn: Day;
  dueOn: Day;
  endedOn: Day | null;
  outcome: TermOutcome | null;
}

const COLUMNS = [
  ...['id', 'kind', 'subject_id', 'dossier_id', 'pupil_id', 'municipality', 'location', 'employee'],
  ...['started_on', 'remind_on', 'due_on', 'ended_on', 'outcome'],
];

/** Terms: they start, are met or fall away. What runs keeps the length it started with. */
@Injectable()
export class Terms {
  constructor(
    @Inject(TermSettings) private readonly settings: TermSettings,
    @Inject(CalendarBook) private readonly calendars: CalendarBook,
  ) {}

  /** Starts terms. One that the same thing already had from that day on runs on, or runs again where it had ended. */
  async start(work: Work, terms: readonly NewTerm[]): Promise<void> {
    if (terms.length === 0) return;
    const calendars = await this.calendars.open(work);
    const rows = terms.map((one): Value[] => {
      const { dueOn, remindOn } = this.daysOf(one, calendars);
      return [
        ...[newId(), one.kind, one.subjectId, one.dossierId, one.pupilId, one.municipality, one.location],
        ...[one.employee ?? null, one.startedOn, remindOn, dueOn, null, null],
      ];
    });
    await work.insert('term', COLUMNS, rows, {
      key: ['subject_id', 'kind', 'started_on'],
      update: ['employee', 'remind_on', 'due_on', 'ended_on', 'outcome'],
    });
  }

  /** What the term asked for happened on that day: in time or too late. Terms that ended already stay as they are. */
  async meet(work: Work, kind: TermKind, subjectIds: readonly string[], day: Day): Promise<void> {
    if (subjectIds.length === 0) return;
    const { sql, value } = work.oneOf('subject_id', subjectIds);
    await work.run(
      `UPDATE term SET ended_on = ?, outcome = CASE WHEN due_on < ? THEN 'te_laat' ELSE 'gehaald' END
        WHERE ${sql} AND kind = ? AND ended_on IS NULL`,
      [day, day, value, kind],
    );
  }

  /** The ground of these terms is gone; without kinds: of all terms of these things. */
  async drop(work: Work, subjectIds: readonly string[], day: Day, kinds?: readonly TermKind[]): Promise<void> {
    if (subjectIds.length === 0) return;
    const { sql, value } = work.oneOf('subject_id', subjectIds);
    const only = kinds ? work.oneOf('kind', kinds, 'code') : null;
    await work.run(
      `UPDATE term SET ended_on = ?, outcome = 'vervallen' WHERE ${sql} AND ended_on IS NULL${only ? ` AND ${only.sql}` : ''}`,
      [day, value, ...(only ? [only.value] : [])],
    );
  }

  /** Another must meet what runs: a school location, or with null the municipality. The days stay. */
  async handTo(work: Work, subjectId: string, location: string | null): Promise<void> {
    await work.run('UPDATE term SET location = ? WHERE subject_id = ? AND ended_on IS NULL', [location, subjectId]);
  }

  /** All terms of everything in a dossier, the first to end first. */
  ofDossier(sql: Sql, dossierId: string): Promise<StoredTerm[]> {
    return sql.all<StoredTerm>(
      `SELECT id, kind, subject_id AS "subjectId", dossier_id AS "dossierId", started_on AS "startedOn",
         remind_on AS "remindOn", due_on AS "dueOn", ended_on AS "endedOn", outcome
       FROM term WHERE dossier_id = ? ORDER BY due_on, id`,
      [dossierId],
    );
  }

  private daysOf(one: NewTerm, calendars: Calendars): { dueOn: Day; remindOn: Day } {
    const length = this.settings.of(one.kind, one.municipality);
    if (one.dueOn === undefined) return termDays(one.startedOn, length, closedAt(one.location, calendars));
    return { dueOn: one.dueOn, remindOn: reminderDay(one.startedOn, one.dueOn, length.herinnering) };
  }
}

/** The days on which a school has no lessons; where there is no school, none. */
function closedAt(location: string | null, calendars: Calendars): AlsoFree {
  if (location === null) return () => false;
  const calendar = calendars.ofLocation(location);
  return (n) => !calendar.isTeachingDay(n);
}

/** Whether a term is past on a day; the day it is due still counts. */
export function isPast(term: Pick<StoredTerm, 'dueOn' | 'endedOn'>, today: Day): boolean {
  return term.endedOn === null && toNumber(term.dueOn) < toNumber(today);
}

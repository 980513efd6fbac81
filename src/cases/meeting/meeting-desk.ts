import { Inject, Injectable } from '@nestjs/common';
import { type Actor } from '../../access/actor';
import { Audit, type AuditAction, purposeOf } from '../../access/audit';
import type { Day } from '../../law/day';
import { Database } from '../../platform/database/database';
import type { Sql, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { isId } from '../../platform/ids';
import { cell, type Place } from '../../platform/place';
import { DossierReach, dossierNotFound } from '../dossier/reach';
import { meeting, meetingAgreement, meetingParticipant } from './tables';

export const PARTICIPANT_KINDS = [
  ...(['school', 'gemeente', 'doorstroompunt', 'uwv', 'zorg', 'leerling', 'ouder', 'anders'] as const),
];
export type ParticipantKind = (typeof PARTICIPANT_KINDS)[number];

/** Who does what, in which dossier, and when. */
export interface Agreed {
  dossierId: string;
  participantId: string;
  description: string;
  dueOn: Day | null;
}

/** Who may reach a leerlingoverleg, what stands in it, and the account of every look and change. */
@Injectable()
export class MeetingDesk {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** The meeting with the dossiers that the one who asks may reach, and what was agreed in those. */
  async find(actor: Actor, meetingId: string) {
    const read = this.database.read;
    const { dossiers, pupils, agenda, report, ...found } = await this.reached(read, actor, meetingId);
    const people = await read.all<{ id: string; kind: ParticipantKind; name: string; present: number | null }>(
      'SELECT id, kind, name, present FROM meeting_participant WHERE meeting_id = ? ORDER BY id',
      [meetingId],
    );
    const own = read.oneOf('dossier_id', dossiers);
    const agreements = await read.all<Agreed & { id: string; doneOn: Day | null }>(
      `SELECT id, dossier_id AS "dossierId", participant_id AS "participantId", description, due_on AS "dueOn",
              done_on AS "doneOn" FROM meeting_agreement WHERE meeting_id = ? AND ${own.sql} ORDER BY id`,
      [meetingId, own.value],
    );
    this.look(actor, meetingId, pupils);
    return {
      ...{ ...found, dossiers, agenda: this.encryption.decrypt(agenda, cell(meeting, 'agenda', found)) },
      report: report === null ? null : this.encryption.decrypt(report, cell(meeting, 'report', found)),
      participants: people.map((one) => ({
        ...one,
        name: this.encryption.decrypt(one.name, cell(meetingParticipant, 'name', one)),
        present: one.present === null ? null : one.present === 1,
      })),
      agreements: agreements.map((one) => ({
        ...one,
        description: this.encryption.decrypt(one.description, cell(meetingAgreement, 'description', one)),
      })),
    };
  }

  /** Throws a Problem (404) where none of its dossiers is within reach. Gives those that are, and no others. */
  async reached(sql: Sql, actor: Actor, meetingId: string, lock = '') {
    type Row = { id: string; day: Day; place: string | null; agenda: string; report: string | null; state: string };
    const query = `SELECT id, day, place, agenda, report, state FROM meeting WHERE id = ?${lock}`;
    const found = isId(meetingId) ? await sql.get<Row>(query, [meetingId]) : undefined;
    const of = 'SELECT dossier_id AS "id" FROM meeting_dossier WHERE meeting_id = ? ORDER BY dossier_id';
    const all = found ? await sql.all<{ id: string }>(of, [meetingId]) : [];
    const seen = await this.reach.several(
      sql,
      actor,
      all.map((one) => one.id),
    );
    if (!found || seen.length === 0) throw dossierNotFound();
    return { ...found, dossiers: seen.map((one) => one.id), pupils: seen.map((one) => one.pupilId) };
  }

  /** Encrypted for the column of that row. */
  secret(text: string, place: Place): string {
    return this.encryption.encrypt(text.trim(), place);
  }

  /** The account of a change. */
  write(work: Work, actor: Actor, action: AuditAction, objectId: string, pupils: readonly string[]): void {
    const purpose = purposeOf(actor.visitor?.roles ?? []);
    this.audit.write(work, actor, { action, object: 'overleg', objectId, pupils, purpose });
  }

  /** The account of a look; `objectId` null: at what was agreed in a dossier, in whatever meeting. */
  look(actor: Actor, objectId: string | null, pupils: readonly string[]): void {
    const purpose = purposeOf(actor.visitor?.roles ?? []);
    this.audit.read(actor, { action: 'lezen', object: 'overleg', objectId, pupils, purpose });
  }
}

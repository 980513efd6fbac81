import { Inject, Injectable } from '@nestjs/common';
import { type Actor, visitorOf } from '../../access/actor';
import { Audit, type AuditAction, purposeOf } from '../../access/audit';
import type { Day } from '../../law/day';
import { Checks } from '../../platform/checks';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import type { Sql, Value, Work } from '../../platform/database/sql';
import { Encryption } from '../../platform/encryption';
import { Problem } from '../../platform/errors';
import { isId, newId } from '../../platform/ids';
import { DossierReach, dossierNotFound } from '../dossier/reach';
import { cell, type Place } from '../../platform/place';
import { MEETING } from './states';
import { meeting, meetingAgreement, meetingParticipant } from './tables';

export const PARTICIPANT_KINDS = [
  ...(['school', 'gemeente', 'doorstroompunt', 'uwv', 'zorg', 'leerling', 'ouder', 'anders'] as const),
];
export type ParticipantKind = (typeof PARTICIPANT_KINDS)[number];

export interface NewMeeting {
  dossierIds: readonly string[];
  day: Day;
  place: string | null;
  agenda: string;
  participants: readonly { kind: ParticipantKind; name: string }[];
}

export interface MeetingReport {
  meetingId: string;
  report: string;
  /** ids of participants who were there */
  present: readonly string[];
  agreements: readonly { dossierId: string; participantId: string; description: string; dueOn: Day | null }[];
}

const MOST = 50;

/** A leerlingoverleg: planned with an agenda, held with a report and agreements on who does what. */
@Injectable()
export class HoldMeeting {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(DossierReach) private readonly reach: DossierReach,
    @Inject(Encryption) private readonly encryption: Encryption,
    @Inject(Audit) private readonly audit: Audit,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Gives the id. Throws a Problem: 404 where one of the dossiers is out of reach, 400 bad fields. */
  async plan(actor: Actor, { dossierIds, day, place, agenda, participants }: NewMeeting): Promise<string> {
    const ids = [...new Set(dossierIds)];
    const checks = new Checks()
      .that(ids.length > 0 && ids.length <= MOST, '/dossiers', `Kies 1 tot en met ${MOST} dossiers.`)
      .that(
        participants.length > 0 && participants.length <= MOST,
        '/deelnemers',
        `Noem 1 tot en met ${MOST} deelnemers.`,
      )
      .that((place ?? '').length <= 200, '/plaats', 'Gebruik hoogstens 200 tekens.')
      .text(agenda, '/agenda', 8000);
    participants.forEach(({ kind, name }, i) => {
      checks.word(kind, `/deelnemers/${i}/soort`, PARTICIPANT_KINDS).text(name, `/deelnemers/${i}/naam`, 200);
    });
    checks.done();
    return this.database.work(async (work) => {
      const dossiers = await this.reach.several(work, actor, ids);
      if (dossiers.length < ids.length) throw dossierNotFound();
      const id = newId();
      const { employee } = visitorOf(actor);
      await work.insert(
        'meeting',
        ['id', 'day', 'place', 'agenda', 'state', 'made_by', 'changed_at'],
        [
          [
            id,
            day,
            place?.trim() || null,
            this.secret(agenda, cell(meeting, 'agenda', { id })),
            MEETING.begin[0]!,
            employee,
            this.clock.instant(),
          ],
        ],
      );
      await work.insert(
        'meeting_dossier',
        ['meeting_id', 'dossier_id'],
        ids.map((one) => [id, one]),
      );
      await work.insert(
        'meeting_participant',
        ['id', 'meeting_id', 'kind', 'name'],
        participants.map(({ kind, name }) => {
          const own = newId();
          return [own, id, kind, this.secret(name, cell(meetingParticipant, 'name', { id: own }))];
        }),
      );
      this.write(
        work,
        actor,
        'toevoegen',
        id,
        dossiers.map((one) => one.pupilId),
      );
      return id;
    });
  }

  /** Records what was said and agreed. Throws a Problem: 404, 409 where it was held or fell away, 400 bad fields. */
  async report(actor: Actor, { meetingId, report, present, agreements }: MeetingReport): Promise<void> {
    await this.database.work(async (work) => {
      const { state, day, dossiers, pupils } = await this.reached(work, actor, meetingId, work.lock);
      const { to } = stepFrom(state, 'houden');
      const people = await work.all<{ id: string }>('SELECT id FROM meeting_participant WHERE meeting_id = ?', [
        meetingId,
      ]);
      const known = new Set(people.map((one) => one.id));
      const checks = new Checks()
        .that(day <= this.clock.today(), '/datum', 'Dit overleg is nog niet geweest.')
        .text(report, '/verslag', 20_000)
        .that(
          present.every((one) => known.has(one)),
          '/aanwezig',
          'Kies deelnemers van dit overleg.',
        )
        .that(agreements.length <= 100, '/afspraken', 'Noem hoogstens 100 afspraken.');
      agreements.forEach((one, i) => {
        checks.that(dossiers.includes(one.dossierId), `/afspraken/${i}/dossier`, 'Kies een dossier van dit overleg.');
        checks.that(known.has(one.participantId), `/afspraken/${i}/wie`, 'Kies een deelnemer van dit overleg.');
        checks.text(one.description, `/afspraken/${i}/wat`, 2000);
      });
      checks.done();
      const sql = 'UPDATE meeting SET state = ?, report = ?, changed_at = ? WHERE id = ?';
      await work.run(sql, [
        to,
        this.secret(report, cell(meeting, 'report', { id: meetingId })),
        this.clock.instant(),
        meetingId,
      ]);
      for (const { id } of people) {
        await work.run('UPDATE meeting_participant SET present = ? WHERE id = ?', [Number(present.includes(id)), id]);
      }
      await work.insert(
        'meeting_agreement',
        ['id', 'meeting_id', 'dossier_id', 'participant_id', 'description', 'due_on'],
        agreements.map((one): Value[] => {
          const id = newId();
          const description = this.secret(one.description, cell(meetingAgreement, 'description', { id }));
          return [id, meetingId, one.dossierId, one.participantId, description, one.dueOn];
        }),
      );
      this.write(work, actor, 'wijzigen', meetingId, pupils);
    });
  }

  /** It will not be held. Throws a Problem: 404 or 409. */
  async cancel(actor: Actor, meetingId: string): Promise<void> {
    await this.database.work(async (work) => {
      const { state, pupils } = await this.reached(work, actor, meetingId, work.lock);
      const { to } = stepFrom(state, 'afzeggen');
      await work.run('UPDATE meeting SET state = ?, changed_at = ? WHERE id = ?', [
        to,
        this.clock.instant(),
        meetingId,
      ]);
      this.write(work, actor, 'wijzigen', meetingId, pupils);
    });
  }

  /** An agreement was kept on that day (null: not after all). Throws a Problem: 404 out of reach, 400 a coming day. */
  async finish(actor: Actor, agreementId: string, day: Day | null): Promise<void> {
    await this.database.work(async (work) => {
      const sql = 'SELECT dossier_id AS "dossierId", meeting_id AS "meetingId" FROM meeting_agreement WHERE id = ?';
      type Row = { dossierId: string; meetingId: string };
      const found = isId(agreementId) ? await work.get<Row>(sql, [agreementId]) : undefined;
      if (!found) throw dossierNotFound();
      const { pupilId } = await this.reach.one(work, actor, found.dossierId);
      new Checks().that(day === null || day <= this.clock.today(), '/datum', 'Kies vandaag of een eerdere dag.').done();
      await work.run('UPDATE meeting_agreement SET done_on = ? WHERE id = ?', [day, agreementId]);
      this.write(work, actor, 'wijzigen', found.meetingId, [pupilId]);
    });
  }

  /** The meeting with the dossiers that the one who asks may reach, and what was agreed in those. */
  async find(actor: Actor, meetingId: string) {
    const read = this.database.read;
    const { dossiers, pupils, agenda, report, ...found } = await this.reached(read, actor, meetingId);
    const people = await read.all<{ id: string; kind: ParticipantKind; name: string; present: number | null }>(
      'SELECT id, kind, name, present FROM meeting_participant WHERE meeting_id = ? ORDER BY id',
      [meetingId],
    );
    const own = read.oneOf('dossier_id', dossiers);
    const agreements = await read.all<MeetingReport['agreements'][number] & { id: string; doneOn: Day | null }>(
      `SELECT id, dossier_id AS "dossierId", participant_id AS "participantId", description, due_on AS "dueOn",
              done_on AS "doneOn" FROM meeting_agreement WHERE meeting_id = ? AND ${own.sql} ORDER BY id`,
      [meetingId, own.value],
    );
    this.audit.read(actor, {
      ...{
        action: 'lezen',
        object: 'overleg',
        objectId: meetingId,
        pupils,
        purpose: purposeOf(actor.visitor?.roles ?? []),
      },
    });
    return {
      ...{ ...found, dossiers, agenda: this.encryption.decrypt(agenda, cell(meeting, 'agenda', found)) },
      report: report === null ? null : this.encryption.decrypt(report, cell(meeting, 'report', found)),
      participants: people.map((one) => ({
        ...one,
        name: this.encryption.decrypt(one.name, cell(meetingParticipant, 'name', one)),
        present: one.present === null ? null : one.present === 1,
      })),
      agreements: agreements.map((one) => ({ ...one, description: this.descriptionOf(one) })),
    };
  }

  /** Who is responsible for what in a dossier: agreements that still stand, the first due first. */
  async openAgreements(actor: Actor, dossierId: string) {
    const read = this.database.read;
    const { pupilId } = await this.reach.one(read, actor, dossierId);
    const rows = await read.all<{
      id: string;
      meetingId: string;
      kind: ParticipantKind;
      name: string;
      participantId: string;
      description: string;
      dueOn: Day | null;
    }>(
      `SELECT a.id, a.meeting_id AS "meetingId", p.kind, p.name, p.id AS "participantId", a.description, a.due_on AS "dueOn"
         FROM meeting_agreement a JOIN meeting_participant p ON p.id = a.participant_id
        WHERE a.dossier_id = ? AND a.done_on IS NULL ORDER BY CASE WHEN a.due_on IS NULL THEN 1 ELSE 0 END, a.due_on, a.id`,
      [dossierId],
    );
    this.audit.read(actor, {
      ...{
        action: 'lezen',
        object: 'overleg',
        objectId: null,
        pupils: [pupilId],
        purpose: purposeOf(actor.visitor?.roles ?? []),
      },
    });
    return rows.map(({ participantId: id, ...one }) => ({
      ...one,
      name: this.encryption.decrypt(one.name, cell(meetingParticipant, 'name', { id })),
      description: this.descriptionOf(one),
    }));
  }

  /** At the sweep: meetings of which every dossier was destroyed go too. Doing it twice changes nothing. */
  async forget(work: Work): Promise<void> {
    const orphans = `SELECT m.id FROM meeting m WHERE NOT EXISTS
      (SELECT 1 FROM meeting_dossier d WHERE d.meeting_id = m.id)`;
    await work.run(`DELETE FROM meeting_agreement WHERE meeting_id IN (${orphans})`);
    await work.run(`DELETE FROM meeting_participant WHERE meeting_id IN (${orphans})`);
    await work.run(`DELETE FROM meeting WHERE id IN (${orphans})`);
  }

  private async reached(sql: Sql, actor: Actor, meetingId: string, lock = '') {
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

  private descriptionOf(one: { id: string; description: string }): string {
    return this.encryption.decrypt(one.description, cell(meetingAgreement, 'description', one));
  }

  private secret(text: string, place: Place): string {
    return this.encryption.encrypt(text.trim(), place);
  }

  private write(work: Work, actor: Actor, action: AuditAction, objectId: string, pupils: readonly string[]): void {
    this.audit.write(work, actor, {
      action,
      object: 'overleg',
      objectId,
      pupils,
      purpose: purposeOf(actor.visitor?.roles ?? []),
    });
  }
}

/** Throws a Problem (409) where it was held or cancelled already. */
function stepFrom(state: string, step: keyof typeof MEETING.steps) {
  const taken = MEETING.step(step, state, 'gemeente');
  if (!taken) throw new Problem('overleg-klaar', 'Dit overleg is al afgerond.', { status: 409 });
  return taken;
}
